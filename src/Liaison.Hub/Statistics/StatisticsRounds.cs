using Liaison.Core.Connecting;
using Npgsql;

namespace Liaison.Hub.Statistics;

/// <summary>Goes round twice a minute: intervals that are over get their files. Every worker does; whoever holds a connection's row makes its files.</summary>
internal sealed partial class StatisticsRounds(StatisticsMaking making, TimeProvider time, ILogger<StatisticsRounds> log) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat, time);
        try
        {
            do
            {
                await Round(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The hub stops; what is due then is made up for later.
        }
    }

    private async Task Round(CancellationToken cancel)
    {
        try
        {
            foreach (var connection in await making.Given(cancel))
            {
                await Due(connection, cancel);
            }
        }
        catch (Exception away) when (away is NpgsqlException or TimeoutException)
        {
            Away(log, away, Beat.TotalSeconds);
        }
    }

    private async Task Due(Connection connection, CancellationToken cancel)
    {
        try
        {
            await making.Due(connection, cancel);
        }
        catch (Exception bug) when (bug is not (OperationCanceledException or NpgsqlException or TimeoutException))
        {
            // One connection's figures must not stop the others'.
            Broke(log, connection.Id.Value, bug);
        }
    }

    [LoggerMessage(2901, LogLevel.Warning, "The database is away; files of statistics are made up for in {Seconds} s at the earliest")]
    private static partial void Away(ILogger log, Exception exception, double seconds);

    [LoggerMessage(2902, LogLevel.Error, "Making files of statistics for {Connection} failed; it is tried again")]
    private static partial void Broke(ILogger log, string connection, Exception exception);
}
