using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Liaison.Sandbox.Kustomer.Api;

namespace Liaison.Sandbox.Kustomer.Records;

/// <summary>Makes, changes and removes records as a request asks for it, and tells whoever listens.</summary>
public static class RecordDesk
{
    private static readonly string[] Capped = ["conversation", "message", "note", "draft"];

    /// <param name="known">Attributes that the request gave; what the server adds must be in it already, but for the times and the rev.</param>
    public static Item Create(ApiCall call, string type, JsonObject known, params (string Name, string? Id)[] links)
    {
        var customer = links.FirstOrDefault(link => link.Name == "customer").Id;
        if (customer is not null && known["importedAt"] is null && (Capped.Contains(type) || type.StartsWith("kobject.", StringComparison.Ordinal)))
        {
            call.Org.Limits.Make(customer, type);
        }

        var now = call.Now();
        known["createdAt"] ??= now;
        known["updatedAt"] = now;
        if (type != "note" && !type.StartsWith("kobject.", StringComparison.Ordinal))
        {
            known["modifiedAt"] ??= now;
        }

        if (HasRev(type))
        {
            known["rev"] = 1L;
        }

        var item = new Item(type, Take(known, "id") ?? call.Org.NewId(), known, links.Where(link => link.Id is not null).ToImmutableSortedDictionary(link => link.Name, link => link.Id!, StringComparer.Ordinal));
        item = type.StartsWith("kobject.", StringComparison.Ordinal) ? item : item.Linked("createdBy", item.Link("createdBy") ?? call.User).Linked("modifiedBy", type == "note" ? null : item.Link("modifiedBy") ?? call.User);
        if (call.Store.Find(type, item.Id) is not null)
        {
            throw RefusalException.Conflict("id", "duplicate detected");
        }

        call.Store.Put(item);
        call.Org.Log.Tell(call, before: null, item);
        return item;
    }

    /// <summary>Keeps a change that the caller asked for. Nothing happens when nothing is different.</summary>
    /// <param name="rev">What the body said the rev was; null lets the last write win.</param>
    public static Item Change(ApiCall call, Item before, Item after, JsonNode? rev = null)
    {
        if (rev is not null && rev.GetValue<double>() != before.Rev)
        {
            throw RefusalException.Conflict("rev", $"The record has rev {before.Rev}.");
        }

        call.Org.Limits.Change(before.Id);
        if (JsonNode.DeepEquals(before.Attributes, after.Attributes) && before.Links.SequenceEqual(after.Links))
        {
            return before;
        }

        after = Turn(call, after, before.Attributes.ContainsKey("modifiedAt"));
        return Keep(call, before, before.Links.ContainsKey("modifiedBy") ? after.Linked("modifiedBy", call.User) : after);
    }

    /// <summary>A change that another record brought about: a customer is seen to be active.</summary>
    public static Item Stir(ApiCall call, Item before, Action<JsonObject> change) => Keep(call, before, Turn(call, before.Changed(change), modified: false));

    public static void Remove(ApiCall call, Item item)
    {
        call.Store.Remove(item);
        call.Org.Log.Tell(call, item, after: null);
    }

    /// <summary>Takes a property out of a body.</summary>
    public static string? Take(JsonObject body, string name)
    {
        var value = (string?)body[name];
        body.Remove(name);
        return value;
    }

    private static Item Turn(ApiCall call, Item item, bool modified) => item.Changed(attributes =>
    {
        attributes["updatedAt"] = call.Now();
        if (modified)
        {
            attributes["modifiedAt"] = call.Now();
        }

        if (HasRev(item.Type))
        {
            attributes["rev"] = item.Rev + 1;
        }
    });

    private static Item Keep(ApiCall call, Item before, Item after)
    {
        call.Store.Put(after);
        call.Org.Log.Tell(call, before, after);
        return after;
    }

    private static bool HasRev(string type) => type is "customer" or "conversation" or "message" or "company" || type.StartsWith("kobject.", StringComparison.Ordinal);
}
