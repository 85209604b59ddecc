using Liaison.Core.Shared;
using Liaison.Storage.People;
using Microsoft.AspNetCore.SignalR;
using Npgsql;

namespace Liaison.Hub.Desk;

/// <summary>What every process does for desks: looks at sessions that changed here, and shows open desks what changed anywhere.</summary>
internal sealed class DeskLoop(
    DeskNews news, DeskPushes pushes, DeskRoom room, DeskViews views, SupervisorWatch watch, SupervisorBoard board, IHubContext<DeskHub> hub, SignInStore signIns, TimeProvider time, ILogger<DeskLoop> log)
    : BackgroundService
{
    /// <summary>Supervisors see at most so many boards a second, whatever happens.</summary>
    private static readonly TimeSpan BoardGap = TimeSpan.FromMilliseconds(500);

    /// <summary>So often it is asked whether whoever listens is still signed in.</summary>
    private static readonly TimeSpan Recheck = TimeSpan.FromSeconds(30);

    private static readonly ParallelOptions Some = new() { MaxDegreeOfParallelism = 8 };

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(Look(stoppingToken), Show(stoppingToken), Watch(stoppingToken), Check(stoppingToken));

    private Task Look(CancellationToken stop) => Each(news.All(stop), async item =>
        await (item.Session is { } session ? room.Look(item.Tenant, session, stop) : room.Route(item.Tenant, stop)), stop);

    private Task Show(CancellationToken stop) => Each(pushes.All(stop), async key =>
    {
        if (await views.Of(new Id<Tenant>(key.Tenant), key.User, stop) is { } view)
        {
            await hub.Clients.Group(key.Group).SendAsync("desk", view, stop);
        }
    }, stop);

    private async Task Watch(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(BoardGap, time);
        await Repeat(timer, async () =>
        {
            foreach (var watched in watch.Take(pushes.ChangedTenants()))
            {
                var zone = TimeZoneInfo.TryFindSystemTimeZoneById(watched.Zone, out var known) ? known : TimeZoneInfo.Utc;
                await hub.Clients.Group(watched.Group).SendAsync("supervisor", await board.View(new Id<Tenant>(watched.Tenant), zone, stop), stop);
            }
        }, stop);
    }

    private async Task Check(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Recheck, time);
        await Repeat(timer, async () =>
        {
            foreach (var sign in pushes.Connections.GroupBy(c => c.Token, StringComparer.Ordinal))
            {
                if (await signIns.Find(sign.Key, stop) is not { } who || who.User.Disabled)
                {
                    foreach (var connection in sign)
                    {
                        connection.Context.Abort();
                    }
                }
            }
        }, stop);
    }

    private async Task Each<T>(IAsyncEnumerable<T> items, Func<T, Task> work, CancellationToken stop)
    {
        try
        {
            await Parallel.ForEachAsync(items, new ParallelOptions { MaxDegreeOfParallelism = Some.MaxDegreeOfParallelism, CancellationToken = stop }, async (item, _) => await Guarded(() => work(item), stop));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The hub stops; desks find another process, and what was not looked at is in the database.
        }
    }

    private async Task Repeat(PeriodicTimer timer, Func<Task> work, CancellationToken stop)
    {
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                await Guarded(work, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The hub stops.
        }
    }

    private async Task Guarded(Func<Task> work, CancellationToken stop)
    {
        try
        {
            await work();
        }
        catch (Exception away) when (away is NpgsqlException or TimeoutException && !stop.IsCancellationRequested)
        {
            // What was to be looked at stays in the database, and is taken up from there.
            DeskLog.Away(log, DeskSweep.Patience.TotalSeconds, away);
        }
        catch (Exception bug) when (bug is not OperationCanceledException)
        {
            DeskLog.Broke(log, bug);
        }
    }
}
