using Liaison.Core.Sessions;

namespace Liaison.Core.Desk;

/// <summary>How a leg stands by all facts that are known of it, in whatever order they came.</summary>
/// <param name="Stage">Null: it is over.</param>
/// <param name="Answered">Whether it ever was.</param>
/// <param name="EndedAt">When it was over.</param>
public sealed record LegView(string Key, AgentRef Agent, LegStage? Stage, DateTimeOffset Round, bool Answered, DateTimeOffset? EndedAt, string? Queue, string? Outcome)
{
    /// <summary>Clocks of those who tell of one leg may differ by so much: an answer that seems to come shortly after the end came before it.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    public static IReadOnlyList<LegView> Of(Session session) => [.. session.Interactions.Select(leg => Of(leg, session))];

    private static LegView Of(Interaction leg, Session session)
    {
        var ended = new[] { leg.EndedAt, session.EndedAt, PassedOn(leg, session) }.Max();
        var (offered, answered) = (leg.OfferedAt, leg.AnsweredAt);
        if (ended is { } end)
        {
            // What comes after the end is a new round on the same leg. The session's own end may be told by another clock than the leg.
            offered = offered > end && !(offered <= session.EndedAt + Skew) ? offered : null;
            answered = answered > end + Skew || (offered is not null && answered >= offered) ? answered : null;
        }
        LegStage? stage = answered is not null ? LegStage.Talking : offered is not null ? LegStage.Offered : null;
        var round = Earliest(offered, answered) ?? Earliest(leg.OfferedAt, leg.AnsweredAt) ?? ended ?? session.BeganAt;
        return new LegView(leg.Key, leg.Agent, stage, round, leg.AnsweredAt is not null, stage is null ? ended : null, leg.Queue ?? session.Queue, leg.Outcome);
    }

    /// <summary>Passed on, and somebody else has it by now: over, though nobody said so.</summary>
    private static DateTimeOffset? PassedOn(Interaction leg, Session session) => leg.TransferredTo is null ? null
        : session.Interactions.Where(i => i.Key != leg.Key).Select(i => i.AnsweredAt ?? i.OfferedAt).Where(at => at > (leg.AnsweredAt ?? leg.OfferedAt)).Min();

    private static DateTimeOffset? Earliest(DateTimeOffset? a, DateTimeOffset? b) => a is null ? b : b is null || a < b ? a : b;
}
