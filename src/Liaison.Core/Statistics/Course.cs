using Liaison.Core.Sessions;

namespace Liaison.Core.Statistics;

/// <summary>What statistics need to know of a session: who waited where, who spoke with them, and when.</summary>
/// <param name="Queue">The queue that it is in now, or was in last.</param>
/// <param name="Outcome">How the source says that it ended; null when it does not say.</param>
/// <param name="Holds">When the customer was on hold; null ends while it lasts.</param>
public sealed record Course(
    Channel Channel, Direction Direction, DateTimeOffset BeganAt, DateTimeOffset? EndedAt, DateTimeOffset? WrapUpEndedAt, string? Queue, string? Outcome, IReadOnlyList<CourseLeg> Legs,
    IReadOnlyList<CourseHold> Holds)
{
    private const string OnHold = "onHold";

    /// <summary>The last moment that anything is known of; null while it goes on.</summary>
    public DateTimeOffset? OverAt => EndedAt is { } ended
        ? Legs.SelectMany(l => new[] { l.OfferedAt, l.AnsweredAt, l.EndedAt }).Append(WrapUpEndedAt).OfType<DateTimeOffset>().Append(ended).Max()
        : null;

    public static Course Of(Session session) => new(
        session.Channel, session.Direction, session.BeganAt, session.EndedAt, session.WrapUpEndedAt, session.Queue, session.Outcome,
        [.. session.Interactions.Select(i => new CourseLeg(AgentOf(i.Agent), i.Agent.Name, i.Queue, i.OfferedAt, i.AnsweredAt, i.EndedAt, i.TransferredTo))], [.. HoldsOf(session.States)]);

    /// <summary>By what an agent is known over all sessions: the e-mail address, or else the source's own id.</summary>
    private static string AgentOf(AgentRef agent) => agent.Email?.ToLowerInvariant() ?? agent.Id;

    private static IEnumerable<CourseHold> HoldsOf(IReadOnlyList<StateChange> states)
    {
        for (var at = 0; at < states.Count; at++)
        {
            if (states[at].State == OnHold && (at == 0 || states[at - 1].State != OnHold))
            {
                yield return new CourseHold(states[at].At, states.Skip(at + 1).FirstOrDefault(s => s.State != OnHold)?.At);
            }
        }
    }
}

/// <summary>One agent's part.</summary>
/// <param name="Agent">The e-mail address in lower case, or else the source's own id.</param>
/// <param name="TransferredTo">Queue, agent or number that it was passed on to.</param>
public sealed record CourseLeg(
    string Agent, string? Name = null, string? Queue = null, DateTimeOffset? OfferedAt = null, DateTimeOffset? AnsweredAt = null, DateTimeOffset? EndedAt = null, string? TransferredTo = null);

public sealed record CourseHold(DateTimeOffset From, DateTimeOffset? To);
