using Liaison.Core.Sessions;

namespace Liaison.Core.Memorialisation;

/// <summary>When calls are written.</summary>
public enum VoiceTime
{
    AtEnd = 0,

    /// <summary>When the agent has finished the wrap-up, if there is one.</summary>
    AfterWrapUp = 1,
}

/// <summary>When written conversations are written.</summary>
public enum DigitalTime
{
    AtEnd = 0,

    /// <summary>Each time that an agent transfers or leaves it, and at its end.</summary>
    WhenReleased = 1,
}

/// <summary>What becomes of status, disposition, notes and tags of a contact that ended before its agent had given them.</summary>
public enum LateValues
{
    /// <summary>They are written into the records as soon as they are told.</summary>
    PatchedIn = 0,

    /// <summary>They are not written; everything else is.</summary>
    LeftOut = 1,
}

/// <summary>When a conversation is written, and what becomes of that which comes late: part of the policy.</summary>
/// <param name="WrapUpMinutes">So long after its end a call waits for a wrap-up that nobody tells of. It is written then all the same.</param>
public sealed record WritingTimes(VoiceTime Voice = VoiceTime.AtEnd, DigitalTime Digital = DigitalTime.AtEnd, LateValues Late = LateValues.PatchedIn, int WrapUpMinutes = 30)
{
    /// <summary>Clocks of those who tell of one contact may differ by so much.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    private static readonly string[] LateFacts = ["session.status", "session.disposition", "session.subDisposition", "session.notes", "session.tags"];

    public static WritingTimes AtTheEnd { get; } = new();

    /// <summary>Whether a fact is one of those that an agent gives last.</summary>
    public static bool IsLate(string fact) => LateFacts.Contains(fact, StringComparer.Ordinal);

    /// <summary>Until when a call that is over waits for its agent's wrap-up; null when there is nothing to wait for.</summary>
    /// <param name="wrapUp">How long wrap-up lasts after such a call; zero: there is none.</param>
    public DateTimeOffset? WaitsUntil(Session session, TimeSpan wrapUp) =>
        Voice == VoiceTime.AfterWrapUp && session is { Channel: Channel.Voice, EndedAt: { } end } && wrapUp > TimeSpan.Zero && WithAgents(session) && !WrappedUp(session)
            ? end + TimeSpan.FromMinutes(WrapUpMinutes) : null;

    /// <summary>Whether with this change an agent has transferred or left a written conversation that goes on.</summary>
    public bool Releases(SessionChange change) =>
        Digital == DigitalTime.WhenReleased && change.After is { ChannelKnown: true, EndedAt: null, Channel: Channel.Chat or Channel.Inbox }
        && change.After.Interactions.Any(leg => IsOver(leg) && !(change.Before?.Interactions.FirstOrDefault(l => l.Key == leg.Key) is { } was && IsOver(was) && was.EndedAt == leg.EndedAt));

    /// <summary>Whether late values of this conversation are left out: it ended while an agent was still in it.</summary>
    public bool LeavesOut(Session session) =>
        Late == LateValues.LeftOut && session.EndedAt is { } end && WithAgents(session)
        && !session.Interactions.Where(l => l.AnsweredAt is not null).All(l => l.TransferredTo is not null || l.EndedAt <= end)
        && !(session.Channel == Channel.Voice && Voice == VoiceTime.AfterWrapUp && WrappedUp(session));

    private static bool WithAgents(Session session) => session.Interactions.Any(l => l.AnsweredAt is not null);

    private static bool WrappedUp(Session session) => session.WrapUpEndedAt >= session.EndedAt - Skew;

    private static bool IsOver(Interaction leg) => leg.AnsweredAt is not null && (leg.TransferredTo is not null || leg.EndedAt >= leg.AnsweredAt);
}
