using Liaison.Core.Phones.Numbering;

namespace Liaison.Core.Phones;

/// <summary>The ways in which people type one number. To search by in systems that keep what was typed; each hit deserves a second look with <see cref="PhoneMatch"/>.</summary>
public static class PhoneVariants
{
    private static readonly string[] Separators = ["-", ".", " ", "/"];

    /// <summary>The number's written forms without its extension, the commonest first, each once: E.164, its digits, national digits with and without their prefix, in groups, old forms, then rarer habits.</summary>
    public static IReadOnlyList<string> Of(PhoneNumber number)
    {
        var main = number with { Extension = null };
        var (national, international) = (main.ToNational(), main.ToInternational());
        var others = NumberAliases.Of(main.CountryCallingCode).Select(a => a.OldOf(main.NationalNumber)).OfType<string>().ToList();
        return
        [
            .. new[] { main.E164, main.E164[1..], Digits(national), main.NationalNumber, national, international }
                .Concat(others.SelectMany(other => new[] { $"+{main.CountryCallingCode}{other}", $"{main.CountryCallingCode}{other}", other }))
                .Concat(Rarer(main, national, international))
                .Distinct(StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<string> Rarer(PhoneNumber number, string national, string international)
    {
        var plan = NumberingPlan.World.Of(number);
        var groups = international[(number.CountryCallingCode.Length + 2)..];
        foreach (var separator in Separators)
        {
            yield return Groups(national, separator);
            yield return groups.Replace(" ", separator, StringComparison.Ordinal);
        }
        if (number.CountryCallingCode == "1")
        {
            yield return $"1-{groups.Replace(' ', '-')}";
            yield return $"+1 {national}";
        }
        yield return international.Replace(' ', '-');
        yield return "00" + number.E164[1..];
        if (plan.TrunkIsZero)
        {
            yield return $"+{number.CountryCallingCode} (0){groups}";
        }
    }

    private static string Groups(string national, string separator) =>
        string.Join(separator, national.Split([' ', '-', '(', ')', '/', '.'], StringSplitOptions.RemoveEmptyEntries));

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));
}
