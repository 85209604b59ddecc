using Liaison.Core.Mapping;

namespace Liaison.Connectors.Dynamics;

/// <summary>A text in which placeholders stand for facts.</summary>
internal static class FactText
{
    public static bool HasHole(string text) => text.Contains("{{", StringComparison.Ordinal);

    /// <returns>The text with its facts, and which placeholder had none: then nothing can be found by it.</returns>
    public static (string Text, string? Absent) Fill(string text, Facts facts)
    {
        var at = 0;
        while (text.IndexOf("{{", at, StringComparison.Ordinal) is >= 0 and var open && text.IndexOf("}}", open, StringComparison.Ordinal) is >= 0 and var close)
        {
            var hole = text[open..(close + 2)];
            if (string.IsNullOrWhiteSpace(Placeholders.Parse(hole).Render(facts)))
            {
                return ("", hole);
            }
            at = close + 2;
        }
        return (Placeholders.Parse(text).Render(facts), null);
    }
}
