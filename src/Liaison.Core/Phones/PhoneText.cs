using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Liaison.Core.Phones;

/// <summary>Makes a typed or copied text plain: ASCII digits, plain spaces, no invisible marks, one word for “extension”.</summary>
internal static partial class PhoneText
{
    /// <summary>Longer texts hold no telephone number.</summary>
    public const int Longest = 250;

    public static string Plain(string raw)
    {
        var plain = new StringBuilder(raw.Length);
        foreach (var c in raw)
        {
            if (char.IsDigit(c))
            {
                plain.Append((char)('0' + (int)char.GetNumericValue(c)));
            }
            else if (c is '\uFF0B' or '\uFE62' or '\u207A')
            {
                plain.Append('+');
            }
            else if (char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Control)
            {
                plain.Append(' ');
            }
            else if (char.GetUnicodeCategory(c) != UnicodeCategory.Format)
            {
                plain.Append(c);
            }
        }
        return plain.ToString().Trim();
    }

    /// <summary>Words for an extension in our users' languages, where the numbering plans do not know them.</summary>
    public static string WithPlainExtension(string text) => ExtensionWord().Replace(text, " ext. ");

    [GeneratedRegex(@"(?<=[0-9)\s])(?:poste|wewn(?:\.|ętrzny)?|wew\.?|Durchwahl|DW|Nebenstelle|Nst\.?|toestel|tst\.?|ramal|interno|int\.|linka|anknytning)[\s.:]*(?=[0-9]{1,8}\s*$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 200)]
    private static partial Regex ExtensionWord();
}
