namespace Liaison.Core.Phones.Numbering;

/// <summary>Finds the calling code at the start of a number, whether it is written with a plus, with a prefix for calls abroad, or bare.</summary>
internal static class InternationalNumber
{
    /// <param name="digits">Digits, with a plus before them if one was written.</param>
    /// <param name="home">The region in which it would be dialled; null when that is not known.</param>
    /// <returns>The plan, the digits after the calling code, and whether they were read as a call at home; no plan when the number names none, or one that does not exist.</returns>
    public static (RegionPlan? Plan, string After, bool AtHome) Split(string digits, RegionPlan? home)
    {
        if (digits[0] != '+')
        {
            if (home is null)
            {
                return (null, digits, false);
            }
            if (WithoutPrefixForAbroad(digits, home) is not { } abroad)
            {
                return WithoutPlus(digits, home) is { } rest ? (NumberingPlan.World.OfCallingCode(home.CallingCode), rest, false) : (home, digits, true);
            }
            digits = "+" + abroad;
        }
        return NumberingPlan.World.StartOf(digits[1..]) is { } plan ? (plan, digits[(1 + plan.CallingCode.Length)..], false) : (null, "", false);
    }

    private static string? WithoutPrefixForAbroad(string digits, RegionPlan home)
    {
        if (home.InternationalPrefix is not { } prefix || Patterns.AtStart(prefix).Match(digits) is not { Success: true } match)
        {
            return null;
        }
        // No calling code begins with 0.
        return digits[match.Length..] is { Length: > 0 } rest && rest[0] != '0' ? rest : null;
    }

    // 44 20 7946 0000, typed in Britain, is meant to have a plus: it makes no sense as a national number.
    private static string? WithoutPlus(string digits, RegionPlan home)
    {
        if (!digits.StartsWith(home.CallingCode, StringComparison.Ordinal))
        {
            return null;
        }
        var shorter = digits[home.CallingCode.Length..];
        var national = NationalNumber.Of(digits, home);
        return (!home.LooksRight(national) && home.LooksRight(NationalNumber.Of(shorter, home))) || home.LengthOf(national) == LengthVerdict.TooLong ? shorter : null;
    }
}
