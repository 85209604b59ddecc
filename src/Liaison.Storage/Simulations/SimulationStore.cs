using Dapper;
using Liaison.Core.Shared;
using Liaison.Core.Simulation;
using Liaison.Storage.Configuration;
using Liaison.Storage.People;

namespace Liaison.Storage.Simulations;

/// <summary>A tenant's simulation, under way or the last one.</summary>
/// <param name="Run">What its sessions' ids begin with.</param>
/// <param name="StartedBy">A name.</param>
/// <param name="EndedAt">Null while it is under way.</param>
public sealed record StoredSimulation(
    string Run, SimulationOrder Order, SimulationProgress Progress, string StartedBy, DateTimeOffset StartedAt, DateTimeOffset EndsAt, bool StopAsked, DateTimeOffset? EndedAt, SimulationEnd? Why);

/// <summary>One simulation a tenant, known to every process: any of them can say how it stands, and stop it.</summary>
public sealed class SimulationStore(Database database, ConfigurationChanges changes, TimeProvider time)
{
    /// <summary>When the process that plays it has said nothing for so long, it is gone.</summary>
    public static readonly TimeSpan LostAfter = TimeSpan.FromSeconds(20);

    private const string Columns =
        "run, ordered::text as ordered, progress::text as progress, started_by as startedBy, started_at as startedAt, ends_at as endsAt, seen_at as seenAt, ended_at as endedAt, ended_why as endedWhy, stop_asked as stopAsked";

    /// <returns>False when one is under way already.</returns>
    public async Task<bool> Begin(Id<Tenant> tenant, StoredSimulation begun, Actor actor, CancellationToken cancel)
    {
        await using var change = await changes.Begin(tenant, actor, cancel);
        var made = await change.Run(
            """
            insert into simulations as s (tenant_id, run, ordered, progress, started_by, started_at, ends_at, seen_at) values (@tenant, @run, @ordered::jsonb, @progress::jsonb, @who, @startedAt, @endsAt, @startedAt)
            on conflict (tenant_id) do update set run = excluded.run, ordered = excluded.ordered, progress = excluded.progress, started_by = excluded.started_by, started_at = excluded.started_at,
              ends_at = excluded.ends_at, seen_at = excluded.seen_at, ended_at = null, ended_why = null, stop_asked = false
            where s.ended_at is not null or s.seen_at < @lost
            """,
            new
            {
                tenant = tenant.Value, run = begun.Run, ordered = Json.Write(begun.Order), progress = Json.Write(begun.Progress), who = begun.StartedBy, startedAt = begun.StartedAt, endsAt = begun.EndsAt,
                lost = time.GetUtcNow() - LostAfter,
            });
        if (made == 0)
        {
            return false;
        }
        await change.Audit("simulation.started", begun.Run, null, Json.Write(begun.Order));
        await change.Commit();
        return true;
    }

    public async Task<StoredSimulation?> Find(Id<Tenant> tenant, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        var row = await connection.QueryFirstOrDefaultAsync<Row>(new CommandDefinition($"select {Columns} from simulations where tenant_id = @tenant", new { tenant = tenant.Value }, cancellationToken: cancel));
        return row?.Read(time.GetUtcNow());
    }

    /// <summary>Says how far it is.</summary>
    /// <returns>Whether it is to go on: nobody wants it stopped, and it has not been taken for lost.</returns>
    public async Task<bool> GoesOn(Id<Tenant> tenant, string run, SimulationProgress progress, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        return await connection.QueryFirstOrDefaultAsync<bool>(new CommandDefinition(
            "update simulations set progress = @progress::jsonb, seen_at = @now where tenant_id = @tenant and run = @run and ended_at is null returning not stop_asked",
            new { tenant = tenant.Value, run, progress = Json.Write(progress), now = time.GetUtcNow() }, cancellationToken: cancel));
    }

    public async Task End(Id<Tenant> tenant, string run, SimulationProgress progress, SimulationEnd why, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        await connection.ExecuteAsync(new CommandDefinition(
            "update simulations set progress = @progress::jsonb, seen_at = @now, ended_at = @now, ended_why = @why where tenant_id = @tenant and run = @run and ended_at is null",
            new { tenant = tenant.Value, run, progress = Json.Write(progress), why = why.ToString(), now = time.GetUtcNow() }, cancellationToken: cancel));
    }

    /// <summary>The subjects of sessions that a simulation began and nobody ended.</summary>
    public async Task<IReadOnlyList<string>> LeftOpen(Id<Tenant> tenant, string run, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        return [.. await connection.QueryAsync<string>(new CommandDefinition(
            "select external_id from sessions where tenant_id = @tenant and source = @source and starts_with(external_id, @run) and ended_at is null order by external_id limit 1000",
            new { tenant = tenant.Value, source = DueFact.Source, run = run + "-" }, cancellationToken: cancel))];
    }

    /// <summary>Asks whichever process plays it to stop; it does within a second.</summary>
    public async Task AskToStop(Id<Tenant> tenant, Actor actor, CancellationToken cancel)
    {
        await using var change = await changes.Begin(tenant, actor, cancel);
        if (await change.First<string>("update simulations set stop_asked = true where tenant_id = @tenant and ended_at is null and not stop_asked returning run", new { tenant = tenant.Value }) is { } run)
        {
            await change.Audit("simulation.stopped", run, null, null);
            await change.Commit();
        }
    }

    private sealed record Row(
        string Run, string Ordered, string Progress, string StartedBy, DateTime StartedAt, DateTime EndsAt, DateTime SeenAt, DateTime? EndedAt, string? EndedWhy, bool StopAsked)
    {
        public StoredSimulation Read(DateTimeOffset now)
        {
            var seen = new DateTimeOffset(SeenAt);
            var lost = EndedAt is null && seen < now - LostAfter;
            return new StoredSimulation(Run, Json.Read<SimulationOrder>(Ordered), Json.Read<SimulationProgress>(Progress), StartedBy, new DateTimeOffset(StartedAt), new DateTimeOffset(EndsAt), StopAsked,
                lost ? seen : EndedAt is { } ended ? new DateTimeOffset(ended) : null, lost ? SimulationEnd.HubLost : EndedWhy is { } why ? Enum.Parse<SimulationEnd>(why) : null);
        }
    }
}
