using System.Text.RegularExpressions;

namespace Liaison.Core.Phones.Numbering;

/// <summary>One way of writing a plan's numbers in groups.</summary>
/// <param name="LeadingDigits">What such numbers begin with; null for any.</param>
/// <param name="PrefixRule">How the national prefix is put before the first group: <c>0$1</c>.</param>
/// <param name="International">The groups when written internationally.</param>
internal sealed partial record NumberFormat(string Pattern, string Groups, string? LeadingDigits, string? PrefixRule, string International)
{
    public bool Fits(string national) => (LeadingDigits is null || Patterns.AtStart(LeadingDigits).IsMatch(national)) && Patterns.Entirely(Pattern).IsMatch(national);

    public string Nationally(string national) => Patterns.Entirely(Pattern).Replace(national, WithPrefix());

    public string Internationally(string national) => Separators().Replace(Patterns.Entirely(Pattern).Replace(national, International), " ").Trim();

    // The rule speaks of “$1”, and means whichever group comes first.
    private string WithPrefix() => PrefixRule is null ? Groups : FirstGroup().Replace(Groups, first => PrefixRule.Replace("$1", first.Value, StringComparison.Ordinal), 1);

    [GeneratedRegex(@"\$\d", RegexOptions.CultureInvariant, 200)]
    private static partial Regex FirstGroup();

    [GeneratedRegex("[" + Characters.Punctuation + "]+", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Separators();
}
