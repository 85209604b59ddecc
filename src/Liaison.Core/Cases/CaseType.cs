using System.Text.Json.Serialization;

namespace Liaison.Core.Cases;

public enum FieldType { Text, LongText, Number, Boolean, Date, DateTime, Choice, Email, Phone, Url }

public enum StatusKind { Initial, Normal, Final }

/// <summary>What cases of one type look like: their fields and the statuses they go through.</summary>
/// <param name="Name">Stable, lower case with hyphens.</param>
/// <param name="TitleField">The field whose value names a case in lists; its number if null.</param>
public sealed record CaseType(
    string Name, string Label, string? TitleField, IReadOnlyList<FieldDefinition> Fields, IReadOnlyList<StatusDefinition> Statuses,
    IReadOnlyList<CaseDate> Dates, int Version = 0)
{
    [JsonIgnore]
    public StatusDefinition Initial => Statuses.First(s => s.Kind == StatusKind.Initial);

    public FieldDefinition? Field(string name) => Fields.FirstOrDefault(f => f.Name == name);

    public StatusDefinition? Status(string name) => Statuses.FirstOrDefault(s => s.Name == name);
}

/// <param name="MaxLength">Most characters of a text; null for the type's own bound.</param>
/// <param name="Choices">For a choice: what may be chosen; the value goes to integrations, the label to people.</param>
/// <param name="Sensitive">Holds personal data: never written to a log.</param>
public sealed record FieldDefinition(
    string Name, string Label, FieldType Type, bool Required = false, int? MaxLength = null, IReadOnlyList<Choice>? Choices = null, bool Sensitive = false);

public sealed record Choice(string Value, string Label);

public sealed record StatusDefinition(string Name, string Label, StatusKind Kind);

/// <summary>A date of a case by name: <c>created</c>, <c>updated</c> and <c>completed</c> are always there; others come from a date field.</summary>
public sealed record CaseDate(string Name, string Label, string? Field = null);
