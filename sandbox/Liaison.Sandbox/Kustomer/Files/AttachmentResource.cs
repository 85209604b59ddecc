using System.Text.Json.Nodes;
using Liaison.Sandbox.Kustomer.Api;
using Liaison.Sandbox.Kustomer.Records;

namespace Liaison.Sandbox.Kustomer.Files;

/// <summary>Files: announced here, uploaded with a form to the storage, then named by a message or a note.</summary>
public static class AttachmentResource
{
    public static ApiAnswer Answer(ApiCall call) => (call.Method, call.Path) switch
    {
        ("POST", ["attachments"]) => Post(call),
        ("GET", ["attachments", var id]) => ApiAnswer.Ok(Envelope.One(call.Org, Read(call, id))),
        ("PUT", ["attachments", var id]) => Put(call, id),
        ("DELETE", ["attachments", var id]) => Delete(call, id),
        _ => throw RefusalException.NotFound(),
    };

    /// <summary>Takes the files out of a body; each must have been uploaded.</summary>
    public static IReadOnlyList<Item> Attach(ApiCall call, JsonObject body)
    {
        if (body["attachments"] is not JsonArray named)
        {
            return [];
        }

        body.Remove("attachments");
        return [.. named.Select(one => one is JsonObject whole ? (string)whole["_id"]! : (string)one!).Select(id => call.Store.Find("attachment", id) switch
        {
            { } file when (bool)file.Attributes["uploaded"]! => file,
            { } => throw RefusalException.BadParameter("attachments", "Attachment was not uploaded", "/properties/attachments"),
            null => throw RefusalException.BadParameter("attachments", "Attachment not found", "/properties/attachments"),
        })];
    }

    public static void Belong(ApiCall call, IReadOnlyList<Item> files, Item owner)
    {
        if (files.Count == 0)
        {
            return;
        }

        foreach (var file in files)
        {
            call.Store.Put(file.Linked(owner.Type, owner.Id).Linked("conversation", owner.Link("conversation")));
        }

        var hidden = (JsonObject?)owner.Hidden?.DeepClone() ?? [];
        hidden["attachments"] = new JsonArray([.. call.Store.AllBy("attachment", owner.Type, owner.Id).Select(file => new JsonObject { ["type"] = "attachment", ["id"] = file.Id })]);
        call.Store.Put(owner with { Hidden = hidden });
    }

    public static ApiAnswer OfConversation(ApiCall call, Item conversation) => Listing.Of(call, Reading(call).Store.AllBy("attachment", "conversation", conversation.Id));

    public static ApiAnswer OfMessage(ApiCall call, Item message) => Listing.Of(call, Reading(call).Store.AllBy("attachment", "message", message.Id));

    public static ApiAnswer One(ApiCall call, Item message, string id) => Read(call, id) is { } file && file.Link("message") == message.Id ? ApiAnswer.Ok(Envelope.One(call.Org, file)) : throw RefusalException.NotFound("id");

    private static ApiAnswer Post(ApiCall call)
    {
        call.Needs("attachment.create");
        var body = call.BodyAs("post.attachments");
        body["uploaded"] = false;
        body["redacted"] = false;
        var file = new Item("attachment", call.Org.NewId(), body, System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty) { Hidden = new JsonObject { ["origin"] = call.Origin } };
        call.Store.Put(file);
        var answer = Envelope.One(call.Org, file);
        answer["meta"] = new JsonObject { ["upload"] = UploadForm.For(call.Org, file, call.Origin) };
        return ApiAnswer.Created(answer);
    }

    /// <summary>Announces a file, or announces it again, under an id of the caller's.</summary>
    private static ApiAnswer Put(ApiCall call, string id)
    {
        call.Needs("attachment.create");
        var body = call.BodyAs("put.attachments.id");
        var before = call.Store.Find("attachment", id);
        var file = before?.Changed(attributes => Overlay.Put(attributes, body)) ?? new Item("attachment", id, new JsonObject { ["uploaded"] = false, ["redacted"] = false }, System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty).Changed(attributes => Overlay.Put(attributes, body));
        file = file with { Hidden = new JsonObject { ["origin"] = call.Origin } };
        call.Store.Put(file);
        var answer = Envelope.One(call.Org, file);
        answer["meta"] = new JsonObject { ["upload"] = UploadForm.For(call.Org, file, call.Origin) };
        return ApiAnswer.Ok(answer);
    }

    private static ApiAnswer Delete(ApiCall call, string id)
    {
        call.Needs("attachment.delete");
        call.Store.Remove(call.Must("attachment", id));
        call.Org.Files.Remove(id);
        return ApiAnswer.NoContent;
    }

    private static Item Read(ApiCall call, string id) => Reading(call).Must("attachment", id);

    private static ApiCall Reading(ApiCall call)
    {
        call.Needs("attachment.read");
        return call;
    }
}
