using Liaison.Core.Connecting;
using Liaison.Core.Mapping;

namespace Liaison.Core.Memorialisation;

/// <summary>A record that an agent may create of a session by hand, filled in as far as the mappings do.</summary>
/// <param name="Person">Whether it is a person's record.</param>
public sealed record RecordForm(string RecordType, string Label, bool Person, IReadOnlyList<RecordFormField> Fields)
{
    /// <summary>The types that can be created by hand: those that actions name, in their order.</summary>
    public static IReadOnlyList<string> TypesOf(ConversationVocabulary vocabulary) =>
        [.. vocabulary.Actions.SelectMany(a => new[] { a.Person, a.Activity }).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <param name="type">As the system described it; null while it does not answer: then there are the mapped fields alone.</param>
    public static RecordForm Of(string recordType, RecordType? type, IReadOnlyList<MappingRow> rows, Facts facts, bool person)
    {
        var rendered = Renderer.Render(rows, facts, type).Where(f => !f.Attribute).GroupBy(f => f.Target, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        var described = type?.Fields.ToDictionary(f => f.Name, StringComparer.Ordinal);
        var names = rows.Select(r => r.Target.Field).OfType<string>().Concat(type?.Fields.Where(f => f.RequiredOnCreate).Select(f => f.Name) ?? []).Distinct(StringComparer.Ordinal);
        return new RecordForm(recordType, type?.Label ?? recordType, person, [.. names.Where(n => described is null || described.GetValueOrDefault(n) is { Creatable: true })
            .Select(n => Of(n, described?[n], rendered.GetValueOrDefault(n)))]);
    }

    // A long text is put together from all that was said: left empty it is filled when the record is written, and typed it stands instead.
    private static RecordFormField Of(string name, FieldDescription? field, RenderedField? value) => new(
        name, field?.Label ?? name, field?.Type ?? "text", field?.RequiredOnCreate ?? false, field?.MaxLength, field?.Codes, field?.Type == "longText" || value?.Value is { Length: > 1000 } ? null : value?.Value);
}

/// <param name="Type">As in <see cref="FieldDescription"/>.</param>
/// <param name="Length">Most characters; null for no bound.</param>
/// <param name="Codes">The code list that its values come from; null for free values.</param>
/// <param name="Value">What the mapping gives.</param>
public sealed record RecordFormField(string Name, string Label, string Type, bool Required, int? Length, string? Codes, string? Value);
