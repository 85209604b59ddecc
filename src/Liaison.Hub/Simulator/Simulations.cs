using System.Collections.Concurrent;
using System.Text.Json;
using Liaison.Core.Sessions.Facts;
using Liaison.Core.Shared;
using Liaison.Core.Simulation;
using Liaison.Hub.Road;
using Liaison.Storage.People;
using Liaison.Storage.Simulations;
using Npgsql;

namespace Liaison.Hub.Simulator;

/// <summary>Plays simulations in this process, one a tenant at most in all processes; when the hub stops, so do they.</summary>
public sealed class Simulations(SimulationStore store, SessionDesk desk, SimulatedDesks desks, TimeProvider time, ILogger<Simulations> log) : IHostedService, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<string, Task> running = new(StringComparer.Ordinal);

    /// <param name="order">Known to be good.</param>
    /// <param name="hub">The hub's public address, without a slash at its end.</param>
    /// <returns>False when one is under way already.</returns>
    public async Task<bool> Start(Id<Tenant> tenant, SimulationOrder order, Actor actor, string hub, CancellationToken cancel)
    {
        var before = await store.Find(tenant, cancel);
        var run = "";
        var play = new SimulationPlay(order, SimulatorSamples.Material, (facts, until) => Tell(tenant, run, facts, hub, until), time,
            (moves, until) => Kept(run, async inner => { await desks.Move(tenant, moves, inner); return true; }, until));
        run = play.Run;
        if (!await store.Begin(tenant, new StoredSimulation(run, order, play.Progress, actor.Name, play.StartedAt, play.EndsAt, false, null, null), actor, cancel))
        {
            return false;
        }
        if (before is { Why: SimulationEnd.HubLost })
        {
            await EndLeftOver(tenant, before.Run, hub, cancel);
        }
        SimulatorLog.Begins(log, run, tenant.Value, order.Agents, order.Speed, order.Minutes);
        running[run] = Task.Run(() => Play(tenant, order, play), CancellationToken.None);
        return true;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Ends what is open in every simulation, while the hub still takes facts.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stop.CancelAsync();
        await Task.WhenAll(running.Values).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => stop.Dispose();

    private async Task Play(Id<Tenant> tenant, SimulationOrder order, SimulationPlay play)
    {
        var why = SimulationEnd.Failed;
        try
        {
            why = await play.Play((progress, cancel) => Kept(play.Run, inner => store.GoesOn(tenant, play.Run, progress, inner), cancel), stop.Token);
        }
        catch (Exception bug)
        {
            SimulatorLog.Failed(log, bug, play.Run);
        }
        SimulatorLog.Over(log, play.Run, why, play.Progress.Told);
        try
        {
            await desks.Leave(tenant, order.Agents, CancellationToken.None);
            await store.End(tenant, play.Run, play.Progress, why, CancellationToken.None);
        }
        catch (Exception away) when (away is NpgsqlException or TimeoutException)
        {
            // Nobody hears of it any more, so it will be taken for lost.
            SimulatorLog.DatabaseAway(log, away, play.Run, 0);
        }
        running.TryRemove(play.Run, out _);
    }

    /// <summary>Ends what a simulation left open whose hub vanished.</summary>
    private async Task EndLeftOver(Id<Tenant> tenant, string run, string hub, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        foreach (var subject in await store.LeftOpen(tenant, run, cancel))
        {
            await desk.Tell(tenant, "Simulator", new ToldFact(DueFact.Source, $"{subject}-over", FactTypes.Ended, subject, now, JsonSerializer.SerializeToElement(new { })), hub, cancel);
        }
    }

    private Task<Telling> Tell(Id<Tenant> tenant, string run, IReadOnlyList<DueFact> facts, string hub, CancellationToken cancel) => Kept(run, async inner =>
    {
        var outcomes = await Task.WhenAll(facts.Select(due => desk.Tell(tenant, "Simulator",
            new ToldFact(DueFact.Source, due.Id(run), due.Fact.Type, due.Subject(run), due.At, JsonSerializer.SerializeToElement(due.Fact.Data)), hub, inner)));
        var refused = outcomes.Count(outcome => outcome is SessionOutcome.Invalid or SessionOutcome.Full);
        return new Telling(outcomes.Length - refused, refused);
    }, cancel);

    /// <summary>Tries until it works: what is told twice is taken once.</summary>
    private async Task<T> Kept<T>(string run, Func<CancellationToken, Task<T>> what, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                return await what(cancel);
            }
            catch (Exception away) when (away is NpgsqlException or TimeoutException)
            {
                SimulatorLog.DatabaseAway(log, away, run, Pause.TotalSeconds);
                await Task.Delay(Pause, time, cancel);
            }
        }
    }
}
