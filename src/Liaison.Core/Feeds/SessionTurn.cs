using Liaison.Core.Sessions;

namespace Liaison.Core.Feeds;

/// <summary>A change of a session's status, as those hear of it who are fed with events.</summary>
/// <param name="Key">Names it within its session: what is known of the session may grow, the same turn keeps its key.</param>
/// <param name="Change">What happened: one of the states, or <c>recordingPaused</c>, <c>recordingResumed</c>.</param>
/// <param name="State">The state since then: new · queued · ringing · active · held · transferred · wrapUp · ended · closed, or a word of the source's own.</param>
/// <param name="Before">The state until then; null for the first.</param>
/// <param name="Agent">Who had to do with it.</param>
public sealed record SessionTurn(string Key, string Change, string State, string? Before, DateTimeOffset At, AgentRef? Agent)
{
    public const string New = "new";
    public const string Queued = "queued";
    public const string Ringing = "ringing";
    public const string Active = "active";
    public const string Held = "held";
    public const string Transferred = "transferred";
    public const string WrapUp = "wrapUp";
    public const string Ended = "ended";
    public const string Closed = "closed";
    public const string Paused = "recordingPaused";
    public const string Resumed = "recordingResumed";

    /// <summary>Every turn that the session has taken, in the order of their times. What changes nothing is left out.</summary>
    public static IReadOnlyList<SessionTurn> Of(Session session)
    {
        if (!session.ChannelKnown)
        {
            return [];
        }
        var turns = new List<SessionTurn>();
        string? state = null;
        AgentRef? agent = null;
        foreach (var (key, change, at, who, _) in Marks(session).OrderBy(m => m.At).ThenBy(m => m.Rank).ThenBy(m => m.Key, StringComparer.Ordinal))
        {
            var isSwitch = change is Paused or Resumed;
            if (!isSwitch && change == state && (who is null || who == agent))
            {
                continue;
            }
            agent = isSwitch ? agent : change is Queued or Transferred ? null : who ?? agent;
            turns.Add(new SessionTurn(key, change, isSwitch ? state ?? New : change, state, at, isSwitch ? who ?? agent : agent));
            state = isSwitch ? state : change;
        }
        return turns;
    }

    private static IEnumerable<(string Key, string Change, DateTimeOffset At, AgentRef? Who, int Rank)> Marks(Session session)
    {
        yield return (New, New, session.BeganAt, null, 0);
        foreach (var told in session.States)
        {
            yield return ($"state/{SessionTimes.Write(told.At)}|{told.State}", Word(told.State), told.At, null, 3);
        }
        foreach (var leg in session.Interactions)
        {
            if (leg.OfferedAt is { } offered)
            {
                yield return ($"ringing/{leg.Key}/{SessionTimes.Write(offered)}", Ringing, offered, leg.Agent, 1);
            }
            if (leg.AnsweredAt is { } answered)
            {
                yield return ($"active/{leg.Key}/{SessionTimes.Write(answered)}", Active, answered, leg.Agent, 2);
            }
            // Passed on, or not taken: then it waits again, unless that was its end or somebody else is in contact already.
            if (leg.EndedAt is { } left && !(session.EndedAt <= left) && (leg.TransferredTo is not null || leg.AnsweredAt is null) && !IsWithAnother(session, leg, left))
            {
                yield return ($"left/{leg.Key}/{SessionTimes.Write(left)}", leg.TransferredTo is null ? Queued : Transferred, left, null, 4);
            }
        }
        foreach (var pause in session.Pauses)
        {
            yield return ($"paused/{SessionTimes.Write(pause.From)}|{pause.What}", Paused, pause.From, null, 5);
            if (pause.To is { } to)
            {
                yield return ($"resumed/{SessionTimes.Write(to)}|{pause.What}", Resumed, to, null, 5);
            }
        }
        if (session.EndedAt is { } ended)
        {
            yield return (Ended, Ended, ended, null, 6);
        }
        if (session.WrapUpEndedAt is { } closed && (session.EndedAt is not null))
        {
            yield return (Closed, Closed, closed > session.EndedAt ? closed : session.EndedAt.Value, null, 7);
        }
    }

    private static bool IsWithAnother(Session session, Interaction leg, DateTimeOffset at) =>
        session.Interactions.Any(other => other.Key != leg.Key && other.AnsweredAt <= at && !(other.EndedAt <= at));

    private static string Word(string told) => told switch { "talking" => Active, "onHold" => Held, _ => told };
}
