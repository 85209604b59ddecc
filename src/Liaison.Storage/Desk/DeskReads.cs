using Dapper;
using Liaison.Core.Desk;
using Liaison.Core.Sessions;
using Liaison.Core.Shared;

namespace Liaison.Storage.Desk;

/// <summary>Reads desks, and what is left to do for them.</summary>
public sealed class DeskReads(Database database)
{
    private const int MostAtOnce = 500;

    /// <summary>A desk with the sessions that lie on it.</summary>
    /// <returns>A null state for an agent who never had one.</returns>
    public async Task<(AgentState? State, IReadOnlyList<Session> Sessions)> Desk(Id<Tenant> tenant, string user, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        await using var both = await connection.QueryMultipleAsync(new CommandDefinition("""
            select state from desk_agents where user_id = @user and tenant_id = @tenant;
            select s.id, s.document::text as document, s.source, s.external_id as externalId, s.version
            from sessions s where s.tenant_id = @tenant and s.id in (select session_id from desk_legs where user_id = @user)
            """, new { tenant = tenant.Value, user }, cancellationToken: cancel));
        var state = await both.ReadFirstOrDefaultAsync<string>();
        var rows = await both.ReadAsync<SessionRow>();
        return (state is null ? null : Json.Read<AgentState>(state), [.. rows.Select(r => LedgerReading.Read(LedgerText.Read(r.Document), new Id<Session>(r.Id), tenant, r.Source, r.ExternalId, r.Version))]);
    }

    /// <summary>On whose desks a session lies.</summary>
    public async Task<IReadOnlyList<string>> AgentsOf(Id<Tenant> tenant, Id<Session> session, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        return [.. await connection.QueryAsync<string>(new CommandDefinition("select distinct user_id from desk_legs where session_id = @session and tenant_id = @tenant", new { session = session.Value, tenant = tenant.Value }, cancellationToken: cancel))];
    }

    /// <summary>Desks on which something is to happen by now.</summary>
    public async Task<IReadOnlyList<(Id<Tenant> Tenant, string User)>> Due(DateTimeOffset now, CancellationToken cancel)
    {
        await using var connection = await database.OpenForAll(cancel);
        var rows = await connection.QueryAsync<(string Tenant, string User)>(new CommandDefinition(
            "select tenant_id, user_id from desk_agents where due_at <= @now order by due_at limit @most", new { now = now.UtcDateTime, most = MostAtOnce }, cancellationToken: cancel));
        return [.. rows.Select(r => (new Id<Tenant>(r.Tenant), r.User))];
    }

    /// <summary>Sessions that changed before then and that no process has looked at: the one that was to is gone.</summary>
    public async Task<IReadOnlyList<(Id<Tenant> Tenant, Id<Session> Session)>> Unseen(DateTimeOffset before, CancellationToken cancel)
    {
        await using var connection = await database.OpenForAll(cancel);
        var rows = await connection.QueryAsync<(string Tenant, string Session)>(new CommandDefinition(
            "select tenant_id, session_id from desk_news where at < @before order by at limit @most", new { before = before.UtcDateTime, most = MostAtOnce }, cancellationToken: cancel));
        return [.. rows.Select(r => (new Id<Tenant>(r.Tenant), new Id<Session>(r.Session)))];
    }

    /// <summary>The session was looked at as it was in this version.</summary>
    public async Task Seen(Id<Tenant> tenant, Id<Session> session, int version, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        await connection.ExecuteAsync(new CommandDefinition(
            "delete from desk_news where session_id = @session and tenant_id = @tenant and version <= @version", new { session = session.Value, tenant = tenant.Value, version }, cancellationToken: cancel));
    }

    /// <summary>Facts that were to be told before then, and may not have been.</summary>
    public async Task<IReadOnlyList<DeskFact>> Untold(DateTimeOffset before, CancellationToken cancel)
    {
        await using var connection = await database.OpenForAll(cancel);
        var rows = await connection.QueryAsync<FactRow>(new CommandDefinition(
            "select seq, id, tenant_id as tenant, session_id as session, type, at, data, who, hub from desk_facts where at < @before order by seq limit @most", new { before = before.UtcDateTime, most = MostAtOnce },
            cancellationToken: cancel));
        return [.. rows.Select(r => new DeskFact(r.Seq, r.Id, r.Tenant, r.Session, r.Type, new DateTimeOffset(r.At), r.Data, r.Who, r.Hub))];
    }

    public async Task Told(Id<Tenant> tenant, IReadOnlyList<long> facts, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        await connection.ExecuteAsync(new CommandDefinition("delete from desk_facts where tenant_id = @tenant and seq = any(@facts)", new { tenant = tenant.Value, facts = facts.ToArray() }, cancellationToken: cancel));
    }

    private sealed record SessionRow(string Id, string Document, string Source, string ExternalId, int Version);

    private sealed record FactRow(long Seq, string Id, string Tenant, string Session, string Type, DateTime At, string Data, string Who, string? Hub);
}
