using Liaison.Core.Desk;
using Liaison.Core.Sessions;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Shared;
using Liaison.Storage.People;

namespace Liaison.Hub.Api.Desk;

/// <summary>An agent's desk, whole: what the console shows.</summary>
/// <param name="Version">Counts every change; of two snapshots, the one with the higher version holds.</param>
/// <param name="At">The hub's clock when it was made: count down from this, not from your own.</param>
/// <param name="Presence">notReady · inQueue · busy · wrapUp.</param>
/// <param name="Afterwards">What the presence becomes when contact and wrap-up are over; null while neither is under way.</param>
/// <param name="Reason">Why not ready; “missed” after an offer that was not taken.</param>
/// <param name="Since">Since when the presence is what it is.</param>
/// <param name="WrapUntil">When wrap-up ends by itself.</param>
/// <param name="Seat">Whether the agent may work.</param>
/// <param name="SeatWhy">Why not, and what to do about it.</param>
/// <param name="Offer">The contact that rings.</param>
/// <param name="Sessions">The agent's own that are not completed, newest first.</param>
/// <param name="Missed">How many offers were not taken today (UTC).</param>
public sealed record DeskView(
    int Version, DateTimeOffset At, DeskUser User, Presence Presence, Presence? Afterwards, string? Reason, DateTimeOffset Since, DateTimeOffset? WrapUntil, bool Seat, string? SeatWhy, IReadOnlyList<string> Queues,
    OfferCard? Offer, IReadOnlyList<SessionCard> Sessions, int Missed, DeskChoices Settings) : IVersioned;

public sealed record DeskUser(Id<User> Id, string Name, string Email);

/// <param name="Reasons">What may be given as a reason for not being ready.</param>
public sealed record DeskChoices(IReadOnlyList<string> Reasons, bool AutoOpenRecords);

/// <summary>A session as its agent sees it. Long texts are cut with an ellipsis; the session's own page has them whole.</summary>
public record SessionCard
{
    public required Id<Session> Id { get; init; }
    public required int Version { get; init; }
    public required Channel Channel { get; init; }
    public required Direction Direction { get; init; }

    /// <summary>As in lists of sessions: waiting · ringing · inProgress · answered · …</summary>
    public required string Status { get; init; }

    /// <summary>What it is on this desk: ringing · talking · onHold · wrapUp.</summary>
    public required string State { get; init; }
    public string? Queue { get; init; }
    public string? Campaign { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? AnsweredAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public required Party Customer { get; init; }
    public string? Ani { get; init; }
    public string? Dnis { get; init; }
    public string? RequestPage { get; init; }

    /// <summary>Records that it is taken to be about.</summary>
    public required IReadOnlyList<RecognisedRecord> Records { get; init; }

    /// <summary>Records of which one is meant, while nobody has chosen.</summary>
    public required IReadOnlyList<RecognisedRecord> Candidates { get; init; }

    /// <summary>A sentence: how the records were found.</summary>
    public string? Why { get; init; }
    public required IReadOnlyDictionary<string, string> Items { get; init; }

    /// <summary>The newest 50, oldest first.</summary>
    public required IReadOnlyList<SessionNote> Notes { get; init; }

    /// <summary>The last 200 lines.</summary>
    public required IReadOnlyList<Utterance> Transcript { get; init; }
    public required IReadOnlyList<string> Tags { get; init; }
    public string? Disposition { get; init; }
    public string? SubDisposition { get; init; }
    public RelatedRecord? RelatedTo { get; init; }
    public string? Script { get; init; }

    /// <summary>What may be chosen; none: anything may be written.</summary>
    public required IReadOnlyList<DispositionChoice> Dispositions { get; init; }
    public required int WrapUpSeconds { get; init; }

    /// <summary>When this session's wrap-up ends by itself.</summary>
    public DateTimeOffset? WrapUntil { get; init; }
    public required bool OnHold { get; init; }

    /// <summary>Whether recording is paused because of something sensitive.</summary>
    public bool RecordingPaused { get; init; }
}

/// <summary>A session that is offered.</summary>
public sealed record OfferCard : SessionCard
{
    /// <summary>When the offer goes to somebody else.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>What goes on, for supervisors.</summary>
public sealed record SupervisorView(DateTimeOffset At, IReadOnlyList<AgentRow> Agents, IReadOnlyList<QueueRow> Queues, IReadOnlyList<WaitingRow> Waiting);

/// <param name="Session">What the agent is in contact about; null when with nobody.</param>
/// <param name="HandledToday">Sessions that the agent answered since midnight in the viewer's time zone.</param>
public sealed record AgentRow(DeskUser User, Presence Presence, string? Reason, DateTimeOffset Since, AgentSession? Session, int HandledToday, bool Seat);

public sealed record AgentSession(Id<Session> Id, string? Queue, Channel Channel, string? Customer, DateTimeOffset Since);

/// <param name="ServiceLevel">The share of today's contacts that were answered within 20 seconds, of those that were answered or gave up; null while there are none.</param>
public sealed record QueueRow(
    string Name, int Waiting, DateTimeOffset? LongestWaitSince, int AgentsInQueue, int AgentsBusy, int HandledToday, int AbandonedToday, double? ServiceLevel);

public sealed record WaitingRow(Id<Session> SessionId, string? Queue, Channel Channel, string? Customer, DateTimeOffset Since, int Priority);

/// <summary>A day's volumes.</summary>
/// <param name="Zone">The time zone that the day is a day in.</param>
/// <param name="HalfHours">By the time at which sessions began; half hours without sessions are left out.</param>
/// <param name="ServiceLevel">As in <see cref="QueueRow"/>, over all queues.</param>
/// <param name="AverageWaitSeconds">Until it was answered.</param>
/// <param name="AverageHandleSeconds">From answer to end.</param>
/// <param name="AverageWrapUpSeconds">From end to the end of wrap-up.</param>
public sealed record DeskToday(
    DateOnly Day, string Zone, DateTimeOffset At, IReadOnlyList<HalfHour> HalfHours, Volumes Total, double? ServiceLevel, int ServiceLevelSeconds, double? AverageWaitSeconds,
    double? AverageHandleSeconds, double? AverageWrapUpSeconds);

/// <param name="At">The half hour's beginning.</param>
/// <param name="ServiceLevel">As the day's, of those that began in it; null while there are none.</param>
public sealed record HalfHour(DateTimeOffset At, Channel Channel, Volumes Volumes, double? ServiceLevel);

/// <param name="Offered">All that began.</param>
/// <param name="Answered">Taken by an agent, whether still going on or over.</param>
/// <param name="Abandoned">Gave up before anybody was offered it.</param>
/// <param name="Missed">Offered to agents, taken by none.</param>
/// <param name="Open">Waiting or ringing now.</param>
/// <param name="Other">Messages, and ends in a source's own words.</param>
public sealed record Volumes(int Offered, int Answered, int Abandoned, int Missed, int Open, int Other);
