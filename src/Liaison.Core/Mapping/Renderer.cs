using Liaison.Core.Connecting;

namespace Liaison.Core.Mapping;

/// <summary>Renders the rows of an outgoing template over facts. Pure: the same facts give the same fields.</summary>
public static class Renderer
{
    /// <param name="type">The record type, for lengths and labels; null skips those.</param>
    public static IReadOnlyList<RenderedField> Render(Template template, Facts facts, RecordType? type) => Render(template.Rows, facts, type);

    /// <inheritdoc cref="Render(Template, Facts, RecordType?)"/>
    public static IReadOnlyList<RenderedField> Render(IReadOnlyList<MappingRow> rows, Facts facts, RecordType? type)
    {
        var fields = new List<RenderedField>(rows.Count);
        foreach (var row in rows)
        {
            var field = Render(row, facts, type);
            if (field is not null)
            {
                fields.Add(field);
            }
        }
        return fields;
    }

    private static RenderedField? Render(MappingRow row, Facts facts, RecordType? type)
    {
        var attribute = row.Target.Attribute is not null;
        var target = attribute ? Placeholders.Parse(row.Target.Attribute!).Render(facts).Trim() : row.Target.Field ?? "";
        var source = row.Source.Fact ?? row.Source.Text ?? "";
        var raw = row.Source.Fact is { } path ? facts[path] : Placeholders.Parse(row.Source.Text ?? "").Render(facts);
        if (attribute && target.Length == 0)
        {
            return new RenderedField(row.Target.Attribute!, true, null, source, raw, "Left out: the attribute's type code came out empty.");
        }
        var value = raw;
        string? note = null;
        if (row.Map is { Count: > 0 } map && value is not null && (map.TryGetValue(value, out var mapped) || map.TryGetValue("*", out mapped)))
        {
            (value, note) = (mapped, $"Translated from “{raw}”.");
        }
        if (string.IsNullOrEmpty(value) && row.Default is { Length: > 0 })
        {
            (value, note) = (row.Default, "The source was empty: the default is sent.");
        }
        if (string.IsNullOrEmpty(value))
        {
            return row.IgnoreEmpty
                ? new RenderedField(target, attribute, null, source, Note: "Left out: the source is empty.")
                : new RenderedField(target, attribute, "", source, Note: "Cleared: the source is empty.");
        }
        if (!attribute && MaxLengthOf(type, target) is { } most && value.Length > most)
        {
            return new RenderedField(target, attribute, CutTo(value, most), source, value.Length > 400 ? null : raw, $"Cut from {value.Length} to {most} characters.");
        }
        return new RenderedField(target, attribute, value, source, ReferenceEquals(value, raw) ? null : raw, note);
    }

    /// <summary>The first so many UTF-16 units, never half of a pair.</summary>
    public static string CutTo(string text, int most) => text.Length <= most ? text : text[..(most > 0 && char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];

    private static int? MaxLengthOf(RecordType? type, string field)
    {
        if (type is not null)
        {
            foreach (var candidate in type.Fields)
            {
                if (candidate.Name == field)
                {
                    return candidate.MaxLength;
                }
            }
        }
        return null;
    }
}
