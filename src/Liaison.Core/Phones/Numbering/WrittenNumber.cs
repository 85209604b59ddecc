using System.Text.RegularExpressions;

namespace Liaison.Core.Phones.Numbering;

/// <summary>The number that a text holds: its digits (with a plus before them if one was written) and its extension.</summary>
internal sealed partial record WrittenNumber(string Digits, string? Extension)
{
    private const string Context = ";phone-context=";
    private const string Scheme = "tel:";

    // Without backtracking the time grows with the text's length alone, whoever wrote it.
    private static readonly Regex Viable = new(
        $@"^[0-9]{{2}}\z|^[{Characters.Plus}]?(?:[{Characters.Punctuation}]*[0-9]){{3,}}[{Characters.Punctuation}0-9]*(?:{ExtensionPattern.Text})?\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);

    /// <param name="text">Its digits are ASCII.</param>
    /// <returns>Null when the text holds nothing that is written like a telephone number.</returns>
    public static WrittenNumber? In(string text)
    {
        if (NumberPart(text) is not { } number || !Viable.IsMatch(number))
        {
            return null;
        }
        var (main, extension) = ExtensionPattern.Split(number);
        var digits = DigitsOf(main);
        return digits.Length == 0 ? null : new WrittenNumber(digits, extension);
    }

    /// <summary>The digits of a text, and the plus if it comes before the first.</summary>
    public static string DigitsOf(string text)
    {
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        var plus = text.IndexOf('+', StringComparison.Ordinal);
        return plus >= 0 && plus < text.AsSpan().IndexOfAnyInRange('0', '9') ? "+" + digits : digits;
    }

    // RFC 3966: tel:7042;phone-context=+44-20-7946 — the context is the number's beginning.
    private static string? NumberPart(string text)
    {
        var at = text.IndexOf(Context, StringComparison.Ordinal);
        string? number;
        if (at < 0)
        {
            number = Around().Match(text) is { Success: true } match ? match.Value : null;
        }
        else
        {
            var context = text[(at + Context.Length)..].Split(';')[0];
            if (!GlobalDigits().IsMatch(context) && !DomainName().IsMatch(context))
            {
                return null;
            }
            var scheme = text.IndexOf(Scheme, StringComparison.Ordinal);
            var start = scheme >= 0 ? scheme + Scheme.Length : 0;
            number = (context[0] == '+' ? context : "") + (start < at ? text[start..at] : "");
        }
        return number?.IndexOf(";isub=", StringComparison.Ordinal) is { } isub and > 0 ? number[..isub] : number;
    }

    // From the first plus or digit to the last digit or hash.
    [GeneratedRegex("[" + Characters.Plus + "0-9](?:.*[0-9#])?", RegexOptions.Singleline | RegexOptions.CultureInvariant, 200)]
    private static partial Regex Around();

    [GeneratedRegex(@"^\+[0-9\-.()]*[0-9][0-9\-.()]*\z", RegexOptions.CultureInvariant, 200)]
    private static partial Regex GlobalDigits();

    [GeneratedRegex(@"^(?:[0-9A-Za-z](?:[0-9A-Za-z\-]*[0-9A-Za-z])?\.)*[A-Za-z](?:[0-9A-Za-z\-]*[0-9A-Za-z])?\.?\z", RegexOptions.CultureInvariant, 200)]
    private static partial Regex DomainName();
}
