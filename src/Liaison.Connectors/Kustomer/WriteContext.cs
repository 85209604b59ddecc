using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;

namespace Liaison.Connectors.Kustomer;

/// <summary>One write with what it needs to be made.</summary>
/// <param name="Links">What it points at: by field, the id of the other record.</param>
internal sealed record WriteContext(RecordWrite Write, Resource Resource, IReadOnlyDictionary<string, string> Links)
{
    /// <summary>A key of the mapping's own takes the place of ours: it names the record just as well.</summary>
    public string Key => Write.Fields.FirstOrDefault(one => one is { Target: "externalId", Attribute: false, Value.Length: > 0 })?.Value ?? Write.Key;

    public bool Fills => Write.Existing == UpdatePolicy.FillEmpty;

    /// <summary>Whose record it is, from a link or from a mapped field.</summary>
    public string? Linked(string field) => Links.TryGetValue(field, out var id) ? id
        : Write.Fields.FirstOrDefault(one => one.Target == field && one.Value is { Length: > 0 })?.Value is { } mapped ? RecordId.Of(mapped).Id : null;

    public static Written Said(string record, string? version, IEnumerable<string> remarks)
    {
        var note = string.Join(' ', remarks.Distinct(StringComparer.Ordinal));
        return new Written(record, version, Note: note.Length == 0 ? null : note);
    }
}
