using Liaison.Core.Cases;
using Liaison.Core.Shared;

namespace Liaison.Core.Mapping;

/// <summary>What an incoming template makes of a record's values.</summary>
/// <param name="Edit">What to change in the case: only what differs and can be stored; parts are null when nothing does.</param>
/// <param name="Trace">One line a row: where the value came from, what was done to it, and why it was left out.</param>
/// <param name="Problems">One for each row whose value the case cannot take; the other rows are applied all the same.</param>
public sealed record IncomingResult(CaseEdit Edit, IReadOnlyList<RenderedField> Trace, IReadOnlyList<Problem> Problems)
{
    public bool IsEmpty => Edit is { Values: null, Status: null, Notes: null };
}

/// <summary>Renders the rows of an incoming template over a record's values. Pure: the same values and case give the same edit, and over the edited case none.</summary>
public static class IncomingRenderer
{
    /// <summary>The name under which the trace shows the case's status.</summary>
    public const string StatusTarget = "case.status";

    /// <summary>The name under which the trace shows an internal note.</summary>
    public const string NoteTarget = "case.note";

    /// <summary>Before an attribute's type code, among a record's values.</summary>
    public const string AttributePrefix = "attribute:";

    /// <summary>Longer notes are cut, in characters.</summary>
    public const int LongestNote = 4_000;

    /// <param name="values">The record's values by field name, attributes as <c>attribute:CODE</c>. A field that is not among them is left alone.</param>
    /// <param name="notes">Notes that the case holds already: the same is not said twice.</param>
    public static IncomingResult Render(
        Template template, IReadOnlyDictionary<string, string> values, Case subject, CaseType type, IReadOnlyCollection<string>? notes = null)
    {
        var run = new Run(values, subject, type, notes ?? []);
        for (var at = 0; at < template.Rows.Count; at++)
        {
            run.Apply(template.Rows[at], $"/rows/{at}");
        }
        return run.Result();
    }

    private sealed class Run(IReadOnlyDictionary<string, string> values, Case subject, CaseType type, IReadOnlyCollection<string> notes)
    {
        private readonly Facts facts = Facts.Of(subject, type, subject.UpdatedAt);
        private readonly Dictionary<string, string?> edited = new(StringComparer.Ordinal);
        private readonly List<string> said = [];
        private readonly List<RenderedField> trace = [];
        private readonly List<Problem> problems = [];
        private string? status;

        public IncomingResult Result()
        {
            var changed = edited.Where(e => subject.Values.GetValueOrDefault(e.Key) != e.Value).ToDictionary(StringComparer.Ordinal);
            return new IncomingResult(
                new CaseEdit(changed.Count > 0 ? changed : null, status == subject.Status ? null : status, Notes: said.Count > 0 ? said : null), trace, problems);
        }

        public void Apply(MappingRow row, string at)
        {
            var attribute = row.Source.Attribute is not null;
            var source = attribute ? AttributePrefix + Placeholders.Parse(row.Source.Attribute!).Render(facts).Trim() : row.Source.Record ?? "";
            var target = row.Target.Note ? NoteTarget : row.Target.CaseStatus ? StatusTarget : row.Target.CaseField ?? "";
            if (!values.TryGetValue(source, out var raw))
            {
                if (row.Default is not { Length: > 0 })
                {
                    trace.Add(new RenderedField(target, false, null, source, Note: "Left alone: the record tells nothing of it."));
                    return;
                }
                raw = "";
            }
            var (value, note) = Translate(row, raw);
            if (value.Length == 0 && (row.IgnoreEmpty || row.Target.Note || row.Target.CaseStatus))
            {
                trace.Add(new RenderedField(target, false, null, source, raw, "Left alone: the record's value is empty."));
                return;
            }
            var line = new RenderedField(target, false, value, source, value == raw ? null : raw, note);
            trace.Add(row.Target.Note ? Note(line) : row.Target.CaseStatus ? Status(line, at) : Field(line, at));
        }

        private static (string Value, string? Note) Translate(MappingRow row, string raw)
        {
            var (value, note) = (raw.Trim(), (string?)null);
            if (value.Length > 0 && row.Map is { Count: > 0 } map && (map.TryGetValue(value, out var mapped) || map.TryGetValue("*", out mapped)))
            {
                (value, note) = (mapped, $"Translated from “{raw}”.");
            }
            return value.Length == 0 && row.Default is { Length: > 0 } ? (row.Default, "The record's value was empty: the default is taken.") : (value, note);
        }

        private RenderedField Note(RenderedField line)
        {
            var text = Renderer.CutTo(line.Value!.Replace("\0", "", StringComparison.Ordinal), LongestNote);
            if (notes.Contains(text, StringComparer.Ordinal) || said.Contains(text, StringComparer.Ordinal))
            {
                return line with { Value = null, Raw = text, Note = "Left alone: the case has this note already." };
            }
            said.Add(text);
            return line with { Value = text };
        }

        private RenderedField Status(RenderedField line, string at)
        {
            var found = type.Status(line.Value!) ?? type.Statuses.FirstOrDefault(
                s => s.Name.Equals(line.Value, StringComparison.OrdinalIgnoreCase) || s.Label.Equals(line.Value, StringComparison.OrdinalIgnoreCase));
            if (found is null)
            {
                return Refuse(line, new Problem(at, "unknown-status",
                    $"{type.Label} has no status “{Renderer.CutTo(line.Value!, 60)}”; it has {string.Join(", ", type.Statuses.Select(s => s.Name))}. Translate the value in the row."));
            }
            status = found.Name;
            return found.Name == subject.Status ? line with { Value = found.Name, Note = "Unchanged." } : line with { Value = found.Name };
        }

        private RenderedField Field(RenderedField line, string at)
        {
            if (type.Field(line.Target) is not { } field)
            {
                return Refuse(line, new Problem(at, "unknown-field", $"{type.Label} has no field “{line.Target}”."));
            }
            // A record's date may come with a time of day; the day as written there is the one meant.
            var written = field.Type == FieldType.Date && line.Value is { Length: > 10 } time && time[10] is 'T' or ' ' ? line.Value[..10] : line.Value;
            var (value, problem) = FieldValue.Read(field, written, at);
            if (problem is not null)
            {
                return Refuse(line, problem);
            }
            edited[field.Name] = value;
            return line with { Value = value ?? "", Note = value == subject.Values.GetValueOrDefault(field.Name) ? "Unchanged." : value is null ? "Cleared: the record's value is empty." : line.Note };
        }

        private RenderedField Refuse(RenderedField line, Problem problem)
        {
            problems.Add(problem);
            return line with { Value = null, Raw = line.Raw ?? line.Value, Problem = problem.Message };
        }
    }
}
