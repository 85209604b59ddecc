namespace Liaison.Core.Connecting;

/// <summary>One type of record of a system.</summary>
/// <param name="Attributes">Whether free attributes, named by a type code, may be mapped beside the fields.</param>
public sealed record RecordType(string Name, string Label, IReadOnlyList<FieldDescription> Fields, bool Attributes = false);

/// <summary>One field of a record type.</summary>
/// <param name="Group">Under which heading the editor lists it.</param>
/// <param name="Type">text · longText · number · boolean · dateTime · date · code · phone · email · url · autoNumber · record.</param>
/// <param name="Codes">The code list that its values come from; null for free values.</param>
/// <param name="CodesParent">The field whose value chooses within that list (a subject within a service).</param>
public sealed record FieldDescription(
    string Name, string Label, string Group, string Type, int? MaxLength, bool Creatable, bool Updatable, bool Readable,
    bool RequiredOnCreate = false, string? Codes = null, string? CodesParent = null);

/// <summary>A list of codes as the system last told it.</summary>
/// <param name="Stale">True when the system could not be asked and older codes are shown.</param>
public sealed record CodeList(IReadOnlyList<Code> Items, DateTimeOffset LoadedAt, bool Stale);

/// <summary>One code with the name that people know it by.</summary>
public sealed record Code(string Value, string Name, string? Parent = null, bool Inactive = false);
