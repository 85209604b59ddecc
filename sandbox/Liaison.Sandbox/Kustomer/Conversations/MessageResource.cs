using System.Text.Json.Nodes;
using Liaison.Sandbox.Kustomer.Api;
using Liaison.Sandbox.Kustomer.Customers;
using Liaison.Sandbox.Kustomer.Files;
using Liaison.Sandbox.Kustomer.Objects;
using Liaison.Sandbox.Kustomer.Records;

namespace Liaison.Sandbox.Kustomer.Conversations;

/// <summary>Below <c>/v1/messages</c>. A message made here is one that was spoken or written elsewhere: nothing is sent.</summary>
public static class MessageResource
{
    public static ApiAnswer Answer(ApiCall call) => (call.Method, call.Path) switch
    {
        ("POST", ["messages"]) => Post(call, "post.messages", conversation: null),
        ("GET", ["messages"]) => Listing.Of(call, Reading(call).Store.Of("message").Reverse()),
        (_, ["messages", "bulk"]) => Bulk.BulkResource.Start(call, "messages"),
        ("GET", ["messages", var key]) when Externals.Asked(key) is { } external => ApiAnswer.Ok(Envelope.One(call.Org, Reading(call).MustBy("message", "externalId", external.TrimStart(':'), "externalId"))),
        ("GET", ["messages", var id]) => ApiAnswer.Ok(Envelope.One(call.Org, Reading(call).Must("message", id))),
        ("GET", ["messages", var id, "attachments"]) => AttachmentResource.OfMessage(call, Reading(call).Must("message", id)),
        ("GET", ["messages", var id, "attachments", var file]) => AttachmentResource.One(call, Reading(call).Must("message", id), file),
        ("PUT" or "PATCH", ["messages", var id]) => ApiAnswer.Ok(Envelope.One(call.Org, Update(call, Reading(call).Must("message", id), call.BodyAs("put.messages.id")))),
        ("DELETE", ["messages", var id]) => Delete(call, id),
        _ => throw RefusalException.NotFound(),
    };

    public static ApiAnswer Post(ApiCall call, string schema, Item? conversation)
    {
        var body = call.BodyAs(schema);
        return ApiAnswer.Created(Envelope.One(call.Org, Create(call, body, conversation)));
    }

    public static Item Create(ApiCall call, JsonObject body, Item? conversation)
    {
        call.Needs("message.create");
        if (body.Any(one => one.Key is "createdBy" or "createdAt" or "modifiedBy"))
        {
            call.Needs("admin");
        }

        var named = RecordDesk.Take(body, "conversation");
        conversation ??= named is null ? null : call.Store.Find("conversation", named) ?? throw RefusalException.BadParameter("conversation", "Conversation not found", "/properties/conversation");
        var customer = call.Store.Find("customer", RecordDesk.Take(body, "customer") ?? conversation?.Link("customer")) ?? throw RefusalException.BadParameter("customer", "Customer not found", "/properties/customer");
        Externals.Free(call, "message", body, self: null);
        CustomRule.Check(body["custom"] as JsonObject ?? [], MetadataResource.PropertiesOf(call.Org, "message"));
        conversation ??= ConversationResource.Create(call, new JsonObject { ["customer"] = customer.Id, ["name"] = body["subject"]?.DeepClone(), ["direction"] = body["direction"]?.DeepClone() }, customer);

        body["direction"] ??= "in";
        var inbound = (string?)body["direction"] == "in";
        body["status"] ??= inbound ? "received" : "sent";
        body["sentAt"] ??= call.Now();
        body["size"] ??= ((string?)body["preview"] ?? "").Length;
        body["meta"] ??= new JsonObject();
        body["sentiment"] ??= new JsonObject();
        body["directionType"] = (call.Store.By("message", "conversation", conversation.Id) is null ? "initial-" : "followup-") + body["direction"];
        var files = AttachmentResource.Attach(call, body);
        body.Remove("queue");
        var message = RecordDesk.Create(call, "message", body, ("customer", customer.Id), ("conversation", conversation.Id), ("createdBy", RecordDesk.Take(body, "createdBy")), ("modifiedBy", RecordDesk.Take(body, "modifiedBy")));
        AttachmentResource.Belong(call, files, message);
        Stir(call, conversation, message, inbound);
        return message;
    }

    /// <summary>The conversation counts the message; one from the customer opens it again.</summary>
    private static void Stir(ApiCall call, Item conversation, Item message, bool inbound)
    {
        var after = RecordDesk.Stir(call, conversation, attributes =>
        {
            var channels = (JsonArray)attributes["channels"]!;
            if (!channels.Any(channel => (string?)channel == message.Text("channel")))
            {
                channels.Add(message.Text("channel"));
            }

            attributes["messageCount"] = (int)attributes["messageCount"]! + 1;
            attributes["preview"] = message.Text("preview");
            if (inbound)
            {
                attributes["lastMessageIn"] = new JsonObject { ["id"] = message.Id, ["sentAt"] = message.Text("sentAt"), ["channel"] = message.Text("channel") };
                if (call.Org.Settings.InboundReopens && (string?)attributes["status"] == "done")
                {
                    attributes["status"] = "open";
                    attributes["reopenCount"] = ((int?)attributes["reopenCount"] ?? 0) + 1;
                }
            }
            else
            {
                attributes["outboundMessageCount"] = (int)attributes["outboundMessageCount"]! + 1;
                attributes["lastMessageOut"] = new JsonObject { ["id"] = message.Id, ["sentAt"] = message.Text("sentAt"), ["channel"] = message.Text("channel") };
            }
        });
        CustomerShape.Stir(call, after.Link("customer"), after);
    }

    public static Item Update(ApiCall call, Item before, JsonObject body)
    {
        call.Needs("message.update");
        RecordDesk.Take(body, "conversation");
        Externals.Free(call, "message", body, before.Id);
        CustomRule.Check(body["custom"] as JsonObject ?? [], MetadataResource.PropertiesOf(call.Org, "message"));
        var files = AttachmentResource.Attach(call, body);
        var after = RecordDesk.Change(call, before, before.Changed(attributes => Overlay.Put(attributes, body)));
        AttachmentResource.Belong(call, files, after);
        return after;
    }

    private static ApiAnswer Delete(ApiCall call, string id)
    {
        call.Needs("message.delete");
        RecordDesk.Remove(call, call.Must("message", id));
        return ApiAnswer.NoContent;
    }

    private static ApiCall Reading(ApiCall call)
    {
        call.Needs("message.read");
        return call;
    }
}
