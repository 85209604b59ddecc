using System.Globalization;
using System.Text;

namespace Liaison.Connectors.Salesforce;

/// <summary>
/// Values as SOQL writes them. Only these escapes exist in SOQL: \\ \' \" \n \r \t \b \f, and in LIKE also \% \_; a doubled quote or any other backslash is an error
/// (https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_quotedstringescapes.htm).
/// </summary>
internal static class SoqlText
{
    /// <summary>A string in its quotes.</summary>
    /// <param name="like">Whether % and _ shall stand for themselves, where they would stand for anything.</param>
    public static string Quoted(string value, bool like = false)
    {
        var text = new StringBuilder(value.Length + 8).Append('\'');
        Escape(value, like, text);
        return text.Append('\'').ToString();
    }

    public static void Escape(string value, bool like, StringBuilder into)
    {
        foreach (var letter in value)
        {
            _ = letter switch
            {
                '\\' => into.Append(@"\\"),
                '\'' => into.Append(@"\'"),
                '"' => into.Append("\\\""),
                '\n' => into.Append(@"\n"),
                '\r' => into.Append(@"\r"),
                '\t' => into.Append(@"\t"),
                '\b' => into.Append(@"\b"),
                '\f' => into.Append(@"\f"),
                '%' or '_' when like => into.Append('\\').Append(letter),
                _ => into.Append(letter),
            };
        }
    }

    public static string DateTime(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
