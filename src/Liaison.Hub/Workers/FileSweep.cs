using Liaison.Storage.Cases;
using Npgsql;

namespace Liaison.Hub.Workers;

/// <summary>Once an hour takes away what crashes left among the files.</summary>
internal sealed partial class FileSweep(AttachmentSweep files, TimeProvider time, ILogger<FileSweep> log) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Round, time);
        try
        {
            do
            {
                await Once(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The hub stops; what is left can wait.
        }
    }

    private async Task Once(CancellationToken stop)
    {
        try
        {
            var (halves, orphans) = await files.Go(stop);
            if (halves + orphans > 0)
            {
                TookAway(log, halves, orphans);
            }
        }
        catch (Exception away) when (away is NpgsqlException or TimeoutException or IOException or UnauthorizedAccessException)
        {
            NotSwept(log, away);
        }
    }

    [LoggerMessage(2101, LogLevel.Information, "Took away {Halves} broken uploads and {Orphans} files that no attachment names, all older than a day")]
    private static partial void TookAway(ILogger log, int halves, int orphans);

    [LoggerMessage(2102, LogLevel.Warning, "The files could not be looked through; it is tried again in an hour")]
    private static partial void NotSwept(ILogger log, Exception exception);
}
