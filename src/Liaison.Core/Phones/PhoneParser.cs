using System.Text.RegularExpressions;
using Liaison.Core.Phones.Numbering;

namespace Liaison.Core.Phones;

/// <summary>Reads telephone numbers as people type them and networks send them.</summary>
/// <remarks>
/// Measured over the 28,205 texts of the tests on two shared cores: 4 µs a number once every region's patterns are built, 15 µs on the first round; the very first call,
/// which loads the metadata, 90 ms: make one before the first caller comes.
/// </remarks>
public static partial class PhoneParser
{
    // What is not valid and has no more digits than this was meant to be short.
    private const int LongestShortCode = 6;

    /// <summary>The regions that have a numbering plan, as ISO 3166 alpha-2.</summary>
    public static IReadOnlyCollection<string> Regions => NumberingPlan.World.Regions;

    /// <summary>Reads one text. Never throws, whatever the text.</summary>
    /// <param name="defaultRegion">Whose number it is when it names no country: <c>GB</c>. Null, or one that does not exist: numbers without a country are not numbers.</param>
    public static PhoneReading Parse(string? raw, string? defaultRegion)
    {
        if (string.IsNullOrWhiteSpace(raw))
        {
            return new PhoneReading.NotANumber(NotANumberReason.Empty, raw ?? "");
        }
        if (raw.Length > PhoneText.Longest)
        {
            return new PhoneReading.NotANumber(NotANumberReason.TooLong, raw);
        }
        try
        {
            return Read(PhoneText.Plain(raw), raw, defaultRegion);
        }
        catch (RegexMatchTimeoutException)
        {
            return new PhoneReading.NotANumber(NotANumberReason.Undecided, raw);
        }
    }

    private static PhoneReading Read(string plain, string raw, string? defaultRegion)
    {
        if (plain.Length == 0)
        {
            return new PhoneReading.NotANumber(NotANumberReason.Empty, raw);
        }
        if (WithheldCaller.Is(plain))
        {
            return new PhoneReading.NotANumber(NotANumberReason.Withheld, raw);
        }
        return SipAddress.Read(plain) is { } sip ? InSip(sip, raw, defaultRegion) : Number(plain, raw, defaultRegion);
    }

    private static PhoneReading InSip(SipAddress sip, string raw, string? defaultRegion)
    {
        if (WithheldCaller.Is(sip.User) || sip.Host == "anonymous.invalid")
        {
            return new PhoneReading.NotANumber(NotANumberReason.Withheld, raw);
        }
        return (sip.Number is { } number ? Number(number, raw, defaultRegion) : null) switch
        {
            PhoneReading.Parsed parsed => parsed with { SipAddress = sip.Text },
            PhoneReading.NotANumber { Possible: not null } not => not with { SipAddress = sip.Text },
            _ => new PhoneReading.NotANumber(NotANumberReason.SipAddress, raw, SipAddress: sip.Text),
        };
    }

    private static PhoneReading Number(string plain, string raw, string? defaultRegion)
    {
        if (plain.Length > 1 && plain[0] is '*' or '#' && (char.IsAsciiDigit(plain[1]) || plain[1] is '*' or '#'))
        {
            return new PhoneReading.NotANumber(NotANumberReason.ShortCode, raw);
        }
        var text = PhoneText.WithPlainExtension(plain);
        PlanReading? first = null;
        foreach (var spelling in Spellings.Of(text, defaultRegion))
        {
            var reading = PlanReading.Of(spelling, defaultRegion);
            if (reading is PlanReading.Number { Valid: true } number)
            {
                return new PhoneReading.Parsed(number.ToPhoneNumber(raw));
            }
            first ??= reading;
        }
        return Renumbered(first, raw) is { } current ? new PhoneReading.Parsed(current) : NotValid(first, text, raw);
    }

    // Not in the present plan, and yet a number: one of before the plan changed.
    private static PhoneNumber? Renumbered(PlanReading? reading, string raw)
    {
        if (reading is PlanReading.Number old)
        {
            foreach (var alias in NumberAliases.Of(old.Plan.CallingCode))
            {
                if (alias.CurrentOf(old.National) is { } current && PlanReading.Of($"+{old.Plan.CallingCode}{current}", null) is PlanReading.Number { Valid: true } now)
                {
                    return (now with { Extension = old.Extension }).ToPhoneNumber(raw) with { Renumbered = alias };
                }
            }
        }
        return null;
    }

    private static PhoneReading.NotANumber NotValid(PlanReading? reading, string text, string raw)
    {
        var digits = WrittenNumber.In(text)?.Digits ?? WrittenNumber.DigitsOf(text);
        var reason = digits.Length > 0 && digits[0] != '+' && digits.Length <= LongestShortCode ? NotANumberReason.ShortCode : reading is PlanReading.Nothing nothing ? nothing.Reason : NotANumberReason.NotValid;
        return reason == NotANumberReason.ShortCode ? new PhoneReading.NotANumber(reason, raw)
            : new PhoneReading.NotANumber(reason, raw, digits, Possible: reading is PlanReading.Number { IsPossible: true } possible ? possible.ToPhoneNumber(raw) : null);
    }
}
