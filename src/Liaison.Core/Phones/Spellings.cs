using System.Text.RegularExpressions;
using Liaison.Core.Phones.Numbering;

namespace Liaison.Core.Phones;

/// <summary>What a text may have meant to say, the likeliest first: people write numbers in ways that no numbering plan foresees.</summary>
internal static partial class Spellings
{
    public static IEnumerable<string> Of(string text, string? defaultRegion)
    {
        if (BracketedZero().Match(text) is { Success: true } zero)
        {
            // +44 (0)20 …: the zero is dialled at home only. In Italy it is a digit of the number.
            var without = text.Remove(zero.Groups["zero"].Index, zero.Groups["zero"].Length);
            var abroad = WrittenNumber.DigitsOf(text) is var digits && digits[0] == '+' ? digits[1..] : digits[2..];
            foreach (var spelling in NumberingPlan.World.StartOf(abroad) is { TrunkIsZero: false } ? (string[])[text, without] : [without, text])
            {
                yield return spelling;
                yield return spelling.StartsWith("00", StringComparison.Ordinal) ? "+" + spelling[2..] : spelling;
            }
            yield break;
        }
        yield return text;
        // The world's usual prefix for calls abroad, where the default region has another (a 0011 stays Australia's) or is not known.
        if (text.StartsWith("00", StringComparison.Ordinal) && NumberingPlan.World.OfRegion(defaultRegion)?.CallsAbroad(WrittenNumber.DigitsOf(text)) != true)
        {
            yield return "+" + text[2..];
        }
    }

    [GeneratedRegex(@"^\s*(?:\+|00)[\s(]*[0-9]{1,3}[\s)\-./]*(?<zero>[(\[]\s*0\s*[)\]])", RegexOptions.CultureInvariant, 200)]
    private static partial Regex BracketedZero();
}
