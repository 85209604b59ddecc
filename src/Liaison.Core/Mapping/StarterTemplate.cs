namespace Liaison.Core.Mapping;

/// <summary>A template to start from. The case fields and codes that it names are placeholders for the organisation's own.</summary>
/// <param name="Name">Stable: it is also how a starter is asked for.</param>
public sealed record StarterTemplate(string Name, TemplateKind Kind, string RecordType, IReadOnlyList<MappingRow> Rows);
