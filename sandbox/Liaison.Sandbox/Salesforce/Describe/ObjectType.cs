using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Liaison.Sandbox.Salesforce.Describe;

/// <summary>One kind of record as callers see it now. <paramref name="Slots"/> is how many values a row has, seen or not.</summary>
public sealed record ObjectType(string Name, string Label, string LabelPlural, string KeyPrefix, ImmutableArray<Field> Fields, int Slots, JsonObject Source)
{
    private readonly FrozenDictionary<string, Field> byName = Fields.ToFrozenDictionary(field => field.Name, StringComparer.OrdinalIgnoreCase);
    private readonly FrozenDictionary<string, Field> byRelationship = Fields.Where(field => field.RelationshipName is not null)
        .DistinctBy(field => field.RelationshipName, StringComparer.OrdinalIgnoreCase).ToFrozenDictionary(field => field.RelationshipName!, StringComparer.OrdinalIgnoreCase);

    public bool Createable { get; init; } = (bool)Source["createable"]!;
    public bool Updateable { get; init; } = (bool)Source["updateable"]!;
    public bool Deletable { get; init; } = (bool)Source["deletable"]!;
    public bool Queryable { get; } = (bool)Source["queryable"]!;
    public bool Searchable { get; } = (bool)Source["searchable"]!;

    public ImmutableArray<Field> Indexed { get; } = [.. Fields.Where(field => field.Indexed)];
    public ImmutableArray<Field> Phones { get; } = [.. Fields.Where(field => field.Type == FieldType.Phone)];
    public ImmutableArray<Field> Required { get; } = [.. Fields.Where(field => field.RequiredOnCreate && field.Type != FieldType.Boolean)];
    public ImmutableArray<ChildRelationship> Children { get; init; } = Source["childRelationships"] is JsonArray children
        ? [.. children.Select(child => new ChildRelationship((string)child!["childSObject"]!, (string)child["field"]!, (string?)child["relationshipName"]))] : [];

    public Field? NameField { get; } = Fields.FirstOrDefault(field => field.NameField);

    public Field? Field(string name) => byName.GetValueOrDefault(name);

    public Field? Relationship(string name) => byRelationship.GetValueOrDefault(name);

    public ChildRelationship? Child(string name) => Children.FirstOrDefault(child => string.Equals(child.Name, name, StringComparison.OrdinalIgnoreCase));

    public bool Equals(ObjectType? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);
}

/// <param name="Object">The kind of the children.</param>
/// <param name="Field">Their field that points to the parent.</param>
/// <param name="Name">Null when a query cannot go that way.</param>
public sealed record ChildRelationship(string Object, string Field, string? Name);
