using Dapper;
using Liaison.Core.Desk;
using Liaison.Core.Sessions;
using Liaison.Core.Shared;
using Liaison.Storage.Road;

namespace Liaison.Storage.Desk;

/// <summary>Contacts that wait for our agents, and the agents who may get them.</summary>
public sealed class WaitingStore(Database database, string owner)
{
    public const int UsualPriority = 5;

    /// <summary>So many are looked at in one pass of routing: those whose turn comes first.</summary>
    private const int MostAtOnce = 500;

    /// <summary>Lets a session wait, or says anew where it does; one that is offered to somebody stays as it is.</summary>
    /// <returns>Whether anything is otherwise now.</returns>
    public async Task<bool> Wait(Id<Tenant> tenant, Id<Session> session, string queue, int priority, IReadOnlyList<string> skills, DateTimeOffset since, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition($"""
            with come as (
              insert into desk_waiting (session_id, tenant_id, queue, priority, skills, since) values (@session, @tenant, @queue, @priority, @skills, @since)
              on conflict (session_id) do update set queue = excluded.queue, priority = excluded.priority, skills = excluded.skills
              where desk_waiting.offered_to is null and (desk_waiting.queue, desk_waiting.priority, desk_waiting.skills) is distinct from (excluded.queue, excluded.priority, excluded.skills)
              returning 1)
            select count(pg_notify('{Intake.Channel}', @message))::int from come
            """, new { session = session.Value, tenant = tenant.Value, queue, priority, skills = skills.ToArray(), since = since.UtcDateTime, message = $"desk:{tenant}::{owner}" }, cancellationToken: cancel)) > 0;
    }

    /// <summary>A session that is over waits no longer.</summary>
    public async Task<bool> Leave(Id<Tenant> tenant, Id<Session> session, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            $"with gone as (delete from desk_waiting where session_id = @session and tenant_id = @tenant returning 1) select count(pg_notify('{Intake.Channel}', @message))::int from gone",
            new { session = session.Value, tenant = tenant.Value, message = $"desk:{tenant}::{owner}" }, cancellationToken: cancel)) > 0;
    }

    /// <summary>Who may be offered something, and what: agents who are at work, and the default user.</summary>
    public async Task<(IReadOnlyList<WaitingContact> Waiting, IReadOnlyList<AgentOnFloor> Floor)> Look(Id<Tenant> tenant, string? defaultEmail, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        await using var both = await connection.QueryMultipleAsync(new CommandDefinition("""
            select session_id as session, queue, priority, skills, since, for_user as forUser, tried, tried_at as triedAt from desk_waiting
            where tenant_id = @tenant and offered_to is null order by priority desc, since limit @most;
            select u.id as "user", u.email, coalesce(a.presence, 0::smallint) as presence, coalesce(a.has_offer, false) as hasOffer, coalesce(a.idle_since, now()) as idleSince
            from users u left join desk_agents a on a.user_id = u.id
            where u.tenant_id = @tenant and not u.disabled and (a.presence <> 0 or lower(u.email) = lower(@defaultEmail))
            """, new { tenant = tenant.Value, most = MostAtOnce, defaultEmail }, cancellationToken: cancel));
        var waiting = (await both.ReadAsync<WaitingRow>()).Select(r => new WaitingContact(
            new Id<Session>(r.Session), r.Queue, r.Priority, r.Skills, new DateTimeOffset(r.Since), r.ForUser, r.Tried, r.TriedAt is { } at ? new DateTimeOffset(at) : null)).ToList();
        var floor = (await both.ReadAsync<FloorRow>()).Select(r => new AgentOnFloor(r.User, r.Email, (Presence)r.Presence, r.HasOffer, new DateTimeOffset(r.IdleSince))).ToList();
        return (waiting, floor);
    }

    /// <summary>The tenants in which somebody waits whom nobody has been offered.</summary>
    public async Task<IReadOnlyList<Id<Tenant>>> Tenants(CancellationToken cancel)
    {
        await using var connection = await database.OpenForAll(cancel);
        return [.. (await connection.QueryAsync<string>(new CommandDefinition("select distinct tenant_id from desk_waiting where offered_to is null", cancellationToken: cancel))).Select(t => new Id<Tenant>(t))];
    }

    // Properties, for a constructor's list would have to be of the type System.Array.
    private sealed record WaitingRow
    {
        public required string Session { get; init; }
        public string? Queue { get; init; }
        public int Priority { get; init; }
        public required string[] Skills { get; init; }
        public DateTime Since { get; init; }
        public string? ForUser { get; init; }
        public required string[] Tried { get; init; }
        public DateTime? TriedAt { get; init; }
    }

    private sealed record FloorRow(string User, string Email, short Presence, bool HasOffer, DateTime IdleSince);
}
