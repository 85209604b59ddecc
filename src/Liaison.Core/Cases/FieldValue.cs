using System.Globalization;
using Liaison.Core.Shared;

namespace Liaison.Core.Cases;

/// <summary>Checks one field's value and brings it into the form in which it is kept.</summary>
public static class FieldValue
{
    private const int LongestText = 4_000;
    private const int LongestLongText = 100_000;

    /// <returns>The value as kept, or the problem with it.</returns>
    public static (string? Value, Problem? Problem) Read(FieldDefinition field, string? written, string at)
    {
        var text = field.Type == FieldType.LongText ? written : written?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            return field.Required ? (null, new Problem(at, "required", $"{field.Label} is needed.")) : (null, null);
        }
        var most = field.MaxLength ?? (field.Type == FieldType.LongText ? LongestLongText : LongestText);
        if (text.Length > most)
        {
            return (null, new Problem(at, "too-long", $"{field.Label} may have {most:N0} characters at most; this has {text.Length:N0}."));
        }
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            return (null, new Problem(at, "not-text", $"{field.Label} holds a character that no text may hold (U+0000)."));
        }
        return field.Type switch
        {
            FieldType.Number => decimal.TryParse(text, NumberStyles.Number & ~NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number)
                ? (number.ToString(CultureInfo.InvariantCulture), null)
                : Wrong("not-a-number", "a number such as 12 or 12.5"),
            FieldType.Boolean => text.ToLowerInvariant() switch
            {
                "true" or "yes" or "1" => ("true", null),
                "false" or "no" or "0" => ("false", null),
                _ => Wrong("not-yes-or-no", "yes or no"),
            },
            FieldType.Date => DateOnly.TryParseExact(text, ["yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                ? (date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), null)
                : Wrong("not-a-date", "a date such as 2026-03-29"),
            FieldType.DateTime => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
                ? (time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), null)
                : Wrong("not-a-time", "a date and time such as 2026-03-29T14:05:00Z"),
            FieldType.Choice => field.Choices?.FirstOrDefault(c => c.Value == text || string.Equals(c.Label, text, StringComparison.OrdinalIgnoreCase)) is { } choice
                ? (choice.Value, null)
                : (null, new Problem(at, "unknown-choice", $"{field.Label}: “{Short(text)}” is not one of its choices ({string.Join(", ", (field.Choices ?? []).Take(8).Select(c => c.Value))}{(field.Choices?.Count > 8 ? ", …" : "")}).")),
            FieldType.Email => text.IndexOf('@') is > 0 and var atSign && atSign < text.Length - 1 && !text.Any(char.IsWhiteSpace) ? (text, null) : Wrong("not-an-e-mail", "an e-mail address such as ann@example.org"),
            FieldType.Phone => text.Count(char.IsDigit) is >= 3 and <= 20 ? (text, null) : Wrong("not-a-phone-number", "a telephone number such as +44 1632 960001"),
            FieldType.Url => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? (text, null) : Wrong("not-a-url", "an address such as https://example.org/page"),
            _ => (text, null),
        };

        (string?, Problem?) Wrong(string code, string expected) => (null, new Problem(at, code, $"{field.Label}: “{Short(text)}” is not {expected}."));
    }

    private static string Short(string text) => text.Length <= 60 ? text : Mapping.Renderer.CutTo(text, 60) + "…";
}
