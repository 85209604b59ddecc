using System.Text.Json.Nodes;
using Liaison.Sandbox.Kustomer.Api;
using Liaison.Sandbox.Kustomer.Customers;
using Liaison.Sandbox.Kustomer.Files;
using Liaison.Sandbox.Kustomer.Objects;
using Liaison.Sandbox.Kustomer.Records;
using Liaison.Sandbox.Kustomer.Schemas;

namespace Liaison.Sandbox.Kustomer.Conversations;

/// <summary>Below <c>/v1/conversations</c>.</summary>
public static class ConversationResource
{
    private static readonly string[] Within = ["message", "note"];
    private static readonly (string List, string Kind)[] Assignees = [("assignedUsers", "user"), ("assignedTeams", "team")];
    private static readonly string[] Kept = ["channels", "messageCount", "noteCount", "satisfaction", "suggestedTags", "lastMessageIn", "firstResponse", "direction", "outboundMessageCount", "status", "externalId"];

    public static ApiAnswer Answer(ApiCall call) => (call.Method, call.Path) switch
    {
        ("POST", ["conversations"]) => Post(call, "post.conversations", customer: null),
        ("GET", ["conversations"]) => List(call),
        (_, ["conversations", "bulk"]) => Bulk.BulkResource.Start(call, "conversations"),
        ("GET", ["conversations", var key]) when Externals.Asked(key) is { } external => ApiAnswer.Ok(Envelope.One(call.Org, Reading(call).MustBy("conversation", "externalId", external, "externalId"))),
        ("GET", ["conversations", var ids]) when ids.Contains(',', StringComparison.Ordinal) => Listing.Several(call, ids.Split(',').Select(id => Reading(call).Store.Find("conversation", id)).OfType<Item>()),
        ("GET", ["conversations", var id]) => ApiAnswer.Ok(Envelope.One(call.Org, Reading(call).Must("conversation", id))),
        ("PUT" or "PATCH", ["conversations", var id]) => ApiAnswer.Ok(Envelope.One(call.Org, Update(call, Reading(call).Must("conversation", id), call.BodyAs("put.conversations.id")))),
        ("DELETE", ["conversations", var id]) => Delete(call, id),
        ("POST" or "DELETE", ["conversations", var id, "tags"]) => Tag(call, Reading(call).Must("conversation", id)),
        ("POST", ["conversations", var id, "messages"]) => MessageResource.Post(call, "post.conversations.id.messages", Reading(call).Must("conversation", id)),
        ("POST", ["conversations", var id, "notes"]) => NoteResource.Post(call, "post.conversations.id.notes", Reading(call).Must("conversation", id)),
        ("GET", ["conversations", var id, "messages"]) => Under(call, id, "message"),
        ("GET", ["conversations", var id, "notes"]) => Under(call, id, "note"),
        ("GET", ["conversations", var id, "attachments"]) => AttachmentResource.OfConversation(call, Reading(call).Must("conversation", id)),
        ("GET", ["conversations", var id, "events"]) => Listing.Of(call, call.Org.Log.EventsOf(Reading(call).Must("conversation", id).Id)),
        ("GET", ["conversations", var id, "times"]) => Listing.Of(call, call.Store.AllBy("conversation_time", "conversation", Reading(call).Must("conversation", id).Id), most: 1000),
        _ => throw RefusalException.NotFound(),
    };

    public static ApiAnswer Post(ApiCall call, string schema, Item? customer)
    {
        var body = call.BodyAs(schema);
        return ApiAnswer.Created(Envelope.One(call.Org, Create(call, body, customer)));
    }

    public static Item Create(ApiCall call, JsonObject body, Item? customer)
    {
        call.Needs("conversation.create");
        var owner = RecordDesk.Take(body, "customer");
        customer ??= call.Store.Find("customer", owner) ?? throw RefusalException.BadParameter("customer", "Customer not found", "/properties/customer");
        Externals.Free(call, "conversation", body, self: null);
        CustomRule.Check(body["custom"] as JsonObject ?? [], MetadataResource.PropertiesOf(call.Org, "conversation"));
        Assigned(call, body);
        Tags.Resolve(call, body);
        Queue(body);
        foreach (var list in new[] { "channels", "tags", "suggestedTags", "assignedUsers", "assignedTeams" })
        {
            body[list] ??= new JsonArray();
        }

        foreach (var part in new[] { "sentiment", "lastMessageIn", "firstResponse" })
        {
            body[part] ??= new JsonObject();
        }

        (body["messageCount"], body["noteCount"], body["satisfaction"], body["outboundMessageCount"]) = (0, 0, 0, 0);
        body["name"] ??= "";
        body["status"] ??= "open";
        body["direction"] ??= "in";
        var made = RecordDesk.Create(call, "conversation", body, ("customer", customer.Id));
        CustomerShape.Stir(call, customer.Id, made);
        return made;
    }

    public static Item Update(ApiCall call, Item before, JsonObject body)
    {
        call.Needs("conversation.update");
        var rev = body["rev"]?.DeepClone();
        body.Remove("rev");
        var moved = RecordDesk.Take(body, "customer");
        if (moved is not null && call.Store.Find("customer", moved) is null)
        {
            throw RefusalException.BadParameter("customer", "Customer not found", "/properties/customer");
        }

        Externals.Free(call, "conversation", body, before.Id);
        CustomRule.Check(body["custom"] as JsonObject ?? [], MetadataResource.PropertiesOf(call.Org, "conversation"));
        Assigned(call, body);
        Tags.Resolve(call, body);
        Queue(body);
        if ((string?)body["status"] == "snoozed" && body["snooze"] is null && before.Attributes["snooze"] is null)
        {
            throw RefusalException.BadParameter("snooze", "Missing required property: snooze", "/required");
        }

        var after = before.Changed(attributes => Overlay.Put(attributes, body, call.Asked("replace") == "true", Kept));
        after = RecordDesk.Change(call, before, moved is null ? after : after.Linked("customer", moved), rev);
        CustomerShape.Stir(call, after.Link("customer"), after);
        if (moved is not null && moved != before.Link("customer"))
        {
            foreach (var item in Within.SelectMany(kind => call.Store.AllBy(kind, "conversation", before.Id).ToList()))
            {
                call.Store.Put(item.Linked("customer", moved));
            }

            CustomerShape.Stir(call, before.Link("customer"));
        }

        return after;
    }

    private static ApiAnswer Delete(ApiCall call, string id)
    {
        call.Needs("conversation.delete");
        var conversation = call.Must("conversation", id);
        foreach (var item in Within.SelectMany(kind => call.Store.AllBy(kind, "conversation", id).ToList()))
        {
            RecordDesk.Remove(call, item);
        }

        RecordDesk.Remove(call, conversation);
        CustomerShape.Stir(call, conversation.Link("customer"));
        return ApiAnswer.NoContent;
    }

    /// <summary>A bare list of names or ids, added or taken away.</summary>
    private static ApiAnswer Tag(ApiCall call, Item conversation)
    {
        call.Needs("conversation.update");
        SchemaCheck.Body(SchemaBook.Of("post.conversations.id.tags"), call.Body);
        var named = ((JsonArray)call.Body!).Select(tag => Tags.IdOf(call, (string)tag!)).ToList();
        var after = conversation.Changed(attributes =>
        {
            var tags = ((JsonArray)attributes["tags"]!).Select(tag => (string)tag!);
            attributes["tags"] = new JsonArray([.. (call.Method == "POST" ? tags.Union(named) : tags.Except(named)).Select(tag => (JsonNode)tag)]);
        });
        return ApiAnswer.Ok(Envelope.One(call.Org, RecordDesk.Change(call, conversation, after)));
    }

    private static ApiAnswer Under(ApiCall call, string id, string kind)
    {
        Reading(call).Must("conversation", id);
        call.Needs(kind + ".read");
        return Listing.Of(call, call.Store.AllBy(kind, "conversation", id));
    }

    /// <summary>By id, not by date.</summary>
    private static ApiAnswer List(ApiCall call) => Listing.Of(call, call.Asked("sort") == "desc" ? Reading(call).Store.Of("conversation").Reverse() : Reading(call).Store.Of("conversation"));

    private static void Assigned(ApiCall call, JsonObject body)
    {
        foreach (var (list, kind) in Assignees)
        {
            if (body[list] is JsonArray ids && ids.FirstOrDefault(id => call.Store.Find(kind, (string)id!) is null) is { } unknown)
            {
                throw RefusalException.BadParameter(list, $"No {kind} {unknown}", "/properties/" + list);
            }
        }
    }

    /// <summary>A queue of somebody else's is shown by its name alone.</summary>
    private static void Queue(JsonObject body)
    {
        if (body["queue"] is JsonObject queue)
        {
            body.Remove("queue");
            if (queue["external"] is { } external)
            {
                body["externalQueue"] = external.DeepClone();
            }
        }
    }

    private static ApiCall Reading(ApiCall call)
    {
        call.Needs("conversation.read");
        return call;
    }
}
