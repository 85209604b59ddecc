using Liaison.Core.Shared;
using Liaison.Hub.Feeds;
using Liaison.Storage.Desk;
using Npgsql;

namespace Liaison.Hub.Desk;

/// <summary>
/// What the clock does to desks, and what a process that died left undone. Every worker sweeps; the row lock of the desk is the lease, which ends with whoever holds it: who comes second finds nothing due.
/// </summary>
internal sealed class DeskSweep(DeskReads reads, WaitingStore waiting, DeskRoom room, AgentFeeds feeds, TimeProvider time, ILogger<DeskSweep> log) : BackgroundService
{
    /// <summary>So long whoever has news is left to look at it themselves.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>How late an offer or a wrap-up may end.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    private DateTimeOffset nextRound;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await Sweep(stoppingToken);
                }
                catch (Exception away) when (away is NpgsqlException or TimeoutException)
                {
                    DeskLog.Away(log, Beat.TotalSeconds, away);
                }
                catch (Exception bug) when (bug is not OperationCanceledException)
                {
                    DeskLog.Broke(log, bug);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The hub stops; another worker sweeps on.
        }
    }

    private async Task Sweep(CancellationToken cancel)
    {
        foreach (var (tenant, user) in await reads.Due(room.Now, cancel))
        {
            await room.Tick(tenant, user, cancel);
        }
        if (room.Now < nextRound)
        {
            return;
        }
        nextRound = room.Now + Round;
        foreach (var (tenant, session) in await reads.Unseen(room.Now - Patience, cancel))
        {
            await room.Look(tenant, session, cancel);
        }
        foreach (var facts in (await reads.Untold(room.Now - Patience, cancel)).GroupBy(f => f.Tenant, StringComparer.Ordinal))
        {
            await room.Tell(new Id<Tenant>(facts.Key), [.. facts], cancel);
        }
        await feeds.TellWhatIsLeft(room.Now - Patience, cancel);
        foreach (var tenant in await waiting.Tenants(cancel))
        {
            await room.Route(tenant, cancel);
        }
    }
}
