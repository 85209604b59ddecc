using System.Globalization;
using System.Text.Json.Nodes;
using Liaison.Core.Mapping;

namespace Liaison.Connectors.Kustomer;

/// <summary>
/// Writes a value as JSON of the kind that its attribute is compared with. A text becomes one JSON string, whatever it holds; where a number, a time or a truth belongs, nothing else gets in.
/// </summary>
internal static class SearchLiteral
{
    private const int Shown = 60;

    /// <returns>The literal, or why there is none: as the end of a sentence that begins with the value.</returns>
    public static (JsonNode? Json, string? Why) Of(SearchKind kind, string value)
    {
        var text = value.Trim();
        return kind switch
        {
            SearchKind.Number => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? (JsonValue.Create(number), null) : (null, "is no number"),
            SearchKind.Boolean => text.ToLowerInvariant() switch { "true" or "yes" or "1" => (JsonValue.Create(true), null), "false" or "no" or "0" => (JsonValue.Create(false), null), _ => (null, "is neither true nor false") },
            SearchKind.Time => Time(text),
            SearchKind.Phone => Phone(text) is { } digits ? (JsonValue.Create(digits), null) : (null, "is no telephone number"),
            _ => (JsonValue.Create(value), null),
        };
    }

    /// <summary>What an administrator wrote as JSON, without placeholders.</summary>
    public static (JsonNode? Json, string? Why) Of(SearchKind kind, JsonValue written) => written.GetValueKind() switch
    {
        System.Text.Json.JsonValueKind.String => Of(kind, written.GetValue<string>()),
        System.Text.Json.JsonValueKind.Number when kind == SearchKind.Number => (written.DeepClone(), null),
        System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False when kind == SearchKind.Boolean => (written.DeepClone(), null),
        _ => (null, kind switch { SearchKind.Number => "is no number", SearchKind.Boolean => "is neither true nor false", _ => "is no text: texts stand in double quotes" }),
    };

    /// <summary>A value as sentences show it.</summary>
    public static string Short(string value) => value.Length <= Shown ? value : Renderer.CutTo(value, Shown) + "…";

    /// <summary>A text with its facts.</summary>
    /// <returns>Also the first placeholder that has no fact: nothing can be found then.</returns>
    public static (string Text, string? Absent) Fill(string text, Facts facts)
    {
        for (var at = 0; text.IndexOf("{{", at, StringComparison.Ordinal) is >= 0 and var open && text.IndexOf("}}", open, StringComparison.Ordinal) is >= 0 and var close; at = close + 2)
        {
            if (text[open..(close + 2)] is var hole && string.IsNullOrWhiteSpace(Placeholders.Parse(hole).Render(facts)))
            {
                return ("", hole);
            }
        }
        return (Placeholders.Parse(text).Render(facts), null);
    }

    /// <summary>A day stays a day, which Kustomer reads in the search's time zone; a moment becomes UTC.</summary>
    private static (JsonNode? Json, string? Why) Time(string text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            return (JsonValue.Create(text), null);
        }
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? (JsonValue.Create(time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)), null) : (null, "is no date (as 2026-03-02) and no time");
    }

    /// <summary>Numbers as people write them: with blanks, points, brackets and dashes.</summary>
    private static string? Phone(string text)
    {
        var digits = string.Concat(text.Where(letter => letter is not (' ' or '.' or '-' or '(' or ')' or '/')));
        return SearchBody.IsNumber(digits) ? digits : null;
    }
}
