using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Liaison.Sandbox.Kustomer.Records;

/// <summary>One record as it stands. A change makes another.</summary>
/// <param name="Type">As answers call it: <c>customer</c>, <c>kobject.order</c>.</param>
/// <param name="Attributes">Never changed once the record is kept.</param>
/// <param name="Links">Ids of other records by the name of the relationship: <c>customer</c>, <c>createdBy</c>.</param>
public sealed record Item(string Type, string Id, JsonObject Attributes, ImmutableSortedDictionary<string, string> Links)
{
    /// <summary>What answers do not show: where the bytes of a file are, who a hook's deliveries are for.</summary>
    public JsonObject? Hidden { get; init; }

    public string? Text(string attribute) => Attributes[attribute] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public long Rev => Attributes["rev"] is JsonValue value && value.TryGetValue<long>(out var rev) ? rev : 0;

    public string? Link(string name) => Links.GetValueOrDefault(name);

    public Item Linked(string name, string? id) => this with { Links = id is null ? Links.Remove(name) : Links.SetItem(name, id) };

    /// <summary>The same record with other attributes.</summary>
    public Item Changed(Action<JsonObject> change)
    {
        var attributes = (JsonObject)Attributes.DeepClone();
        change(attributes);
        return this with { Attributes = attributes };
    }
}

/// <summary>A line of the journal: a record after a change, or one that is gone.</summary>
public sealed record StoredItem(string Type, string Id, JsonObject? Attributes, Dictionary<string, string>? Links, JsonObject? Hidden)
{
    public static StoredItem Of(Item item) => new(item.Type, item.Id, item.Attributes, new Dictionary<string, string>(item.Links, StringComparer.Ordinal), item.Hidden);

    public static StoredItem Gone(Item item) => new(item.Type, item.Id, null, null, null);

    public Item? ToItem() => Attributes is null ? null : new Item(Type, Id, Attributes, (Links ?? []).ToImmutableSortedDictionary(StringComparer.Ordinal)) { Hidden = Hidden };
}

[JsonSerializable(typeof(StoredItem))]
public sealed partial class StoredItemJson : JsonSerializerContext;
