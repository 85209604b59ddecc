namespace Liaison.Tests.Sandbox.Kustomer;

/// <summary>Makes the call that an example of the vendor's is named for: <c>put.klasses.name.id</c>.</summary>
internal static class KustomerCalls
{
    private static readonly object Text = new { channel = "email", app = "postmark", direction = "in", preview = "Can you help?", externalId = "<1@example.com>", meta = new { from = "a@example.com" }, lang = "en_us" };
    private static readonly object Person = new { name = "John Smith", emails = new[] { new { type = "home", email = "john@example.com" } }, phones = new[] { new { type = "work", phone = "+18005551212" } }, locale = "en_US", gender = "m", defaultLang = "en_us", tags = new[] { "one", "two" }, locations = new[] { new { type = "work", address = "530 7th Ave" } }, urls = new[] { new { url = "https://example.com", type = "website" } }, socials = new[] { new { type = "twitter", userid = "1234", username = "@johnsmith", url = "https://twitter.com/johnsmith" } }, externalId = "my-customer-database-id", sharedEmails = new[] { new { type = "home", email = "shared@example.com" } } };
    private static readonly object Order = new { title = "Order #1059", externalId = "foo", images = new[] { "https://example.com/a.png" }, custom = new { orderStatusStr = "fulfilled" } };
    private static readonly object File = new { name = "myattachment.jpg", contentType = "image/jpeg", contentLength = 3 };

    public static async Task<KustomerReply> Make(KustomerSandbox sandbox, string name)
    {
        var parts = name.Split('.');
        var customer = await sandbox.Make("customers", name == "post.customers" ? new { name = "Somebody" } : Person);
        var conversation = await sandbox.Make("conversations", new { customer, externalId = "foobar", name = "Foobar", queue = new { external = "amazon-connect" } });
        var message = await sandbox.Make($"conversations/{conversation}/messages", Text);
        var note = await sandbox.Make($"conversations/{conversation}/notes", new { body = "Hey", userMentions = new[] { new { user = KustomerSandbox.Alice } } });
        var order = await sandbox.Make("klasses/order", name.StartsWith("post.", StringComparison.Ordinal) ? new { title = "Other" } : name.EndsWith("externalId-externalId", StringComparison.Ordinal) ? Order : new { title = "Of a customer", customer, custom = new { orderStatusStr = "fulfilled" }, images = new[] { "https://example.com/a.png" } });
        var file = await sandbox.Make("attachments", File);
        var path = string.Join('/', parts[1..].Select((part, at) => part switch
        {
            "id" => parts[at] switch { "customers" => customer, "conversations" => conversation, "messages" => message, "notes" => note, "name" => order, "attachments" => file, "companies" => KustomerSandbox.Harbour, _ => "5f0a03110000000000000001" },
            "name" => "order",
            "resource" => "customer",
            "email-email" => "email=john%40example.com",
            "phone-phone" => "phone=%2B18005551212",
            "externalId-externalId" => "externalId=" + (parts[1] switch { "customers" => "my-customer-database-id", "conversations" => "foobar", _ => "foo" }),
            _ => part,
        }));
        if (name is "get.customers.id.drafts")
        {
            await sandbox.Send("POST", $"customers/{customer}/drafts", Draft(conversation));
        }

        if (name is "get.conversations.id.attachments")
        {
            await sandbox.Upload(file, [1, 2, 3]);
            await sandbox.Make($"conversations/{conversation}/messages", new { channel = "email", app = "postmark", attachments = new[] { file } });
        }

        if (name is "get.conversations.id.times")
        {
            await sandbox.Send("PUT", "conversations/" + conversation, new { status = "done", assignedUsers = new[] { KustomerSandbox.Alice } });
        }

        var reply = await sandbox.Send(parts[0].ToUpperInvariant(), name == "get.audit-logs" ? path + "?count=1" : path, parts[0] == "get" ? null : Body(name, customer, conversation));
        return parts[^1] == "bulk" ? await sandbox.Send("GET", "bulk/" + reply.Data(201).GetProperty("id").GetString()) with { Status = reply.Status } : reply;
    }

    private static object? Body(string name, string customer, string conversation) => name switch
    {
        "post.attachments" or "put.attachments.id" => File,
        "post.companies" or "put.companies.id" => new { name = "foobar Company Name", tags = new[] { "one" } },
        "post.conversations" => new { customer, name = "Foobar" },
        "post.customers.id.conversations" or "put.conversations.id" or "patch.conversations.id" => new { name = "Foobar" },
        "post.conversations.bulk" => new[] { new { externalId = "convo1", name = "Convo1", customer } },
        "post.conversations.id.messages" => Text,
        "post.conversations.id.notes" => new { body = "Hey", userMentions = new[] { new { user = KustomerSandbox.Alice } } },
        "put.notes.id" or "patch.notes.id" => new { conversation, body = "Hey" },
        "post.conversations.id.tags" => new[] { "one", "two" },
        "post.customers" => Person,
        "put.customers.id" or "patch.customers.id" => new { name = "John Smith Jr." },
        "post.customers.bulk" => new[] { new { name = "Customer1" }, new { name = "Customer2" } },
        "put.customers.bulk" => new[] { new { id = customer, name = "Customer1" } },
        "post.customers.id.drafts" => Draft(conversation),
        "post.customers.merges" => new { source = KustomerSandbox.Hannah, target = customer },
        "post.customers.search" => new { queryContext = "customer" },
        "post.customers.archive.search" => new { queryContext = "customer" },
        "post.klasses" => new { name = "purchase", displayName = "Purchase" },
        "post.klasses.name.bulk" => new[] { new { title = "Order 1", customer, externalId = "my-order-id-order-1" } },
        "post.klasses.name" or "post.customers.id.klasses.name" or "put.klasses.name.id" => Order,
        "put.messages.id" => new { preview = "Changed" },
        "put.metadata.resource" => new { properties = new { myOtherStr = new { displayName = "Other" } } },
        _ => null,
    };

    private static object Draft(string conversation) => new { channel = "chat", conversation, body = "Hello" };
}
