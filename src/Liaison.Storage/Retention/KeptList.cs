using Liaison.Storage.Configuration;
using Liaison.Storage.Statistics;

namespace Liaison.Storage.Retention;

/// <summary>
/// What is kept how long. Cases, sessions, their files and histories, and all configuration are not among it: they stay until somebody deletes them.
/// What a waiting delivery, an unfinished session or a running flow still needs stays, however old it is; a session that nothing was heard of for as long as that is no longer waited for.
/// </summary>
public static class KeptList
{
    private const int Week = 7;
    private const int Quarter = 90;
    private const int ThirteenMonths = 400;

    /// <summary>Answers already given, for clients that ask again with the same key.</summary>
    public static KeptRows Answers { get; } = new("answers", (int)IdempotencyStore.Kept.TotalDays, (int)IdempotencyStore.Kept.TotalDays,
        """
        with chosen as (select tenant_id, key from idempotency_keys where created_at < $1 order by created_at limit $2)
        delete from idempotency_keys k using chosen c where k.tenant_id = c.tenant_id and k.key = c.key and k.created_at < $1
        """);

    /// <summary>The ways that contacts took through call flows.</summary>
    public static KeptRows FlowRuns { get; } = new("flow-runs", Quarter, Week,
        """
        with chosen as (
          select r.id, r.began_at from flow_runs r
          where r.began_at < $1 and r.id < 'run_' || $3
            and not exists (select from sessions s where s.id = r.session_id and s.ended_at is null and s.updated_at >= $1)
          order by r.id limit $2)
        delete from flow_runs r using chosen c where r.id = c.id and r.began_at = c.began_at
        """, "flow_runs");

    /// <summary>What agents' presence was. The last of each agent stays: it is how they are now.</summary>
    public static KeptRows AgentStates { get; } = new("agent-states", ThirteenMonths, Week,
        """
        with chosen as (
          select tenant_id, user_id, at from desk_states s
          where at < $1 and exists (select from desk_states n where n.tenant_id = s.tenant_id and n.user_id = s.user_id and n.at > s.at)
          order by at limit $2)
        delete from desk_states s using chosen c where s.at < $1 and s.tenant_id = c.tenant_id and s.user_id = c.user_id and s.at = c.at
        """, "desk_states");

    /// <summary>Offers of contacts to agents that were answered, missed or declined.</summary>
    public static KeptRows Offers { get; } = new("offers", ThirteenMonths, Week,
        """
        with chosen as (
          select o.leg from desk_offers o
          where o.offered_at < $1 and o.outcome is not null and not exists (select from sessions s where s.id = o.session_id and s.ended_at is null and s.updated_at >= $1)
          order by o.offered_at limit $2)
        delete from desk_offers o using chosen c where o.leg = c.leg and o.outcome is not null
        """);

    /// <summary>Files of statistics as they were sent. One that is on its way stays.</summary>
    public static KeptRows StatisticsFiles { get; } = new("statistics-files", (int)StatisticsFileStore.Kept.TotalDays, (int)StatisticsFileStore.Kept.TotalDays,
        """
        with chosen as (
          select f.id from statistics_files f
          where f.made_at < $1 and f.planned
            and not exists (select from drafts p join queue q on q.connection_id = p.connection_id and q.seq = p.seq where p.id = f.delivery_id)
          order by f.made_at limit $2)
        delete from statistics_files f using chosen c where f.id = c.id
        """);

    /// <summary>
    /// The integration log: deliveries that ended, with their attempts. Those stay that another waits for, whose subject has one on its way, or whose session goes on.
    /// The outcome's row is locked first: a replay has either come before, or finds nothing.
    /// </summary>
    public static KeptRows Log { get; } = new("log", null, Quarter,
        """
        with awaited as materialized (select after_id from queue where after_id is not null),
        chosen as (
          select p.id, p.tenant_id, p.seq from drafts p join outcomes o on o.tenant_id = p.tenant_id and o.seq = p.seq
          where p.id < 'dlv_' || $3 and o.updated_at < $1
            and not exists (select from queue q where q.lane = p.lane) and p.id not in (select after_id from awaited)
            and not exists (select from sessions s where s.id = p.subject and s.ended_at is null and s.updated_at >= $1)
          order by p.id limit $2 for update of o skip locked),
        tried as (delete from attempts a using chosen c where a.delivery_id = c.id),
        ended as (delete from outcomes o using chosen c where o.tenant_id = c.tenant_id and o.seq = c.seq)
        delete from drafts p using chosen c where p.id = c.id
        """, "attempts");

    /// <summary>Facts as they came in, with the keys by which one that comes again is known.</summary>
    public static KeptRows Events { get; } = new("events", null, Quarter,
        """
        with chosen as (
          select e.id, e.at, e.tenant_id, e.source, e.external_id from events e
          where e.at < $1 and e.id < 'evt_' || $3 and not exists (select from drafts p join queue q on q.connection_id = p.connection_id and q.seq = p.seq where p.subject = e.subject)
            and not exists (select from sessions s where s.id = e.subject and s.ended_at is null and s.updated_at >= $1)
          order by e.id limit $2),
        known as (delete from event_keys k using chosen c where k.tenant_id = c.tenant_id and k.source = c.source and k.external_id = c.external_id and k.event_id = c.id)
        delete from events e using chosen c where e.id = c.id and e.at = c.at
        """, "events");

    /// <summary>Who changed what of the configuration.</summary>
    public static KeptRows Audit { get; } = new("audit", null, Quarter,
        """
        with oldest as (select seq, at from audit order by seq limit $2)
        delete from audit a using oldest o where a.seq = o.seq and o.at < $1
        """);

    public static IReadOnlyList<KeptRows> All { get; } = [Answers, FlowRuns, AgentStates, Offers, StatisticsFiles, Log, Events, Audit];
}
