using System.Text.RegularExpressions;

namespace Liaison.Sandbox.Salesforce.Records;

/// <summary>What of a phone number counts in a search: its digits, with and without what looks like an extension.</summary>
public static partial class PhoneDigits
{
    public static string Of(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    public static IEnumerable<string> Forms(string stored)
    {
        var whole = Of(stored);
        yield return whole;
        var extension = Extension().Match(stored);
        if (extension.Success && Of(stored[..extension.Index]) is { Length: > 0 } main && main != whole)
        {
            yield return main;
        }
    }

    [GeneratedRegex(@"\s*(?:x|ext\.?|#|;)\s*\d+\s*$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Extension();
}
