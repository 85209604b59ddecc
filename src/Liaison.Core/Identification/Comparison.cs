using Liaison.Core.Connecting;
using Liaison.Core.Phones;

namespace Liaison.Core.Identification;

/// <summary>How one fact is compared with a field: whether it can be, as what, and how well it agrees.</summary>
internal abstract record Comparison
{
    private Comparison() { }

    public sealed record Usable(string Value, IReadOnlyList<string> Variants) : Comparison;

    /// <param name="Why">As a sentence's end: “the number is withheld”.</param>
    public sealed record Unusable(string Why) : Comparison;

    public static Comparison Of(MatchKind kind, string? fact, IdentificationRules rules) => (kind, fact?.Trim()) switch
    {
        (_, null or "") => new Unusable("nothing is known"),
        (MatchKind.Phone, var text) => OfPhone(text, rules),
        (MatchKind.Email, var text) when !text.Contains('@', StringComparison.Ordinal) => new Unusable($"“{text}” is no e-mail address"),
        (MatchKind.Name, { Length: < 2 }) => new Unusable("one letter is too little to search by"),
        (MatchKind.Code, var text) when !text.Any(char.IsAsciiDigit) => new Unusable($"“{text}” holds no digit"),
        (_, var text) => new Usable(text, []),
    };

    public static MatchGrade Grade(MatchKind kind, string? fact, string? field, IdentificationRules rules) => string.IsNullOrWhiteSpace(fact) || string.IsNullOrWhiteSpace(field) ? MatchGrade.None
        : kind switch
        {
            MatchKind.Phone => PhoneMatch.Compare(fact, field, rules.DefaultRegion, rules.LeastDigits).Grade,
            MatchKind.Code => Bare(fact) == Bare(field) ? MatchGrade.Exact : MatchGrade.None,
            _ => string.Equals(fact.Trim(), field.Trim(), StringComparison.OrdinalIgnoreCase) ? MatchGrade.Exact : MatchGrade.None,
        };

    // A number too new for the numbering plans is likely one all the same; and one that no plan knows may still stand over there as it was written, if it is long enough to mean somebody.
    private static Comparison OfPhone(string text, IdentificationRules rules) => PhoneParser.Parse(text, rules.DefaultRegion) switch
    {
        { Likely: { } number } => new Usable(number.E164, PhoneVariants.Of(number)),
        PhoneReading.NotANumber { Reason: NotANumberReason.NotValid or NotANumberReason.CountryUnknown or NotANumberReason.Undecided } unread when unread.Digits.Length >= rules.LeastDigits =>
            new Usable(unread.Digits, [text]),
        PhoneReading.NotANumber unread => new Unusable(unread.Why),
        _ => throw new InvalidOperationException("A reading is one of two."),
    };

    private static string Bare(string code) => code.Trim().TrimStart('0');
}
