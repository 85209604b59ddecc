using System.Text.Json;
using Liaison.Tests.Conventions;
using Xunit;

namespace Liaison.Tests.Sandbox.Kustomer;

/// <summary>For every example that the vendor publishes or that was recorded, the stand-in answers the same call in the same shape.</summary>
public sealed class KustomerStandInShapeTests
{
    private static readonly string Folder = Path.Combine(SourceTree.Root, "tests/Liaison.Tests/Fixtures/kustomer");

    /// <summary>Set-up of the organisation that no integration reads.</summary>
    private static readonly string[] NotServed = ["get.satisfaction", "get.slas.id"];

    /// <summary>What an example shows and ours has no reason to, or only slips of the example.</summary>
    private static readonly (string Example, string At)[] Slips =
    [
        ("get.companies", "/extenalId"), ("post.companies", "/extenalId"), ("put.companies.id", "/extenalId"), // mistyped
        ("get.klasses", "/displayname"), // in one of two klasses of one example
        ("put.klasses.name.id", "Count: missing"), ("get.klasses.name.id", "Count: missing"), ("get.klasses.name.externalId-externalId", "Count: missing"), // of an object that people work on in a queue
        ("get.klasses.name.externalId-externalId", "/attributes/assignedUser"), ("get.klasses.name.externalId-externalId", "/attributes/status"), ("put.klasses.name.id", "/attributes/assignedUser"), ("put.klasses.name.id", "/attributes/status"),
        ("put.klasses.name.id", "/queue"), ("get.klasses.name.id", "/queue"), ("get.klasses.name", "/queue"), ("get.klasses.name.externalId-externalId", "/queue"),
        ("get.audit-logs", "/relationships/user"), // of nobody, with a link to null
        ("get.attachments.id", "/meta"), // the answer to the announcement
        ("get.klasses.name.externalId-externalId", "/data/links/self"), // leads to the lookup and not to the object
        ("get.customers.id.drafts", "/attributes/payload"), ("get.customers.id.drafts", "/included"), ("post.customers.id.drafts", "/attributes/payload"), // of the screen that people write in
        ("post.klasses.name.bulk", "/payload/api/path"), // names companies
        ("post.customers.archive.search", "/links/"), // lead to the other search
    ];

    public static TheoryData<string> Examples => [.. Directory.GetFiles(Path.Combine(Folder, "kustomer-client"), "*.json").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Recorded => [.. Directory.GetFiles(Path.Combine(Folder, "solidus_kustomer"), "*.json").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Examples))]
    public async Task Answers_have_the_shape_of_the_published_example(string name)
    {
        var call = name[..name.LastIndexOf('.')];
        if (NotServed.Contains(call))
        {
            return;
        }

        var example = Read("kustomer-client", name);
        await using var sandbox = await KustomerSandbox.Start("--kustomer:roles:0", "org.admin");
        var reply = await KustomerCalls.Make(sandbox, call);
        Assert.True(reply.Status.ToString() == name[(name.LastIndexOf('.') + 1)..], $"{reply.Status}: {reply.Text}");
        Assert.Equal([], Shape.Differences(example, reply.Json).Where(one => !Known(call, one)));
    }

    [Theory, MemberData(nameof(Recorded))]
    public async Task Answers_have_the_shape_of_what_was_recorded(string name)
    {
        var exchange = Read("solidus_kustomer", name);
        var (asked, answered) = (exchange.GetProperty("request"), exchange.GetProperty("response"));
        await using var sandbox = await KustomerSandbox.Start();
        await sandbox.Make("customers", new { externalId = "6", username = "johndoe@example.com", signedUpAt = "2020-09-28T12:53:04.000Z", emails = new[] { new { type = "home", email = "johndoe@example.com" } } });
        var customer = (await sandbox.Send("GET", "customers/externalId=6")).Data().GetProperty("id").GetString()!;
        if (name.StartsWith("customer", StringComparison.Ordinal))
        {
            await sandbox.Make($"customers/{customer}/klasses/order", new { title = "Order" });
        }

        var path = new Uri(asked.GetProperty("uri").GetString()!).AbsolutePath["/v1/".Length..].Replace("the_customer_UUID", customer, StringComparison.Ordinal);
        var reply = await sandbox.Send(asked.GetProperty("method").GetString()!, path, asked.GetProperty("body") is { ValueKind: JsonValueKind.Object } body ? body.GetRawText() : null);
        Assert.Equal(answered.GetProperty("status").GetInt32(), reply.Status);
        Assert.Equal([], Shape.Differences(answered.GetProperty("body"), reply.Json).Where(one => !one.Contains("/preview/$init", StringComparison.Ordinal)));
        if (reply.Status >= 400)
        {
            Assert.True(JsonElement.DeepEquals(answered.GetProperty("body"), reply.Json), reply.Text);
        }

        foreach (var header in new[] { "Content-Type", "X-Kustomer-Pod", "X-Ratelimit-Limit", "Cache-Control", "X-Content-Type-Options", "Timing-Allow-Origin" })
        {
            Assert.Equal(answered.GetProperty("headers").GetProperty(header).GetString(), reply.Headers[header].Replace(", ", ",", StringComparison.Ordinal));
        }
    }

    private static bool Known(string call, string difference) => Slips.Any(slip => call == slip.Example && difference.Contains(slip.At, StringComparison.Ordinal));

    private static JsonElement Read(string folder, string name) => JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, folder, name + ".json"))).RootElement;
}
