namespace Liaison.Core.Phones.Numbering;

/// <summary>Takes the national prefix (0, 1, 06, a carrier's code) off a number as it is dialled inside its region.</summary>
internal static class NationalNumber
{
    public static string Of(string digits, RegionPlan plan)
    {
        var bare = WithoutPrefix(digits, plan);
        if (bare == digits || (plan.LooksRight(digits) && !plan.LooksRight(bare)))
        {
            return digits;
        }
        var region = NumberingPlan.World.OfRegion(NumberingPlan.World.RegionOf(plan.CallingCode, bare)) ?? plan;
        return region.LengthOf(bare) is LengthVerdict.TooShort or LengthVerdict.Between ? digits : bare;
    }

    private static string WithoutPrefix(string digits, RegionPlan plan)
    {
        if (plan.PrefixForParsing is not { } pattern)
        {
            return digits;
        }
        var prefix = Patterns.AtStart(pattern);
        var match = prefix.Match(digits);
        if (!match.Success)
        {
            return digits;
        }
        // With a captured group the rule rewrites: a local number gets its area code, Argentina's 15 becomes a 9.
        return plan.PrefixTransform is { } transform && match.Groups.Count > 1 && match.Groups[^1].Length > 0 ? prefix.Replace(digits, transform, 1) : digits[match.Length..];
    }
}
