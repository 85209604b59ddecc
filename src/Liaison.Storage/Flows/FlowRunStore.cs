using System.Text.RegularExpressions;
using Dapper;
using Liaison.Core.Flows;
using Liaison.Core.Sessions;
using Liaison.Core.Shared;

namespace Liaison.Storage.Flows;

/// <summary>A run through a flow as it is kept.</summary>
/// <param name="Flow">Null when no flow was for the contact.</param>
/// <param name="Leg">How often it went on after a wait.</param>
public sealed record FlowRun(Id<FlowRun> Id, FlowUsed? Flow, Id<Session>? Session, DateTimeOffset BeganAt, DateTimeOffset ChangedAt, int Leg, RunState State) : IIdentified
{
    public static string Prefix => "run";
}

/// <param name="Version">The published version.</param>
public sealed record FlowUsed(Id<CallFlow> Id, string Name, int Version);

/// <summary>Runs through flows, so that any process goes on with them and people see the way that each took.</summary>
public sealed partial class FlowRunStore(Database database)
{
    private const string Columns = "id, flow_id as flowId, flow_version as flowVersion, flow_name as flowName, session_id as sessionId, began_at as beganAt, changed_at as changedAt, leg, state::text as state";

    public async Task Add(Id<Tenant> tenant, FlowRun run, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into flow_runs (id, tenant_id, flow_id, flow_version, flow_name, session_id, began_at, changed_at, leg, waits, state)
            values (@id, @tenant, @flow, @version, @name, @session, @beganAt, @changedAt, 0, @waits, @state::jsonb)
            """,
            new
            {
                id = run.Id.Value, tenant = tenant.Value, flow = run.Flow?.Id.Value, version = run.Flow?.Version, name = run.Flow?.Name, session = run.Session?.Value,
                beganAt = run.BeganAt, changedAt = run.ChangedAt, waits = run.State.Waiting is not null, state = Kept(run.State),
            }, cancellationToken: cancel));
    }

    /// <summary>Keeps how far a run has come, unless somebody else went on with it meanwhile.</summary>
    /// <returns>False when somebody did.</returns>
    public async Task<bool> GoneOn(Id<Tenant> tenant, FlowRun run, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        return await connection.ExecuteAsync(new CommandDefinition(
            "update flow_runs set state = @state::jsonb, waits = @waits, leg = leg + 1, changed_at = @changedAt where tenant_id = @tenant and id = @id and began_at = @beganAt and leg = @before and waits",
            new { id = run.Id.Value, tenant = tenant.Value, run.BeganAt, before = run.Leg - 1, run.ChangedAt, waits = run.State.Waiting is not null, state = Kept(run.State) }, cancellationToken: cancel)) == 1;
    }

    public async Task<FlowRun?> Find(Id<Tenant> tenant, Id<FlowRun> id, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        return (await connection.QueryFirstOrDefaultAsync<Row>(new CommandDefinition($"select {Columns} from flow_runs where tenant_id = @tenant and id = @id", new { tenant = tenant.Value, id = id.Value }, cancellationToken: cancel)))?.Read();
    }

    /// <summary>Runs, newest first.</summary>
    /// <param name="before">The id after which the page goes on; null for the first.</param>
    public async Task<IReadOnlyList<FlowRun>> Page(Id<Tenant> tenant, string? session, string? flow, string? before, int limit, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"""
            select {Columns} from flow_runs where tenant_id = @tenant {(session is null ? "" : "and session_id = @session")} {(flow is null ? "" : "and flow_id = @flow")} {(before is null ? "" : "and id < @before")}
            order by id desc limit @limit
            """, new { tenant = tenant.Value, session, flow, before, limit }, cancellationToken: cancel));
        return [.. rows.Select(r => r.Read())];
    }

    /// <summary>As text that the database takes: what systems answer may hold U+0000, which it does not.</summary>
    private static string Kept(RunState state) => Nul().Replace(Json.Write(state), "${before}\\ufffd");

    [GeneratedRegex(@"(?<!\\)(?<before>(?:\\\\)*)\\u0000", RegexOptions.None, 1000)]
    private static partial Regex Nul();

    private sealed record Row(string Id, string? FlowId, int? FlowVersion, string? FlowName, string? SessionId, DateTime BeganAt, DateTime ChangedAt, int Leg, string State)
    {
        public FlowRun Read() => new(new Id<FlowRun>(Id), FlowId is null ? null : new FlowUsed(new Id<CallFlow>(FlowId), FlowName ?? "", FlowVersion ?? 0), SessionId is null ? null : new Id<Session>(SessionId),
            new DateTimeOffset(BeganAt), new DateTimeOffset(ChangedAt), Leg, Json.Read<RunState>(State));
    }
}
