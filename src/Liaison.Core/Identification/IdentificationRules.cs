using Liaison.Core.Connecting;

namespace Liaison.Core.Identification;

/// <summary>How the person we are in contact with is found among a connected system's records: an administrator's document, one a connection.</summary>
/// <param name="Rules">In the order of their weight: a match by an earlier record type comes before one by a later.</param>
/// <param name="Several">What to do when more than one record fits equally well.</param>
/// <param name="ReuseDays">So many days an earlier session's record of the same person counts without asking again; 0 asks each time.</param>
/// <param name="DefaultRegion">The country of numbers written without their country code: <c>GB</c>.</param>
/// <param name="LeastDigits">So many digits at the end must agree when numbers are not written whole.</param>
public sealed record IdentificationRules(
    IReadOnlyList<IdentificationRule> Rules, MultiMatch Several = MultiMatch.Latest, int ReuseDays = 0, string? DefaultRegion = null, int LeastDigits = 8)
{
    public static IdentificationRules None { get; } = new([]);

    /// <summary>The same for one type of record alone; null leaves all.</summary>
    public IdentificationRules For(string? recordType) => recordType is null ? this : this with { Rules = [.. Rules.Where(r => r.RecordType == recordType)] };
}

/// <summary>How records of one type are recognised: any of the ways is enough, the first that fits is the reason.</summary>
public sealed record IdentificationRule(string RecordType, bool Enabled, IReadOnlyList<IdentifyBy> By);

/// <param name="Fact">What is known of the person: <c>customer.phone</c>, <c>customer.email</c>, <c>items.case-number</c>.</param>
/// <param name="Fields">The record's fields that may hold it; any of them.</param>
public sealed record IdentifyBy(string Fact, MatchKind Kind, IReadOnlyList<string> Fields);

/// <summary>What to do when several records fit equally well.</summary>
public enum MultiMatch
{
    /// <summary>The one somebody dealt with last.</summary>
    Latest = 0,

    /// <summary>None of them: a person chooses.</summary>
    Ask = 1,

    /// <summary>None of them: as if nobody had been found.</summary>
    Nobody = 2,
}
