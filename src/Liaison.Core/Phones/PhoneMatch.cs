using Liaison.Core.Identification;

namespace Liaison.Core.Phones;

/// <summary>How well two telephone numbers agree. Symmetric.</summary>
/// <param name="Grade">
/// <see cref="MatchGrade.Exact"/>: the very number. <see cref="MatchGrade.National"/>: the same national number with the country missing on one side, or the same telephone
/// by an alias rule, or only one has an extension. <see cref="MatchGrade.ShortNational"/>: one is the end of the other. <see cref="MatchGrade.None"/>: two extensions of one number, too.
/// </param>
/// <param name="Alias">The rule that made them agree, when one did.</param>
public sealed record PhoneMatch(MatchGrade Grade, NumberAlias? Alias = null)
{
    /// <summary>So many digits at the end must agree at the least.</summary>
    public const int FewestDigits = 7;

    private static readonly PhoneMatch None = new(MatchGrade.None);
    private static readonly PhoneMatch Exact = new(MatchGrade.Exact);
    private static readonly PhoneMatch National = new(MatchGrade.National);
    private static readonly PhoneMatch ShortNational = new(MatchGrade.ShortNational);

    /// <summary>Compares two texts as they were written, each read with the default region.</summary>
    /// <param name="leastDigits">So many digits at the end must agree when one number is only the end of the other; never fewer than <see cref="FewestDigits"/>.</param>
    public static PhoneMatch Compare(string? a, string? b, string? defaultRegion, int leastDigits = FewestDigits) =>
        Compare(PhoneParser.Parse(a, defaultRegion), PhoneParser.Parse(b, defaultRegion), leastDigits);

    /// <summary>Compares what was read; what is not a number can still agree by the digits that were written, or as a SIP address.</summary>
    public static PhoneMatch Compare(PhoneReading a, PhoneReading b, int leastDigits = FewestDigits)
    {
        if (a.Sip is { } sip && string.Equals(sip, b.Sip, StringComparison.OrdinalIgnoreCase))
        {
            return Exact;
        }
        var best = None;
        if (a.Likely is { } x && b.Likely is { } y)
        {
            best = Compare(x, y, leastDigits);
            if (TwoDesks(x, y) || (a, b) is (PhoneReading.Parsed, PhoneReading.Parsed))
            {
                return best;
            }
        }
        return new[] { best, ByDigits(a, b, Least(leastDigits)), ByDigits(b, a, Least(leastDigits)) }.MinBy(m => (m.Grade, m.Alias?.Id))!;
    }

    /// <summary>Compares two numbers. Those of different countries never agree.</summary>
    public static PhoneMatch Compare(PhoneNumber a, PhoneNumber b, int leastDigits = FewestDigits)
    {
        if (a.CountryCallingCode != b.CountryCallingCode || TwoDesks(a, b))
        {
            return None;
        }
        if (a.NationalNumber == b.NationalNumber)
        {
            return a.Extension == b.Extension ? Exact : National;
        }
        return NumberAliases.Between(a.CountryCallingCode, a.NationalNumber, b.NationalNumber) is { } alias ? new PhoneMatch(MatchGrade.National, alias)
            : OneEndsTheOther(a.NationalNumber, b.NationalNumber, Least(leastDigits)) ? ShortNational
            : None;
    }

    private static PhoneMatch ByDigits(PhoneReading a, PhoneReading b, int least) => (a, b) switch
    {
        (_, PhoneReading.NotANumber y) when a.Likely is { } number => WithDigits(number, y.Digits, least),
        (PhoneReading.NotANumber x, PhoneReading.NotANumber y) => DigitsOnly(x.Digits, y.Digits, least),
        _ => None,
    };

    // The digits are not a number by themselves: the country or the area code is missing, the default region is wrong, or the plan has changed.
    private static PhoneMatch WithDigits(PhoneNumber number, string digits, int least)
    {
        var code = digits.StartsWith('+') ? "+" + number.CountryCallingCode : number.CountryCallingCode;
        var after = digits.StartsWith(code, StringComparison.Ordinal) ? digits[code.Length..] : null;
        return digits.TrimStart('+') == number.E164[1..] ? Exact
            : (digits.StartsWith('+') ? None : ByNational(number, digits, least)) is { Grade: not MatchGrade.None } match ? match
            : after is null ? None
            : ByNational(number, after, least);
    }

    private static PhoneMatch ByNational(PhoneNumber number, string digits, int least)
    {
        var (mine, theirs) = (number.NationalNumber.TrimStart('0'), digits.TrimStart('0'));
        if (theirs.Length < least)
        {
            return None;
        }
        return mine == theirs ? National
            : NumberAliases.Of(number.CountryCallingCode).FirstOrDefault(a => a.OldOf(number.NationalNumber) is { } old && old.TrimStart('0') == theirs) is { } alias ? new PhoneMatch(MatchGrade.National, alias)
            : OneEndsTheOther(mine, theirs, least) ? ShortNational
            : None;
    }

    private static PhoneMatch DigitsOnly(string a, string b, int least)
    {
        var (mine, theirs) = (a.TrimStart('+', '0'), b.TrimStart('+', '0'));
        if (Math.Min(mine.Length, theirs.Length) < least)
        {
            return None;
        }
        return mine == theirs ? National : !(a.StartsWith('+') && b.StartsWith('+')) && OneEndsTheOther(mine, theirs, least) ? ShortNational : None;
    }

    private static bool OneEndsTheOther(string a, string b, int least) =>
        Math.Min(a.Length, b.Length) >= least && (a.EndsWith(b, StringComparison.Ordinal) || b.EndsWith(a, StringComparison.Ordinal));

    private static bool TwoDesks(PhoneNumber a, PhoneNumber b) => a.Extension is not null && b.Extension is not null && a.Extension != b.Extension;

    private static int Least(int digits) => Math.Max(digits, FewestDigits);
}
