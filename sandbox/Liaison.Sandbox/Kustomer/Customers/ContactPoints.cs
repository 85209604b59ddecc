using System.Text.Json.Nodes;
using Liaison.Sandbox.Kustomer.Api;
using Liaison.Sandbox.Kustomer.Records;

namespace Liaison.Sandbox.Kustomer.Customers;

/// <summary>A contact point belongs to one customer of the organisation, unless it is kept as a shared one.</summary>
public static class ContactPoints
{
    /// <summary>Keeps <c>externalId</c> and <c>externalIds</c> of a body in step, as the vendor shows both.</summary>
    public static void Tidy(JsonObject body, Item? before)
    {
        if (body["externalId"] is JsonValue single)
        {
            var external = single.GetValue<string>();
            var others = ((body["externalIds"] ?? before?.Attributes["externalIds"]) as JsonArray ?? []).OfType<JsonObject>().Where(one => (string?)one["externalId"] is { } id && id != external && id != before?.Text("externalId"));
            body["externalIds"] = new JsonArray([new JsonObject { ["externalId"] = external, ["verified"] = true }, .. others.Select(one => one.DeepClone())]);
        }
        else if (body.ContainsKey("externalId"))
        {
            body["externalIds"] = new JsonArray();
        }
        else if (body["externalIds"] is JsonArray { Count: > 0 } all)
        {
            body["externalId"] = all[0]!["externalId"]!.DeepClone();
        }

        foreach (var (list, _) in Keys.Unique)
        {
            foreach (var entry in (body[list] as JsonArray ?? []).OfType<JsonObject>())
            {
                entry["verified"] ??= false;
            }
        }
    }

    /// <exception cref="RefusalException">Another customer has one of these already.</exception>
    public static void Free(ApiCall call, string type, JsonObject attributes, string? self)
    {
        foreach (var (list, property) in Keys.Unique)
        {
            foreach (var value in Keys.Values(attributes, list, property))
            {
                if (call.Store.AllBy(type, list, value).Any(other => other.Id != self))
                {
                    throw new RefusalException(call.Org.Settings.DuplicateStatus, call.Org.Settings.DuplicateStatus == 409 ? "conflict" : "badparam", "Conflict", list, "duplicate detected");
                }
            }
        }

        if (attributes["username"] is JsonValue username && call.Store.Of(type).Any(other => other.Id != self && other.Text("username") == username.GetValue<string>()))
        {
            throw new RefusalException(call.Org.Settings.DuplicateStatus, "conflict", "Conflict", "username", "duplicate detected");
        }
    }
}
