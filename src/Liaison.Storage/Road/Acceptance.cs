using Liaison.Core.Cases;
using Liaison.Core.Deliveries;
using Liaison.Storage.Sessions;

namespace Liaison.Storage.Road;

/// <summary>One fact with all that follows from it: accepted whole, in one transaction, or not at all.</summary>
/// <param name="Keyed">Whether the event comes from outside and may come twice: its source and id decide.</param>
/// <param name="Case">The case as it is now; null when the fact changes none.</param>
/// <param name="Opens">Whether the case is new; otherwise the version before must still stand.</param>
/// <param name="Who">Whose doing it is, for the history.</param>
/// <param name="Session">The session that the fact is about; null when it is about none. Its deliveries are planned when it is written.</param>
public sealed record Acceptance(
    Event Event, bool Keyed, Case? Case, bool Opens, IReadOnlyList<HistoryEntry> History, string Who, IReadOnlyList<Delivery> Deliveries, Attachment? Attachment = null, SessionEntry? Session = null)
{
    /// <summary>Whether something may stand in its way, so that the outcome must be looked at before the rest is written.</summary>
    internal bool IsGated => Keyed || Case is not null;
}

public enum AcceptanceResult
{
    Accepted,

    /// <summary>Somebody changed the case in between: look again and decide anew.</summary>
    CaseChangedMeanwhile,

    /// <summary>The same fact, or a case with the same external id, was accepted before.</summary>
    AlreadyKnown,

    /// <summary>The session is as large as one may be; nothing of the fact was taken.</summary>
    SessionFull,
}
