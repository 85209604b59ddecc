using Liaison.Core.Sessions;
using Liaison.Core.Shared;

namespace Liaison.Core.Desk;

/// <summary>How far a contact has come on one agent's desk. What is over is not there any more.</summary>
public enum LegStage
{
    Offered = 0,
    Talking = 1,
    WrapUp = 2,
}

/// <summary>One contact on one agent's desk.</summary>
/// <param name="Key">The leg's key in the session.</param>
/// <param name="AgentId">The agent's id in the session's facts: the source's own, or the user's where Liaison offered it.</param>
/// <param name="Round">
/// When this offer (or talk, where no offer was told) began, by the clock of whoever told of it; in wrap-up, when the talk ended, if facts say so. It tells a new offer on the same leg from what is known already.
/// </param>
/// <param name="Since">Since when it is in its stage, by our clock.</param>
/// <param name="Until">When the stage ends by itself: the offer goes on, wrap-up is over, or nobody believes any more that they are still talking.</param>
/// <param name="Own">Whether Liaison offered it, rather than the contact centre.</param>
/// <param name="Last">Whether the session is over and this agent was the last in it: the end of the wrap-up is then the session's.</param>
public sealed record DeskLeg(
    Id<Session> Session, string Key, string AgentId, LegStage Stage, DateTimeOffset Round, DateTimeOffset Since, DateTimeOffset Until, bool Own, bool OnHold, string? Queue, string? Campaign,
    bool Last = false)
{
    public bool Is(Id<Session> session, string key) => Session == session && Key == key;
}

/// <summary>A leg that left the desk; facts that come late do not bring it back.</summary>
public sealed record ClosedLeg(Id<Session> Session, string Key, DateTimeOffset Round);

/// <summary>One agent's desk: what a session cannot know. Presence is not kept but follows from the rest, so no order of events can bring the two apart.</summary>
/// <param name="Ready">What the agent chose: ready for contacts, or not.</param>
/// <param name="Reason">Why not ready.</param>
/// <param name="Since">Since when the presence is what it is.</param>
/// <param name="IdleSince">Since when the agent has had nothing to do while ready.</param>
/// <param name="Missed">Offers not taken on <paramref name="MissedOn"/> (UTC).</param>
/// <param name="Version">Counts every change.</param>
public sealed record AgentState(
    bool Ready, string? Reason, DateTimeOffset Since, DateTimeOffset IdleSince, IReadOnlyList<DeskLeg> Legs, IReadOnlyList<ClosedLeg> Closed, int Missed, DateOnly MissedOn, int Version)
{
    /// <summary>Everybody starts not ready.</summary>
    public static AgentState New(DateTimeOffset now) => new(false, null, now, now, [], [], 0, DateOnly.FromDateTime(now.UtcDateTime), 0);

    /// <summary>What the presence becomes when contact and wrap-up are over; null while neither is under way.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public Presence? Afterwards => Presence is Presence.Busy or Presence.WrapUp ? Ready ? Presence.InQueue : Presence.NotReady : null;

    [System.Text.Json.Serialization.JsonIgnore]
    public Presence Presence =>
        Legs.Any(l => l.Stage == LegStage.Talking) ? Presence.Busy : Legs.Any(l => l.Stage == LegStage.WrapUp) ? Presence.WrapUp : Ready ? Presence.InQueue : Presence.NotReady;

    /// <summary>The contact that rings: the one offered first.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public DeskLeg? Offer => Legs.FirstOrDefault(l => l.Stage == LegStage.Offered);

    [System.Text.Json.Serialization.JsonIgnore]
    public DateTimeOffset? WrapUntil => Presence == Presence.WrapUp ? Legs.Where(l => l.Stage == LegStage.WrapUp).Max(l => (DateTimeOffset?)l.Until) : null;

    /// <summary>When something happens by itself next.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public DateTimeOffset? DueAt => Legs.Min(l => (DateTimeOffset?)l.Until);

    public int MissedToday(DateTimeOffset now) => MissedOn == DateOnly.FromDateTime(now.UtcDateTime) ? Missed : 0;

    public DeskLeg? Leg(Id<Session> session) => Legs.FirstOrDefault(l => l.Session == session);
}
