using Liaison.Core.Connecting;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Shared;
using Liaison.Storage.Configuration;

namespace Liaison.Hub.Api.Templates;

/// <summary>A mapping template as somebody wrote it.</summary>
public sealed record TemplateContent(string Name, TemplateKind Kind, string RecordType, string Reference, IReadOnlyList<MappingRow> Rows, bool Active = true)
{
    /// <summary>Most mappings that a template may hold.</summary>
    public const int MostRows = 500;

    public Template For(Id<Connection> connection, Id<Template> id, int version) =>
        new(id, connection, Name.Trim(), Kind, RecordType, Reference, Active, [.. Rows.Select(Whole)], version);

    /// <summary>An empty text counts as left out.</summary>
    private static MappingRow Whole(MappingRow row) => row with
    {
        Source = new RowSource(Or(row.Source.Fact), Or(row.Source.Text), Or(row.Source.Record), Or(row.Source.Attribute)),
        Target = row.Target with { Field = Or(row.Target.Field), Attribute = Or(row.Target.Attribute), CaseField = Or(row.Target.CaseField) },
    };

    private static string? Or(string? text) => string.IsNullOrEmpty(text) ? null : text;
}

/// <param name="Problems">What a check says of it now; left out where it was not checked, as in old versions.</param>
public sealed record TemplateAnswer(
    Id<Template> Id, Id<Connection> ConnectionId, string Name, TemplateKind Kind, string RecordType, string Reference, bool Active, IReadOnlyList<MappingRow> Rows, int Version,
    IReadOnlyList<ProblemLine>? Problems = null) : IVersioned
{
    public static TemplateAnswer Of(Template template, IReadOnlyList<Problem>? problems = null) => new(
        template.Id, template.Connection, template.Name, template.Kind, template.RecordType, template.Reference, template.Active, template.Rows, template.Version,
        problems is null ? null : [.. problems.Select(ProblemLine.Of)]);
}

public sealed record TemplateVersionAnswer(int Version, DateTimeOffset ChangedAt, string ChangedBy, TemplateAnswer Template)
{
    public static TemplateVersionAnswer Of(TemplateVersion version) => new(version.Version, version.ChangedAt, version.ChangedBy, TemplateAnswer.Of(version.Template));
}

/// <param name="Starter">The starter's name.</param>
/// <param name="Reference">Which reference it is for; may be left out when the connection has only one.</param>
/// <param name="Name">What to call it; the starter's own name if null.</param>
public sealed record FromStarterBody(string Starter, string? Reference = null, string? Name = null);

public sealed record ValidationAnswer(IReadOnlyList<ProblemLine> Problems);
