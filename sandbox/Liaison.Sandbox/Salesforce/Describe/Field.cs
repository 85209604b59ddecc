using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Liaison.Sandbox.Salesforce.Describe;

/// <summary>One field of an object, as its description has it. <paramref name="Slot"/> is its place in a row's values.</summary>
public sealed record Field(string Name, int Slot, FieldType Type, JsonObject Source)
{
    public string Label { get; } = (string?)Source["label"] ?? Name;
    public int Length { get; } = (int?)Source["length"] ?? 0;
    public int Digits { get; } = (int?)Source["digits"] ?? 0;
    public int Precision { get; } = (int?)Source["precision"] ?? 0;
    public int Scale { get; } = (int?)Source["scale"] ?? 0;
    public bool Nillable { get; init; } = Flag(Source, "nillable");
    public bool Createable { get; init; } = Flag(Source, "createable");
    public bool Updateable { get; init; } = Flag(Source, "updateable");
    public bool DefaultedOnCreate { get; } = Flag(Source, "defaultedOnCreate");
    public bool Filterable { get; } = Flag(Source, "filterable");
    public bool Sortable { get; } = Flag(Source, "sortable");
    public bool Groupable { get; } = Flag(Source, "groupable");
    public bool Unique { get; } = Flag(Source, "unique");
    public bool ExternalId { get; } = Flag(Source, "externalId");
    public bool IdLookup { get; } = Flag(Source, "idLookup");
    public bool NameField { get; } = Flag(Source, "nameField");
    public bool RestrictedPicklist { get; init; } = Flag(Source, "restrictedPicklist");
    public string? CompoundFieldName { get; } = (string?)Source["compoundFieldName"];
    public string? RelationshipName { get; } = (string?)Source["relationshipName"];
    public ImmutableArray<string> ReferenceTo { get; } = Source["referenceTo"] is JsonArray targets ? [.. targets.Select(target => (string)target!)] : [];
    public ImmutableArray<string> Values { get; } = Source["picklistValues"] is JsonArray values
        ? [.. values.Where(value => (bool?)value!["active"] ?? true).Select(value => (string)value!["value"]!)] : [];

    /// <summary>The value that a new record gets when none is given.</summary>
    public string? Default { get; } = Source["picklistValues"] is JsonArray choices
        ? (string?)choices.FirstOrDefault(value => (bool?)value!["defaultValue"] ?? false)?["value"] : null;

    /// <summary>Points to objects of more than one kind.</summary>
    public bool Polymorphic => ReferenceTo.Length > 1;

    /// <summary>A description of the vendor marks a required field only by these three.</summary>
    public bool RequiredOnCreate => Createable && !Nillable && !DefaultedOnCreate;

    /// <summary>Found by its value without a scan.</summary>
    public bool Indexed => Unique || ExternalId || (IdLookup && Type != FieldType.Id) || Type == FieldType.Email
        || Name is "CallObject" or "Username" || (Type == FieldType.Reference && Name is not ("OwnerId" or "CreatedById" or "LastModifiedById" or "RecordTypeId" or "ProfileId"));

    public bool Equals(Field? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    /// <summary>The field's part of a description, with what has been taken away since it was recorded.</summary>
    public JsonObject ToJson()
    {
        var json = Source.DeepClone().AsObject();
        json["nillable"] = Nillable;
        json["createable"] = Createable;
        json["updateable"] = Updateable;
        json["restrictedPicklist"] = RestrictedPicklist;
        return json;
    }

    private static bool Flag(JsonObject source, string name) => (bool?)source[name] ?? false;
}
