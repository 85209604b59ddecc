using Liaison.Core.Mapping;

namespace Liaison.Core.Memorialisation;

/// <summary>What is longer than its field is never cut in silence: the field says so and where the rest is.</summary>
public static class Overflow
{
    private const string Ending = "\n… cut here: the whole text is in the attached transcript and at ";

    /// <summary>True for a field whose text did not fit.</summary>
    public static bool IsCut(RenderedField field) => field.Note?.StartsWith("Cut from ", StringComparison.Ordinal) == true;

    /// <summary>Ends a field that was cut with a sentence that tells where the rest is, if there is room for one.</summary>
    public static RenderedField Mark(RenderedField field, Facts facts)
    {
        if (!IsCut(field) || field.Value is not { Length: >= 1000 } value || !field.Source.Contains("transcript", StringComparison.Ordinal))
        {
            return field;
        }
        var end = Ending + (facts["session.url"] ?? "the session's page in Liaison");
        return field with { Value = Renderer.CutTo(value, value.Length - end.Length) + end };
    }
}
