namespace Liaison.Core.Phones.Numbering;

/// <summary>The numbering plan of one region, or of a calling code that belongs to none (+800, +870 …).</summary>
internal sealed record RegionPlan
{
    /// <summary>ISO 3166 alpha-2; null when the calling code belongs to no region.</summary>
    public required string? Region { get; init; }
    public required string CallingCode { get; init; }

    /// <summary>What is dialled before a foreign number: <c>00</c>, <c>011</c>; a pattern.</summary>
    public required string? InternationalPrefix { get; init; }
    public required string NationalPattern { get; init; }

    /// <summary>How many digits a national number may have, ascending.</summary>
    public required IReadOnlyList<int> Lengths { get; init; }
    public required IReadOnlyList<NumberFormat> Formats { get; init; }

    /// <summary>What is dialled before a number from elsewhere in the region: <c>0</c>.</summary>
    public required string? NationalPrefix { get; init; }
    public required string? PrefixForParsing { get; init; }
    public required string? PrefixTransform { get; init; }

    /// <summary>Which of several regions with one calling code it is.</summary>
    public required string? LeadingDigits { get; init; }

    /// <summary>Fixed line, mobile, toll-free …; null when the metadata does not tell them apart.</summary>
    public required IReadOnlyList<NumberType>? Types { get; init; }
    public required string ExtensionPrefix { get; init; }

    /// <summary>Whether <c>(0)</c> in an international number is the prefix that is left out from abroad (it is a digit of the number in Italy).</summary>
    public bool TrunkIsZero => NationalPrefix == "0" || (NationalPrefix is null && PrefixForParsing is { } prefix && Patterns.Entirely(prefix).IsMatch("0"));

    /// <summary>Whether the digits, dialled in this region, begin a call abroad.</summary>
    public bool CallsAbroad(string digits) => InternationalPrefix is { } prefix && Patterns.AtStart(prefix).IsMatch(digits);

    public bool LooksRight(string national) => Patterns.Entirely(NationalPattern).IsMatch(national);

    public bool IsValid(string national) => LooksRight(national)
        && (Types is null || Types.Any(type => (type.Lengths ?? Lengths).Contains(national.Length) && Patterns.Entirely(type.Pattern).IsMatch(national)));

    public LengthVerdict LengthOf(string national) =>
        Lengths.Contains(national.Length) ? LengthVerdict.Possible
        : Lengths.Count == 0 ? LengthVerdict.Possible
        : national.Length < Lengths[0] ? LengthVerdict.TooShort
        : national.Length > Lengths[^1] ? LengthVerdict.TooLong
        : LengthVerdict.Between;
}

internal enum LengthVerdict
{
    Possible,
    TooShort,
    TooLong,

    /// <summary>Neither too short nor too long, and yet no number has this length.</summary>
    Between,
}

/// <param name="Lengths">Null: the plan's.</param>
internal sealed record NumberType(string Pattern, IReadOnlyList<int>? Lengths);
