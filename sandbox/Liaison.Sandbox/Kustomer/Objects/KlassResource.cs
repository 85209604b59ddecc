using System.Text.Json.Nodes;
using Liaison.Sandbox.Kustomer.Api;
using Liaison.Sandbox.Kustomer.Records;
using Liaison.Sandbox.Kustomer.Schemas;

namespace Liaison.Sandbox.Kustomer.Objects;

/// <summary>Below <c>/v1/klasses</c>: a klass by its id, its objects by its name.</summary>
public static class KlassResource
{
    public static ApiAnswer Answer(ApiCall call) => (call.Method, call.Path) switch
    {
        ("GET", ["klasses"]) => List(call),
        ("POST", ["klasses"]) => Post(call),
        ("GET", ["klasses", var id]) when Formats.Fits("object-id", id) => ApiAnswer.Ok(Envelope.One(call.Org, Read(call, "klass.read", id))),
        ("PUT", ["klasses", var id]) => Update(call, Read(call, "klass.update", id)),
        ("DELETE", ["klasses", var id]) => Delete(call, Read(call, "klass.delete", id)),
        _ => KObjectResource.Answer(call),
    };

    private static ApiAnswer List(ApiCall call)
    {
        call.Needs("klass.read");
        var status = call.Asked("status") ?? "enabled";
        return Listing.Of(call, call.Store.Of("klass").Where(klass => status == "existing_only" || klass.Text("status") == status));
    }

    private static ApiAnswer Post(ApiCall call)
    {
        call.Needs("klass.create");
        var body = call.BodyAs("post.klasses");
        if (call.Store.By("klass", "name", (string)body["name"]!) is not null)
        {
            throw RefusalException.Conflict("name", "duplicate detected");
        }

        body["status"] ??= "enabled";
        body["displayName"] ??= body["name"]!.DeepClone();
        var klass = RecordDesk.Create(call, "klass", body);
        MetadataResource.Begin(call.Org, (string)body["name"]!);
        return ApiAnswer.Ok(Envelope.One(call.Org, klass));
    }

    private static ApiAnswer Update(ApiCall call, Item klass)
    {
        var body = call.Body as JsonObject ?? [];
        return ApiAnswer.Ok(Envelope.One(call.Org, RecordDesk.Change(call, klass, klass.Changed(attributes => Overlay.Put(attributes, body)))));
    }

    private static ApiAnswer Delete(ApiCall call, Item klass)
    {
        RecordDesk.Remove(call, klass);
        return ApiAnswer.NoContent;
    }

    private static Item Read(ApiCall call, string role, string id)
    {
        call.Needs(role);
        return call.Must("klass", id);
    }
}
