using Liaison.Core.Cases;
using Liaison.Core.Connecting;
using Liaison.Core.Shared;

namespace Liaison.Core.Mapping;

/// <summary>What a template is checked against.</summary>
/// <param name="Own">The names of the references of its connection.</param>
/// <param name="Everyones">The names of all references, which facts may name.</param>
/// <param name="RecordTypes">What the other system says of itself; null when it cannot be asked, and then fields are not checked.</param>
public sealed record TemplateContext(
    ConnectorDeclaration Connector, IReadOnlyCollection<string> Own, IReadOnlyCollection<string> Everyones, IReadOnlyCollection<CaseType> CaseTypes,
    IReadOnlyList<RecordType>? RecordTypes);

/// <summary>Finds everything that is wrong with a template before it is used. Codes that begin with <c>warning-</c> are advice.</summary>
public static class TemplateCheck
{
    private static readonly string[] AlsoFacts =
        ["case.reference", "case.type", "case.type.title", "case.status.title", "case.createdAt", "case.updatedAt", "case.dates.now"];

    public static IReadOnlyList<Problem> Check(Template template, TemplateContext context)
    {
        var problems = new List<Problem>();
        if (string.IsNullOrWhiteSpace(template.Name) || template.Name.Length > 100)
        {
            problems.Add(new Problem("/name", "required", "A template needs a name of at most 100 characters."));
        }
        if (!context.Own.Contains(template.Reference))
        {
            problems.Add(new Problem("/reference", "unknown-reference", template.Reference.Length == 0
                ? "A template must name the reference that it applies to." : $"This connection has no reference “{template.Reference}”. Add it under References first."));
        }
        if (!context.Connector.RecordTypes.Contains(template.RecordType))
        {
            problems.Add(new Problem("/recordType", "unknown-record-type", $"{context.Connector.Name} has no records of the type “{template.RecordType}”."));
        }
        if (template.Rows.Count == 0)
        {
            problems.Add(new Problem("/rows", "no-rows", "A template needs at least one mapping."));
        }
        var type = context.RecordTypes?.FirstOrDefault(t => t.Name == template.RecordType);
        var facts = FactsOf(context);
        var targets = new HashSet<string>(StringComparer.Ordinal);
        for (var at = 0; at < template.Rows.Count; at++)
        {
            var row = template.Rows[at];
            problems.AddRange(template.Kind == TemplateKind.Incoming
                ? IncomingRow(row, $"/rows/{at}", type, context.CaseTypes) : OutgoingRow(row, $"/rows/{at}", template.Kind, type, facts));
            if (!row.Target.Note && Key(row.Target) is { } key && !targets.Add(key))
            {
                problems.Add(new Problem($"/rows/{at}/target", "duplicate-target", "Another row already writes this target; only one can win."));
            }
        }
        if (template.Kind == TemplateKind.Create && type is not null)
        {
            problems.AddRange(type.Fields.Where(f => f.RequiredOnCreate && !targets.Contains("field:" + f.Name))
                .Select(f => new Problem("/rows", "field-needed", $"{f.Label} is needed to create a {type.Label}, but nothing is mapped to it.")));
        }
        problems.AddRange(context.Connector.CheckTemplate(template));
        return problems;
    }

    private static IEnumerable<Problem> OutgoingRow(MappingRow row, string at, TemplateKind kind, RecordType? type, HashSet<string> facts)
    {
        var (source, target) = (row.Source, row.Target);
        if (Count(source.Fact, source.Text) != 1 || source.Record is not null || source.Attribute is not null)
        {
            yield return new Problem(at + "/source", "one-source", "A row takes its value from exactly one source: a fact of the case, or a text.");
        }
        if (Count(target.Field, target.Attribute) != 1 || target.CaseField is not null || target.CaseStatus || target.Note)
        {
            yield return new Problem(at + "/target", "one-target", "A row writes exactly one target: a field of the record, or an attribute.");
        }
        if (source.Fact is { Length: > 0 } fact && !facts.Contains(Placeholders.PathOf(fact)))
        {
            yield return UnknownFact(at + "/source/fact", fact);
        }
        foreach (var problem in Texts(source.Text, at + "/source/text", facts).Concat(Texts(target.Attribute, at + "/target/attribute", facts)))
        {
            yield return problem;
        }
        if (target.Attribute is not null && type is { Attributes: false })
        {
            yield return new Problem(at + "/target/attribute", "no-attributes", $"A {type.Label} has no attributes.");
        }
        if (target.Field is { Length: > 0 } name && type is not null)
        {
            foreach (var problem in OutgoingField(row, name, at, kind, type))
            {
                yield return problem;
            }
        }
    }

    private static IEnumerable<Problem> OutgoingField(MappingRow row, string name, string at, TemplateKind kind, RecordType type)
    {
        if (type.Fields.FirstOrDefault(f => f.Name == name) is not { } field)
        {
            yield return UnknownField(at + "/target/field", name, type);
            yield break;
        }
        if (kind == TemplateKind.Create ? !field.Creatable : !field.Updatable)
        {
            yield return new Problem(at + "/target/field", kind == TemplateKind.Create ? "field-not-creatable" : "field-not-updatable",
                $"{field.Label} cannot be set when a {type.Label} is {(kind == TemplateKind.Create ? "created" : "updated")}.");
        }
        if (field.MaxLength is { } most && row.Source.Text is { } text && !text.Contains("{{", StringComparison.Ordinal) && text.Length > most)
        {
            yield return new Problem(at + "/source/text", "text-too-long", $"{field.Label} takes at most {most} characters; this text has {text.Length}.");
        }
        if (field.MaxLength is { } room && row.Default?.Length > room)
        {
            yield return new Problem(at + "/default", "text-too-long", $"{field.Label} takes at most {room} characters; this default has {row.Default.Length}.");
        }
    }

    private static IEnumerable<Problem> IncomingRow(MappingRow row, string at, RecordType? type, IReadOnlyCollection<CaseType> caseTypes)
    {
        var (source, target) = (row.Source, row.Target);
        if (Count(source.Record, source.Attribute) != 1 || source.Fact is not null || source.Text is not null)
        {
            yield return new Problem(at + "/source", "one-source", "An incoming row takes its value from exactly one source: a field of the record, or an attribute.");
        }
        if (Count(target.CaseField) + (target.CaseStatus ? 1 : 0) + (target.Note ? 1 : 0) != 1 || target.Field is not null || target.Attribute is not null)
        {
            yield return new Problem(at + "/target", "one-target", "An incoming row writes exactly one target: a field of the case, its status, or a note.");
        }
        if (source.Record is { Length: > 0 } name && type is not null)
        {
            if (type.Fields.FirstOrDefault(f => f.Name == name) is not { } field)
            {
                yield return UnknownField(at + "/source/record", name, type);
            }
            else if (!field.Readable)
            {
                yield return new Problem(at + "/source/record", "field-not-readable", $"{field.Label} can be written but not read.");
            }
        }
        if (target.CaseField is { Length: > 0 } caseField && caseTypes.All(t => t.Field(caseField) is null))
        {
            yield return new Problem(at + "/target/caseField", "unknown-case-field", $"No case type has a field “{caseField}”.");
        }
        if (target.CaseStatus && row.Map is { } map)
        {
            foreach (var status in map.Values.Distinct(StringComparer.Ordinal).Where(status => caseTypes.All(t => t.Status(status) is null)))
            {
                yield return new Problem(at + "/map", "unknown-status", $"No case type has a status “{status}”.");
            }
        }
        else if (target.CaseStatus)
        {
            yield return new Problem(at + "/map", "warning-no-map", "The record's status is written as it comes. Map each of its values to a status of the case.");
        }
    }

    private static IEnumerable<Problem> Texts(string? text, string at, HashSet<string> facts) => text is null ? []
        : Placeholders.Check(text, at).Concat(Placeholders.Parse(text).Paths.Where(path => !facts.Contains(path)).Select(path => UnknownFact(at, path)));

    private static HashSet<string> FactsOf(TemplateContext context) =>
    [
        .. AlsoFacts,
        .. context.CaseTypes.SelectMany(t => CaseFacts.Catalogue(t, context.Everyones)).Select(f => f.Path),
        .. context.CaseTypes.SelectMany(t => t.Fields).Select(f => $"case.values.{f.Name}.label"),
    ];

    private static Problem UnknownFact(string at, string path) => new(at, "unknown-fact", $"There is no fact “{path}” on any case type.");

    private static Problem UnknownField(string at, string name, RecordType type) => new(at, "unknown-field", $"A {type.Label} has no field “{name}”.");

    private static int Count(params ReadOnlySpan<string?> parts)
    {
        var count = 0;
        foreach (var part in parts)
        {
            count += string.IsNullOrWhiteSpace(part) ? 0 : 1;
        }
        return count;
    }

    private static string? Key(RowTarget target) => target.Field is { } field ? "field:" + field
        : target.Attribute is { } attribute ? "attribute:" + attribute : target.CaseField is { } caseField ? "case:" + caseField : target.CaseStatus ? "status" : null;
}
