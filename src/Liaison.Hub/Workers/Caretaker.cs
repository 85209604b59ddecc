using Liaison.Hub.Hosting;
using Liaison.Hub.Road;
using Liaison.Storage.Road;

namespace Liaison.Hub.Workers;

/// <summary>Keeps this process's leases alive, takes back those of processes that died, and once an hour goes round the house.</summary>
internal sealed class Caretaker(DeliveryQueue queue, WakeUp wake, HubIdentity self, TimeProvider time, ILogger<Caretaker> log) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Round = TimeSpan.FromHours(1);
    private DateTimeOffset nextRound;
    private bool known;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat, time);
        do
        {
            try
            {
                await queue.Renew(self.Owner, stoppingToken);
                if (!known)
                {
                    // From now on the claimer gets what it asks for.
                    known = true;
                    wake.Work.Set();
                }
                var recovered = await queue.RecoverLost(self.Owner, time.GetUtcNow(), stoppingToken) + await queue.RecoverExpired(time.GetUtcNow(), stoppingToken);
                if (recovered > 0)
                {
                    WorkerLog.Recovered(log, recovered);
                    wake.Work.Set();
                }
                if (time.GetUtcNow() >= nextRound)
                {
                    await queue.MakePartitions(stoppingToken);
                    nextRound = time.GetUtcNow() + Round;
                }
            }
            catch (Exception away) when (away is Npgsql.NpgsqlException or TimeoutException)
            {
                WorkerLog.DatabaseAway(log, away, nameof(Caretaker), Beat.TotalSeconds);
            }
        }
        while (await Next(timer, stoppingToken));
    }

    private static async Task<bool> Next(PeriodicTimer timer, CancellationToken stop)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stop);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
