using System.Text;
using System.Xml;

namespace Liaison.Connectors.Soap;

/// <summary>Characters that XML 1.0 cannot carry at all, not even escaped: most control characters, lone halves of pairs, U+FFFE and U+FFFF.</summary>
public static class LegalText
{
    /// <returns>The text without them, and how many were taken out.</returns>
    public static (string Text, int Removed) Clean(string text)
    {
        var first = IndexOfIllegal(text, 0);
        if (first < 0)
        {
            return (text, 0);
        }
        var clean = new StringBuilder(text.Length).Append(text, 0, first);
        var removed = 0;
        for (var at = first; at < text.Length;)
        {
            var length = LegalLength(text, at);
            if (length == 0)
            {
                (removed, at) = (removed + 1, at + 1);
                continue;
            }
            clean.Append(text, at, length);
            at += length;
        }
        return (clean.ToString(), removed);
    }

    private static int IndexOfIllegal(string text, int from)
    {
        while (from < text.Length)
        {
            var length = LegalLength(text, from);
            if (length == 0)
            {
                return from;
            }
            from += length;
        }
        return -1;
    }

    private static int LegalLength(string text, int at) => XmlConvert.IsXmlChar(text[at]) ? 1
        : at + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[at + 1], text[at]) ? 2 : 0;
}
