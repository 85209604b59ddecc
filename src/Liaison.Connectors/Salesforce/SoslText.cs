using System.Text;

namespace Liaison.Connectors.Salesforce;

/// <summary>
/// Search terms as SOSL writes them: in quotes, so that and/or/returning are words like any other, with every reserved character behind a backslash. The rules are not SOQL's
/// (https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_sosl_find.htm).
/// </summary>
internal static class SoslText
{
    private const string Reserved = "&|!(){}[]^\"~*?:\\'+-";

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
