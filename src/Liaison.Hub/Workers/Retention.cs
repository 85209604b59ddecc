using Liaison.Hub.Hosting;
using Liaison.Hub.Road;
using Liaison.Storage.Retention;
using Npgsql;

namespace Liaison.Hub.Workers;

/// <summary>Lets go of what was kept long enough: once an hour each kind, in small batches, by one hub for all.</summary>
internal sealed class Retention(RetentionRounds rounds, HubOptions options, HubIdentity self, TimeProvider time, ILogger<Retention> log) : BackgroundService
{
    /// <summary>Rows of one batch: few enough that nobody waits for it.</summary>
    public const int Batch = 500;

    private static readonly TimeSpan Beat = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Round = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await Go(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The hub stops; what is left can wait.
        }
    }

    /// <summary>Goes through every kind whose round is due and that no other hub is at.</summary>
    public async Task Go(CancellationToken cancel)
    {
        foreach (var (rows, kept) in options.Retention.Limited)
        {
            try
            {
                await Go(rows, kept, cancel);
            }
            catch (Exception away) when (away is NpgsqlException or TimeoutException)
            {
                WorkerLog.DatabaseAway(log, away, nameof(Retention), Beat.TotalSeconds);
            }
        }
    }

    private async Task Go(KeptRows rows, TimeSpan kept, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (!await rounds.Begin(rows, self.Owner, now, cancel))
        {
            return;
        }
        var before = now - kept;
        long all = 0;
        int? gone;
        do
        {
            gone = await rounds.Remove(rows, self.Owner, before, Batch, cancel);
            all += gone ?? 0;
            Telemetry.Removed.Add(gone ?? 0, new KeyValuePair<string, object?>("kind", rows.Name));
        }
        while (gone >= Batch);
        if (all > 0)
        {
            WorkerLog.LetGo(log, all, rows.Name, kept.TotalDays);
        }
        if (gone is not null)
        {
            await rounds.End(rows, self.Owner, before, now + Round, cancel);
        }
    }
}
