using System.Collections.Frozen;

namespace Liaison.Connectors.Salesforce;

/// <summary>What Salesforce says of one type of record to the user we work as. What field-level security hides is not in it.</summary>
/// <param name="Fields">By name; letter case does not count.</param>
internal sealed record DescribedType(
    string Name, string Label, string Prefix, bool Custom, bool Creatable, bool Updatable, bool Searchable, IReadOnlyList<DescribedField> InOrder, IReadOnlyList<RecordTypeInfo> RecordTypes)
{
    public FrozenDictionary<string, DescribedField> Fields { get; } =
        InOrder.DistinctBy(field => field.Name, StringComparer.OrdinalIgnoreCase).ToFrozenDictionary(field => field.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>What the answer was stamped with, so that the next question can be whether it still holds.</summary>
    public string? Tag { get; init; }

    public string? Modified { get; init; }

    /// <summary>What people call a record by.</summary>
    public string NameField { get; } = (InOrder.FirstOrDefault(f => f is { IsName: true, Name: "Name" }) ?? InOrder.FirstOrDefault(f => f.IsName))?.Name ?? "Id";

    public DescribedField? this[string name] => Fields.GetValueOrDefault(name);

    /// <summary>Whether accounts of this organisation may be people.</summary>
    public bool HasPeople => Name == "Account" && this["IsPersonAccount"] is not null;

    public DescribedField? Relation(string name) => InOrder.FirstOrDefault(field => string.Equals(field.Relation, name, StringComparison.OrdinalIgnoreCase));
}

/// <param name="Type">Salesforce's own word: string, picklist, reference, …</param>
/// <param name="Length">Characters; null where length means nothing.</param>
/// <param name="Relation">The name under which the record that it refers to can be looked into.</param>
internal sealed record DescribedField(
    string Name, string Label, string Type, int? Length, bool Creatable, bool Updatable, bool Nillable, bool Defaulted, bool Filterable, bool IsName, bool Custom, bool ExternalId, bool Unique,
    bool Restricted, bool IsAutoNumber, string? Relation, IReadOnlyList<string> RefersTo, IReadOnlyList<PickValue> Values, string? Controller)
{
    public bool Required => Creatable && !Nillable && !Defaulted;

    /// <summary>A field that may refer to several types shows only what they have in common.</summary>
    public bool IsPolymorphic => RefersTo.Count > 1;
}

internal sealed record PickValue(string Value, string Label, bool Active);

internal sealed record RecordTypeInfo(string Id, string Name, bool Available, bool IsDefault, bool IsMaster);
