using Liaison.Core.Connecting;
using Liaison.Core.Shared;

namespace Liaison.Core.Mapping;

/// <summary>Which way a template carries values, and when.</summary>
public enum TemplateKind
{
    /// <summary>Creates a record; its number is stored in the reference.</summary>
    Create = 0,

    /// <summary>Updates the record whose number the reference holds.</summary>
    Update = 1,

    /// <summary>Writes a record's values into the case, after our own writes and after changes made over there.</summary>
    Incoming = 2,
}

/// <summary>A named set of mappings between a case and one type of record.</summary>
/// <param name="Reference">The name of the reference that it applies to.</param>
/// <param name="Version">Counts up with each change; deliveries remember it.</param>
public sealed record Template(
    Id<Template> Id, Id<Connection> Connection, string Name, TemplateKind Kind, string RecordType, string Reference, bool Active,
    IReadOnlyList<MappingRow> Rows, int Version) : IIdentified
{
    public static string Prefix => "tpl";
}

/// <summary>One mapping. Outgoing: source is a fact or text, target a field or attribute. Incoming: source is a field or attribute of the record, target is in the case.</summary>
/// <param name="Default">Used when the source is empty.</param>
/// <param name="IgnoreEmpty">Leave the field out when there is nothing to send, rather than clearing it.</param>
/// <param name="Map">Translates values; a value that is not listed passes unchanged, unless <c>*</c> is listed.</param>
public sealed record MappingRow(
    RowSource Source, RowTarget Target, string? Default = null, bool IgnoreEmpty = true, IReadOnlyDictionary<string, string>? Map = null);

/// <summary>Exactly one part is set.</summary>
/// <param name="Fact">A path: <c>case.values.size</c>, <c>case.dates.created</c>, <c>person.surname</c>, <c>address.postcode</c>.</param>
/// <param name="Text">The same text each time, in which <c>{{ placeholders }}</c> may stand.</param>
/// <param name="Record">Incoming: a field of the record.</param>
/// <param name="Attribute">Incoming: an attribute, by its type code (which may hold placeholders).</param>
public sealed record RowSource(string? Fact = null, string? Text = null, string? Record = null, string? Attribute = null);

/// <summary>Exactly one part is set.</summary>
/// <param name="Field">Outgoing: a field of the record.</param>
/// <param name="Attribute">Outgoing: an attribute, by its type code (which may hold placeholders).</param>
/// <param name="CaseField">Incoming: a field of the case.</param>
/// <param name="CaseStatus">Incoming: the case's status.</param>
/// <param name="Note">Incoming: an internal note.</param>
public sealed record RowTarget(string? Field = null, string? Attribute = null, string? CaseField = null, bool CaseStatus = false, bool Note = false);

/// <summary>A special field of a case that holds the number of a record over there. A case may carry several.</summary>
public sealed record Reference(Id<Reference> Id, Id<Connection> Connection, string Name, string Label, int Version) : IIdentified
{
    public static string Prefix => "ref";
}
