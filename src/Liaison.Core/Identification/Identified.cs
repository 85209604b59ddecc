using Liaison.Core.Connecting;

namespace Liaison.Core.Identification;

/// <summary>What came of an identification, with everything that explains it. The log, the test bench and the agent's desk show this same object.</summary>
/// <param name="Chosen">The record; null when there is none, or when a person must choose.</param>
/// <param name="Candidates">Everything that was looked at, best first, those turned down too.</param>
/// <param name="Why">One sentence.</param>
/// <param name="Remarks">What was not searched by, and why (a withheld number, an empty e-mail address).</param>
public sealed record Identified(IdentifiedVerdict Verdict, FoundRecord? Chosen, IReadOnlyList<Candidate> Candidates, string Why, IReadOnlyList<string> Remarks)
{
    /// <summary>A record that is known for another reason than a search.</summary>
    public static Identified Of(FoundRecord record, string why) => new(IdentifiedVerdict.Match, record, [], why, []);

    public static Identified Nobody(string why, IReadOnlyList<string>? remarks = null) => new(IdentifiedVerdict.NoMatch, null, [], why, remarks ?? []);
}

public enum IdentifiedVerdict
{
    NoMatch = 0,
    Match = 1,

    /// <summary>Several fit equally well, and the rule says that a person chooses.</summary>
    Several = 2,
}

/// <param name="Fact">Which fact was compared, and with which field.</param>
/// <param name="Grade">exact · national · shortNational · none; texts are exact or none.</param>
/// <param name="Fits">False when a second look turned it down.</param>
/// <param name="Why">One sentence.</param>
public sealed record Candidate(FoundRecord Record, string Fact, string Field, string Grade, bool Fits, string Why);
