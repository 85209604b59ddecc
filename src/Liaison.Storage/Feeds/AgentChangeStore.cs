using Dapper;
using Liaison.Core.Desk;
using Liaison.Core.Feeds;
using Liaison.Core.Shared;

namespace Liaison.Storage.Feeds;

/// <summary>Changes of agents' status that were stored with their desks and that the journal may not have yet.</summary>
public sealed class AgentChangeStore(Database database)
{
    private const int MostAtOnce = 500;

    /// <summary>One agent's, in their order: whoever tells a later one tells the earlier ones first.</summary>
    public async Task<IReadOnlyList<AgentChange>> Of(Id<Tenant> tenant, string user, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            "select version, at, name, email, state, reason, session_id as session, queue, before from agent_changes where tenant_id = @tenant and user_id = @user order by version limit @most",
            new { tenant = tenant.Value, user, most = MostAtOnce }, cancellationToken: cancel));
        return [.. rows.Select(r => new AgentChange(user, r.Name, r.Email, r.Version, new DateTimeOffset(r.At), new AgentStatus(r.State, r.Reason, r.Session, r.Queue), r.Before))];
    }

    /// <summary>Takes away what the journal has.</summary>
    public async Task Told(Id<Tenant> tenant, string user, int upTo, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        await connection.ExecuteAsync(new CommandDefinition(
            "delete from agent_changes where tenant_id = @tenant and user_id = @user and version <= @upTo", new { tenant = tenant.Value, user, upTo }, cancellationToken: cancel));
    }

    /// <summary>Agents of whom something was to be told before then: whoever was to tell it is gone.</summary>
    public async Task<IReadOnlyList<(Id<Tenant> Tenant, string User)>> Left(DateTimeOffset before, CancellationToken cancel)
    {
        await using var connection = await database.OpenForAll(cancel);
        var rows = await connection.QueryAsync<(string Tenant, string User)>(new CommandDefinition(
            "select distinct tenant_id, user_id from agent_changes where at < @before limit @most", new { before = before.UtcDateTime, most = MostAtOnce }, cancellationToken: cancel));
        return [.. rows.Select(r => (new Id<Tenant>(r.Tenant), r.User))];
    }

    private sealed record Row(int Version, DateTime At, string Name, string Email, string State, string? Reason, string? Session, string? Queue, string? Before);
}
