using System.Text;
using Liaison.Core.Mapping;

namespace Liaison.Connectors.Salesforce;

/// <summary>A text with placeholders, taken apart: what stands there for good, and what a fact fills in.</summary>
/// <param name="At">Where it begins in the text it was taken from.</param>
/// <param name="Text">The text as written, <c>{{ }}</c> and all.</param>
internal sealed record TemplatePart(int At, string Text, bool IsHole)
{
    /// <summary>The text with its facts; null when one of them is absent.</summary>
    public string? Render(Facts facts)
    {
        if (!IsHole)
        {
            return Text;
        }
        var whole = new StringBuilder();
        foreach (var part in Split(Text, 0))
        {
            var value = part.IsHole ? Placeholders.Parse(part.Text).Render(facts) : part.Text;
            if (part.IsHole && string.IsNullOrWhiteSpace(value))
            {
                return null;
            }
            whole.Append(value);
        }
        return whole.ToString();
    }

    public static IEnumerable<TemplatePart> Split(string text, int offset)
    {
        var at = 0;
        while (at < text.Length)
        {
            var open = text.IndexOf("{{", at, StringComparison.Ordinal);
            var close = open < 0 ? -1 : text.IndexOf("}}", open, StringComparison.Ordinal);
            if (close < 0)
            {
                break;
            }
            if (open > at)
            {
                yield return new TemplatePart(offset + at, text[at..open], IsHole: false);
            }
            yield return new TemplatePart(offset + open, text[open..(close + 2)], IsHole: true);
            at = close + 2;
        }
        if (at < text.Length)
        {
            yield return new TemplatePart(offset + at, text[at..], IsHole: false);
        }
    }
}
