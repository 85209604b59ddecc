using Liaison.Core.Connecting;

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
        (MatchKind.Email, var text) when !text.Contains('@', StringComparison.Ordinal) => new Unusable($"“{text}” is no e-mail address"),
        (MatchKind.Name, { Length: < 2 }) => new Unusable("one letter is too little to search by"),
        (MatchKind.Code, var text) when !text.Any(char.IsAsciiDigit) => new Unusable($"“{text}” holds no digit"),
        (_, var text) => new Usable(text, []),
    };

    public static MatchGrade Grade(MatchKind kind, string? fact, string? field, IdentificationRules rules) => string.IsNullOrWhiteSpace(fact) || string.IsNullOrWhiteSpace(field) ? MatchGrade.None
        : kind switch
        {
            MatchKind.Code => Bare(fact) == Bare(field) ? MatchGrade.Exact : MatchGrade.None,
            _ => string.Equals(fact.Trim(), field.Trim(), StringComparison.OrdinalIgnoreCase) ? MatchGrade.Exact : MatchGrade.None,
        };

    private static string Bare(string code) => code.Trim().TrimStart('0');
}
