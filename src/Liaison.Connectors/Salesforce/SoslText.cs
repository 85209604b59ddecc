using System.Text;

namespace Liaison.Connectors.Salesforce;

/// <summary>
/// Search terms as SOSL writes them: in quotes, so that and/or/returning are words like any other, with every reserved character behind a backslash. The rules are not SOQL's
/// (https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_sosl_find.htm).
/// </summary>
internal static class SoslText
{
    private const string Reserved = "&|!(){}[]^\"~*?:\\'+-";

    /// <summary>Salesforce's case numbers have so many digits by default; people leave the zeros out.</summary>
    private const int CaseDigits = 8;

    /// <summary>What a person typed, as a term that wants every word of it, each from its beginning; null when nothing in it can be searched for.</summary>
    public static string? Words(string text)
    {
        if (text.Count(char.IsAsciiDigit) is >= 6 and var digits && text.All(letter => char.IsAsciiDigit(letter) || " +-().*/".Contains(letter, StringComparison.Ordinal)))
        {
            var number = string.Concat(text.Where(char.IsAsciiDigit));
            return string.Join(" OR ", new[] { text.Trim(), number, digits > 9 ? number[^9..] : number.PadLeft(CaseDigits, '0') }.Distinct(StringComparer.Ordinal).Select(Phrase));
        }
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(MostWords).Select(Word).OfType<string>().ToList();
        return words.Count == 0 ? null : string.Join(" AND ", words);
    }

    private const int MostWords = 10;
    private static readonly string[] Operators = ["AND", "OR", "NOT", "IN", "FIND", "RETURNING", "LIKE", "LIMIT"];

    // Only a plain word takes the wildcard: behind a backslash or in quotes it would be a star.
    private static string? Word(string word) => word.Length < 2 ? null
        : !word.All(char.IsLetterOrDigit) || Operators.Contains(word, StringComparer.OrdinalIgnoreCase) ? Phrase(word)
        : word.All(char.IsAsciiDigit) && word.Length < CaseDigits ? $"({word}* OR \"{word.PadLeft(CaseDigits, '0')}\")"
        : word + "*";

    /// <summary>One phrase in its quotes; null when nothing in it can be searched for.</summary>
    public static string? Phrase(string value)
    {
        var text = new StringBuilder(value.Length + 8).Append('"');
        var seen = 0;
        foreach (var rune in value.EnumerateRunes())
        {
            // Control characters have no escape here; a term cannot hold them.
            if (Rune.IsControl(rune))
            {
                text.Append(' ');
                continue;
            }
            if (rune.IsAscii && Reserved.Contains((char)rune.Value, StringComparison.Ordinal))
            {
                text.Append('\\');
            }
            text.Append(rune.ToString());
            seen += Rune.IsLetterOrDigit(rune) ? 1 : 0;
        }
        return seen >= 2 ? text.Append('"').ToString() : null;
    }
}
