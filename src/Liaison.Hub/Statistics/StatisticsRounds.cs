using Liaison.Storage.Statistics;
using Npgsql;

namespace Liaison.Hub.Statistics;

/// <summary>Goes round twice a minute: intervals that are over get their files. Every worker does; whoever holds a connection's row makes its files.</summary>
internal sealed partial class StatisticsRounds(StatisticsMaking making, StatisticsFileStore files, TimeProvider time, ILogger<StatisticsRounds> log) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Sweep = TimeSpan.FromHours(1);

    private DateTimeOffset nextSweep;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat, time);
        try
        {
            do
            {
                try
                {
                    await making.Round(stoppingToken);
                    if (time.GetUtcNow() is var now && now >= nextSweep)
                    {
                        nextSweep = now + Sweep;
                        await files.Sweep(now, stoppingToken);
                    }
                }
                catch (Exception away) when (away is NpgsqlException or TimeoutException)
                {
                    Away(log, away, Beat.TotalSeconds);
                }
                catch (Exception bug) when (bug is not OperationCanceledException)
                {
                    // One connection's figures must not stop the rounds for good.
                    Broke(log, bug);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The hub stops; what is due then is made up for later.
        }
    }

    [LoggerMessage(2901, LogLevel.Warning, "The database is away; files of statistics are made up for in {Seconds} s at the earliest")]
    private static partial void Away(ILogger log, Exception exception, double seconds);

    [LoggerMessage(2902, LogLevel.Error, "Making files of statistics failed; it is tried again")]
    private static partial void Broke(ILogger log, Exception exception);
}
