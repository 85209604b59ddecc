using System.Text.Json.Nodes;
using Liaison.Sandbox.Kustomer.Api;
using Liaison.Sandbox.Kustomer.Customers;
using Liaison.Sandbox.Kustomer.Files;
using Liaison.Sandbox.Kustomer.Records;

namespace Liaison.Sandbox.Kustomer.Conversations;

/// <summary>Notes of people about a conversation, below <c>/v1/notes</c>. The API has no lookup of a note by its external id: read the conversation's notes.</summary>
public static class NoteResource
{
    public static ApiAnswer Answer(ApiCall call) => (call.Method, call.Path) switch
    {
        ("POST", ["notes"]) => Post(call, "post.notes", conversation: null),
        (_, ["notes", "bulk"]) => Bulk.BulkResource.Start(call, "notes"),
        ("GET", ["notes", var id]) => ApiAnswer.Ok(Envelope.One(call.Org, Read(call, id))),
        ("PUT", ["notes", var id]) => ApiAnswer.Ok(Envelope.One(call.Org, Update(call, Read(call, id), call.BodyAs("put.notes.id")))),
        ("PATCH", ["notes", var id]) => ApiAnswer.Ok(Envelope.One(call.Org, Update(call, Read(call, id), call.BodyAs("patch.notes.id")))),
        ("DELETE", ["notes", var id]) => Delete(call, id),
        _ => throw RefusalException.NotFound(),
    };

    public static ApiAnswer Post(ApiCall call, string schema, Item? conversation)
    {
        var body = call.BodyAs(schema);
        return ApiAnswer.Created(Envelope.One(call.Org, Create(call, body, conversation)));
    }

    public static Item Create(ApiCall call, JsonObject body, Item? conversation)
    {
        call.Needs("note.create");
        var named = RecordDesk.Take(body, "conversation");
        conversation ??= named is null ? null : call.Store.Find("conversation", named) ?? throw RefusalException.BadParameter("conversation", "Conversation not found", "/properties/conversation");
        Externals.Free(call, "note", body, self: null);
        var mentions = Mentions(call, body);
        var files = AttachmentResource.Attach(call, body);
        var note = RecordDesk.Create(call, "note", body, ("customer", conversation?.Link("customer")), ("conversation", conversation?.Id), ("createdBy", RecordDesk.Take(body, "createdBy")));
        if (mentions is not null)
        {
            note = note with { Hidden = new JsonObject { ["userMentions"] = mentions } };
            call.Store.Put(note);
        }

        AttachmentResource.Belong(call, files, note);
        if (conversation is not null)
        {
            var after = RecordDesk.Stir(call, conversation, attributes => attributes["noteCount"] = (int)attributes["noteCount"]! + 1);
            CustomerShape.Stir(call, after.Link("customer"), after);
        }

        return note;
    }

    public static Item Update(ApiCall call, Item before, JsonObject body)
    {
        call.Needs("note.update");
        RecordDesk.Take(body, "conversation");
        Externals.Free(call, "note", body, before.Id);
        var mentions = Mentions(call, body);
        var files = AttachmentResource.Attach(call, body);
        var after = before.Changed(attributes => Overlay.Put(attributes, body));
        after = RecordDesk.Change(call, before, mentions is null ? after : after with { Hidden = new JsonObject { ["userMentions"] = mentions } });
        AttachmentResource.Belong(call, files, after);
        return after;
    }

    private static JsonArray? Mentions(ApiCall call, JsonObject body)
    {
        if (body["userMentions"] is not JsonArray mentions)
        {
            return null;
        }

        body.Remove("userMentions");
        return new JsonArray([.. mentions.Select(mention => mention!["user"] is { } user
            ? new JsonObject { ["type"] = "user", ["id"] = (string)user! } : new JsonObject { ["type"] = "team", ["id"] = (string?)mention["team"] })]);
    }

    private static ApiAnswer Delete(ApiCall call, string id)
    {
        call.Needs("note.delete");
        RecordDesk.Remove(call, call.Must("note", id));
        return ApiAnswer.NoContent;
    }

    private static Item Read(ApiCall call, string id)
    {
        call.Needs("note.read");
        return call.Must("note", id);
    }
}
