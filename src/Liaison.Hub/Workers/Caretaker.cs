using Liaison.Hub.Road;
using Liaison.Storage.Road;

namespace Liaison.Hub.Workers;

/// <summary>Keeps this process's leases alive, and takes back those of processes that died.</summary>
internal sealed class Caretaker(DeliveryQueue queue, WakeUp wake, HubIdentity self, TimeProvider time, ILogger<Caretaker> log) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat, time);
        do
        {
            try
            {
                await queue.Renew(self.Owner, time.GetUtcNow(), stoppingToken);
                var recovered = await queue.RecoverExpired(time.GetUtcNow(), stoppingToken);
                if (recovered > 0)
                {
                    WorkerLog.Recovered(log, recovered);
                    wake.Work.Set();
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
