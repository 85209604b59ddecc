using Dapper;
using Liaison.Core.Desk;
using Liaison.Core.Sessions;
using Liaison.Core.Shared;

namespace Liaison.Storage.Desk;

public sealed record BoardAgent(string User, Presence Presence, string? Reason, DateTimeOffset Since, Id<Session>? Session, string? Queue, Channel Channel, string? Customer, DateTimeOffset? TalkingSince);

public sealed record BoardWaiting(Id<Session> Session, string? Queue, Channel Channel, string? Customer, DateTimeOffset Since, int? Priority);

/// <param name="InTime">Answered within the service level's time.</param>
public sealed record QueueDay(string? Queue, int Answered, int Abandoned, int InTime);

/// <param name="WaitSeconds">Of all that were answered together.</param>
/// <param name="HandleSeconds">From answer to end, of those that have ended.</param>
/// <param name="WrapUpSeconds">From end to end of wrap-up, of those that were wrapped up.</param>
public sealed record DaySlice(
    DateTimeOffset At, Channel Channel, int Offered, int Answered, int Abandoned, int Missed, int Open, int InTime, double WaitSeconds, double HandleSeconds, int Handled, double WrapUpSeconds, int WrappedUp);

/// <summary>What supervisors look at, read from desks and sessions as they are now.</summary>
public sealed class BoardReads(Database database)
{
    /// <summary>A contact answered within so long was answered in time.</summary>
    public const int InTimeSeconds = 20;

    private const int MostWaiting = 200;

    /// <summary>A session that nobody ended for longer than this is not waited for any more.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    public async Task<(IReadOnlyList<BoardAgent> Agents, IReadOnlyList<BoardWaiting> Waiting, IReadOnlyDictionary<string, int> Handled, IReadOnlyList<QueueDay> Queues)> Board(
        Id<Tenant> tenant, DateTimeOffset day, DateTimeOffset now, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        await using var all = await connection.QueryMultipleAsync(new CommandDefinition($"""
            select a.user_id as "user", a.presence, a.reason, a.since, s.id as session, s.queue, coalesce(s.channel, 0::smallint) as channel, coalesce(s.customer_name, s.phone) as customer, a.state
            from desk_agents a left join lateral (
              select s.id, s.queue, s.channel, s.customer_name, s.phone from desk_legs l join sessions s on s.id = l.session_id
              where l.user_id = a.user_id and s.tenant_id = @tenant order by s.began_at desc limit 1) s on a.presence = 2
            where a.tenant_id = @tenant;
            select s.id as session, s.queue, s.channel, coalesce(s.customer_name, s.phone) as customer, s.began_at as since, w.priority
            from sessions s left join desk_waiting w on w.session_id = s.id
            where s.tenant_id = @tenant and s.began_at > @earliest and s.status in ('waiting', 'ringing') and s.ended_at is null
            order by coalesce(w.priority, {WaitingStore.UsualPriority}) desc, s.began_at limit {MostWaiting};
            select agent_email as email, count(*)::int as handled from sessions where tenant_id = @tenant and began_at >= @day and answered_at is not null and agent_email is not null group by agent_email;
            select queue, (count(*) filter (where answered_at is not null))::int as answered,
              (count(*) filter (where answered_at is null and status in ('abandoned', 'missed')))::int as abandoned,
              (count(*) filter (where answered_at <= began_at + interval '{InTimeSeconds} seconds'))::int as inTime
            from sessions where tenant_id = @tenant and began_at >= @day group by queue
            """, new { tenant = tenant.Value, day = day.UtcDateTime, earliest = (now - LongestWait).UtcDateTime }, cancellationToken: cancel));
        var agents = (await all.ReadAsync<AgentRow>()).Select(r => r.Read()).ToList();
        var waiting = (await all.ReadAsync<WaitRow>()).Select(r => new BoardWaiting(new Id<Session>(r.Session), r.Queue, (Channel)r.Channel, r.Customer, new DateTimeOffset(r.Since), r.Priority)).ToList();
        var handled = (await all.ReadAsync<(string Email, int Handled)>()).ToDictionary(r => r.Email, r => r.Handled, StringComparer.OrdinalIgnoreCase);
        return (agents, waiting, handled, [.. await all.ReadAsync<QueueDay>()]);
    }

    /// <summary>The day's sessions, by half hour and channel. A session's course holds its end and the end of its wrap-up at places 3 and 4.</summary>
    public async Task<IReadOnlyList<DaySlice>> Day(Id<Tenant> tenant, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        var rows = await connection.QueryAsync<SliceRow>(new CommandDefinition($"""
            select date_bin('30 minutes', began_at, @from) as at, channel, count(*)::int as offered,
              (count(*) filter (where answered_at is not null))::int as answered,
              (count(*) filter (where answered_at is null and status = 'abandoned'))::int as abandoned,
              (count(*) filter (where answered_at is null and status = 'missed'))::int as missed,
              (count(*) filter (where answered_at is null and ended_at is null and status in ('waiting', 'ringing')))::int as open,
              (count(*) filter (where answered_at <= began_at + interval '{InTimeSeconds} seconds'))::int as inTime,
              coalesce(sum(extract(epoch from greatest(answered_at - began_at, interval '0'))), 0)::double precision as waitSeconds,
              coalesce(sum(extract(epoch from greatest(ended_at - answered_at, interval '0'))), 0)::double precision as handleSeconds,
              (count(*) filter (where answered_at is not null and ended_at is not null))::int as handled,
              coalesce(sum(greatest((course::json ->> 4)::bigint - (course::json ->> 3)::bigint, 0)), 0)::double precision / 1000000 as wrapUpSeconds,
              count((course::json ->> 4)::bigint - (course::json ->> 3)::bigint)::int as wrappedUp
            from sessions where tenant_id = @tenant and began_at >= @from and began_at < @to group by 1, 2 order by 1, 2
            """, new { tenant = tenant.Value, from = from.UtcDateTime, to = to.UtcDateTime }, cancellationToken: cancel));
        return [.. rows.Select(r => new DaySlice(new DateTimeOffset(r.At), (Channel)r.Channel, r.Offered, r.Answered, r.Abandoned, r.Missed, r.Open, r.InTime, r.WaitSeconds, r.HandleSeconds, r.Handled, r.WrapUpSeconds, r.WrappedUp))];
    }

    private sealed record AgentRow(string User, short Presence, string? Reason, DateTime Since, string? Session, string? Queue, short Channel, string? Customer, string State)
    {
        public BoardAgent Read()
        {
            var talk = Session is null ? null : Json.Read<AgentState>(State).Legs.FirstOrDefault(l => l.Session.Value == Session && l.Stage == LegStage.Talking)?.Since;
            return new BoardAgent(User, (Presence)Presence, Reason, new DateTimeOffset(Since), Session is null ? null : new Id<Session>(Session), Queue, (Channel)Channel, Customer, talk ?? new DateTimeOffset(Since));
        }
    }

    private sealed record WaitRow(string Session, string? Queue, short Channel, string? Customer, DateTime Since, int? Priority);

    private sealed record SliceRow(
        DateTime At, short Channel, int Offered, int Answered, int Abandoned, int Missed, int Open, int InTime, double WaitSeconds, double HandleSeconds, int Handled, double WrapUpSeconds, int WrappedUp);
}
