using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Liaison.Sandbox.Kustomer.Api;
using Liaison.Sandbox.Kustomer.Records;

namespace Liaison.Sandbox.Kustomer.Hooks;

/// <summary>Who is told of changes, below <c>/v1/outbound-webhooks</c>. Their <c>token</c> is the key of the signature.</summary>
public static class WebhookResource
{
    private static readonly string[] Verbs = ["create", "update", "delete"];
    private static readonly string[] Kinds = ["customer", "conversation", "message", "note", "company", "user", "team"];

    public static ApiAnswer Answer(ApiCall call) => (call.Method, call.Path) switch
    {
        ("GET", ["outbound-webhooks", "events"]) => ApiAnswer.Ok(new JsonObject { ["data"] = new JsonArray([.. Known(call).Select(name => new JsonObject { ["type"] = "outbound_webhook_event", ["id"] = name, ["attributes"] = new JsonObject { ["name"] = name } })]) }),
        ("GET", ["outbound-webhooks"]) => Listing.Of(call, Needing(call, "read").Store.Of("outbound_webhook")),
        ("POST", ["outbound-webhooks"]) => Post(Needing(call, "create")),
        ("GET", ["outbound-webhooks", var id]) => ApiAnswer.Ok(Envelope.One(call.Org, Needing(call, "read").Must("outbound_webhook", id))),
        ("PUT" or "PATCH", ["outbound-webhooks", var id]) => Put(Needing(call, "update"), id),
        ("DELETE", ["outbound-webhooks", var id]) => Delete(Needing(call, "delete"), id),
        ("GET", ["outbound-webhooks", var id, "transactions"]) => ApiAnswer.Ok(new JsonObject { ["data"] = new JsonArray([.. Needing(call, "read").Org.Outbox.Transactions.Where(one => (string?)one["webhook"] == id).Select(one => new JsonObject { ["type"] = "outbound_webhook_transaction", ["attributes"] = one.DeepClone() })]) }),
        _ => throw RefusalException.NotFound(),
    };

    private static ApiAnswer Post(ApiCall call)
    {
        var body = Checked(call, whole: true);
        if (call.Store.Of("outbound_webhook").Count() >= call.Org.Settings.MaxWebhooks)
        {
            throw RefusalException.BadParameter("name", $"At most {call.Org.Settings.MaxWebhooks} webhooks", "/");
        }

        body["headers"] ??= new JsonArray();
        (body["enabled"], body["createdAt"], body["updatedAt"]) = (true, call.Now(), call.Now());
        body["token"] = RandomNumberGenerator.GetHexString(40, lowercase: true);
        var hook = new Item("outbound_webhook", call.Org.NewId(), body, ImmutableSortedDictionary<string, string>.Empty);
        call.Store.Put(hook);
        return ApiAnswer.Created(Envelope.One(call.Org, hook));
    }

    private static ApiAnswer Put(ApiCall call, string id)
    {
        var body = Checked(call, whole: false);
        var hook = call.Must("outbound_webhook", id).Changed(attributes => Overlay.Put(attributes, body));
        call.Store.Put(hook);
        return ApiAnswer.Ok(Envelope.One(call.Org, hook));
    }

    private static ApiAnswer Delete(ApiCall call, string id)
    {
        call.Store.Remove(call.Must("outbound_webhook", id));
        return ApiAnswer.NoContent;
    }

    /// <summary>The vendor wants https; this machine's own addresses may do without.</summary>
    private static JsonObject Checked(ApiCall call, bool whole)
    {
        var body = (JsonObject?)(call.Body as JsonObject)?.DeepClone() ?? [];
        foreach (var (name, _) in body)
        {
            Demand(name is "name" or "url" or "events" or "headers" or "enabled", name, "Additional properties not allowed", "/additionalProperties");
        }

        Demand(!whole || body["name"] is JsonValue, "name", "Missing required property: name", "/required");
        Demand(body["name"] is null || ((string)body["name"]!).Length is > 0 and <= 255, "name", "String is too long", "/properties/name/maxLength");
        Demand(!whole || body["url"] is JsonValue, "url", "Missing required property: url", "/required");
        Demand(body["url"] is null || (Uri.TryCreate((string)body["url"]!, UriKind.Absolute, out var url) && (url.Scheme == "https" || url.IsLoopback)), "url", "Format validation failed (https)", "/properties/url/format");
        Demand(!whole || body["events"] is JsonArray { Count: > 0 }, "events", "Missing required property: events", "/required");
        if (body["events"] is JsonArray events)
        {
            Demand(events.Count <= 12, "events", $"Array is too long ({events.Count}), maximum 12", "/properties/events/maxItems");
            Demand(events.All(one => Known(call).Contains((string?)one)), "events", "No enum match", "/properties/events/items/enum");
        }

        return body;
    }

    private static IEnumerable<string> Known(ApiCall call) => Kinds.Concat(call.Store.Of("klass").Select(klass => "kobject." + klass.Text("name"))).SelectMany(kind => Verbs.Select(verb => $"kustomer.{kind}.{verb}"));

    private static void Demand(bool fits, string parameter, string title, string detail)
    {
        if (!fits)
        {
            throw RefusalException.BadParameter(parameter, title, detail);
        }
    }

    private static ApiCall Needing(ApiCall call, string verb)
    {
        call.Needs("outbound_webhook." + verb);
        return call;
    }
}
