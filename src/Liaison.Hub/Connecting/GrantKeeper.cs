using Liaison.Core.Connecting;
using Liaison.Storage.Configuration;
using Npgsql;

namespace Liaison.Hub.Connecting;

/// <summary>Goes round the grants: fetches newer ones ahead of time, so that no call waits for it. Every process does; a lease on the row keeps them from doing it twice.</summary>
public sealed class GrantKeeper(Grants grants, GrantRounds rounds, ConnectorCatalog connectors, TimeProvider time, ILogger<GrantKeeper> log) : BackgroundService
{
    private const int AtOnce = 4;
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    /// <summary>One round.</summary>
    public async Task Look(CancellationToken cancel)
    {
        if (grants.TakeUsed() is { Count: > 0 } used)
        {
            await rounds.Used(used, time.GetUtcNow(), cancel);
        }
        var kinds = connectors.All.Select(d => d.Kind).Where(connectors.Can<IAuthorize>).ToList();
        if (kinds.Count == 0)
        {
            return;
        }
        var due = await rounds.Due(kinds, time.GetUtcNow(), cancel);
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel },
            async (one, _) => await grants.RenewAhead(one.Connection, one.Generation));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat, time);
        try
        {
            do
            {
                try
                {
                    await Look(stoppingToken);
                }
                catch (Exception away) when (away is NpgsqlException or TimeoutException)
                {
                    ConnectingLog.GrantsAway(log, away);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The hub stops; what is under way is waited for where it runs.
        }
    }
}
