using Liaison.Hub.Connecting;
using Liaison.Hub.Hosting;
using Liaison.Hub.Road;
using Liaison.Storage.Road;

namespace Liaison.Hub.Workers;

/// <summary>Claims what is due and hands it to each connection's gate. One per hub process; any number of processes share the work.</summary>
internal sealed class Claimer(DeliveryQueue queue, Setups setups, ConnectorCatalog connectors, CallBudgets budgets, Runner runner, WakeUp wake, HubIdentity self, TimeProvider time, ILogger<Claimer> log)
    : BackgroundService
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMilliseconds(500);
    private readonly Dictionary<string, Gate> gates = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // Whoever finishes or accepts at this moment goes first, so that one claim serves more of them.
                await new BehindTheOthers();
                var room = await Room(stoppingToken);
                var claimed = room.Count == 0 ? [] : await queue.ClaimDue(self.Owner, room, time.GetUtcNow(), stoppingToken);
                foreach (var claim in claimed)
                {
                    gates[claim.Delivery.Connection.Value].Add(claim);
                }
                if (claimed.Count == 0)
                {
                    await wake.Work.Wait(wake.Patience(time.GetUtcNow(), LongestSleep), stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception away) when (away is Npgsql.NpgsqlException or TimeoutException)
            {
                WorkerLog.DatabaseAway(log, away, nameof(Claimer), 1);
                await Task.Delay(TimeSpan.FromSeconds(1), time, CancellationToken.None);
            }
        }
        await HandBack();
    }

    private async Task<IReadOnlyDictionary<string, ClaimRoom>> Room(CancellationToken stop)
    {
        var room = new Dictionary<string, ClaimRoom>(StringComparer.Ordinal);
        foreach (var connection in await setups.Connections(stop))
        {
            if (connectors.Find(connection.Kind) is not { } declaration)
            {
                continue;
            }
            if (!gates.TryGetValue(connection.Id.Value, out var gate))
            {
                gates[connection.Id.Value] = gate = new Gate(Gate.Bounded(declaration), time, (own, claim) => runner.Run(own, claim), wake.Work.Set, stop);
            }
            gate.Know(connection);
            if (!connection.Enabled || connection.Parked is not null || budgets.Exhausted(connection.Id))
            {
                continue;
            }
            if (!gate.IsBusy && gate.Room is { IsNone: false } some)
            {
                // Only a system that is fed ever has files waiting: nobody else's are looked for.
                room[connection.Id.Value] = declaration.Feed is null ? some with { Files = null } : some;
            }
        }
        return room;
    }

    private async Task HandBack()
    {
        var unstarted = new List<ClaimedDelivery>();
        foreach (var gate in gates.Values)
        {
            unstarted.AddRange(await gate.Drain());
            gate.Dispose();
        }
        await queue.HandBack(unstarted, CancellationToken.None);
        WorkerLog.HandedBack(log, unstarted.Count);
    }
}
