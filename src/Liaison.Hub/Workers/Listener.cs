using Liaison.Hub.Connecting;
using Liaison.Hub.Desk;
using Liaison.Hub.Live;
using Liaison.Hub.Road;
using Liaison.Storage;
using Liaison.Storage.Road;
using Npgsql;

namespace Liaison.Hub.Workers;

/// <summary>Hears what other processes say on the database's channel: work to do, settings changed, something to show.</summary>
internal sealed class Listener(Database database, Setups setups, WakeUp wake, LiveChanges live, Grants grants, DeskPushes desks, TimeProvider time, ILogger<Listener> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var connection = await database.OpenForAll(stoppingToken);
                connection.Notification += (_, said) => Hear(said.Payload);
                await using (var listen = new NpgsqlCommand($"listen {Intake.Channel}", connection))
                {
                    await listen.ExecuteNonQueryAsync(stoppingToken);
                }
                // What was said while nobody listened is lost: assume the worst.
                setups.ForgetAll();
                desks.Deaf();
                wake.Work.Set();
                while (true)
                {
                    await connection.WaitAsync(stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception away) when (away is NpgsqlException or TimeoutException or IOException)
            {
                WorkerLog.DatabaseAway(log, away, nameof(Listener), 1);
                await Task.Delay(TimeSpan.FromSeconds(1), time, CancellationToken.None);
            }
        }
    }

    private void Hear(string said)
    {
        if (said.StartsWith("setup:", StringComparison.Ordinal))
        {
            setups.Forget(said["setup:".Length..]);
        }
        live.Hear(said);
        grants.Hear(said);
        desks.Hear(said);
        if (!said.StartsWith("desk:", StringComparison.Ordinal))
        {
            wake.Work.Set();
        }
    }
}
