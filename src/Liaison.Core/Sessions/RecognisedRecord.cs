namespace Liaison.Core.Sessions;

/// <summary>A record in a connected system that the person in contact was recognised by, or that was looked up for them.</summary>
/// <param name="Connection">The connection's id.</param>
/// <param name="Url">Its page for people; null when it has none.</param>
/// <param name="Why">One sentence.</param>
/// <param name="Open">To be opened by itself once the agent accepts.</param>
public sealed record RecognisedRecord(string Connection, string RecordType, string Record, string? Name = null, string? Url = null, string? Why = null, bool Open = false)
{
    /// <summary>Its values by field, as far as they are to be shown.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();

    public bool IsSame(RecognisedRecord other) => Connection == other.Connection && RecordType == other.RecordType && Record == other.Record;
}

/// <summary>A record as a ledger keeps it.</summary>
/// <param name="Candidate">One of several that fit equally well.</param>
internal sealed record LedgerRecord(RecognisedRecord Of, bool Candidate);
