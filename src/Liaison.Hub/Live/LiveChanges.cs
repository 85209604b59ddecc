using System.Collections.Concurrent;
using Liaison.Core.Shared;
using Liaison.Hub.Hosting;
using Liaison.Hub.Workers;
using Liaison.Storage;
using Liaison.Storage.Road;
using Npgsql;

namespace Liaison.Hub.Live;

/// <summary>Tells open pages what changed, so that they fetch it again: here, and in the other processes. Many changes of a kind within a quarter of a second are one.</summary>
public sealed class LiveChanges(Database database, HubIdentity self)
{
    /// <summary>What a page may watch.</summary>
    public static readonly IReadOnlyList<string> Topics = ["deliveries", "cases", "connections", "sessions"];

    /// <summary>At most one telling of a kind in so long.</summary>
    public static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<LiveListener, bool> listeners = new();
    private readonly ConcurrentDictionary<(string Tenant, string Topic), bool> untold = new();

    /// <summary>Something changed here. Costs next to nothing; call it as often as it happens.</summary>
    public void Say(Id<Tenant> tenant, string topic)
    {
        Tell(tenant.Value, topic);
        untold[(tenant.Value, topic)] = true;
    }

    /// <summary>What another process said on the channel; anything else, and our own words come back, are passed over.</summary>
    public void Hear(string payload)
    {
        if (payload.Split(':') is ["changed", var tenant, var topic, .. var from] && (from.Length == 0 || from[0] != self.Owner))
        {
            Tell(tenant, topic);
        }
    }

    /// <summary>Begins to listen for one page; dispose it when the page is gone.</summary>
    public LiveListener Listen(Id<Tenant> tenant)
    {
        var listener = new LiveListener(tenant.Value, gone => listeners.TryRemove(gone, out _));
        listeners[listener] = true;
        return listener;
    }

    /// <summary>Tells the other processes what changed here since the last time.</summary>
    internal async Task Spread(CancellationToken cancel)
    {
        var said = untold.Keys.Where(key => untold.TryRemove(key, out _)).Select(key => $"changed:{key.Tenant}:{key.Topic}:{self.Owner}").ToArray();
        if (said.Length > 0)
        {
            await using var connection = await database.OpenForAll(cancel);
            await using var notify = new NpgsqlCommand($"select pg_notify('{Intake.Channel}', s) from unnest($1) s", connection) { Parameters = { new() { Value = said } } };
            await notify.ExecuteNonQueryAsync(cancel);
        }
    }

    private void Tell(string tenant, string topic)
    {
        foreach (var (listener, _) in listeners)
        {
            if (listener.Tenant == tenant)
            {
                listener.Tell(topic);
            }
        }
    }
}

/// <summary>One open page's ear.</summary>
public sealed class LiveListener(string tenant, Action<LiveListener> end) : IDisposable
{
    private readonly ConcurrentDictionary<string, bool> topics = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim knocked = new(0, 1);

    internal string Tenant => tenant;

    /// <summary>The topics that changed since the last time, each once, as soon as there is one; none when nothing happened for so long.</summary>
    public async Task<IReadOnlyList<string>> Next(TimeSpan atMost, CancellationToken cancel)
    {
        await knocked.WaitAsync(atMost, cancel);
        return [.. topics.Keys.Where(topic => topics.TryRemove(topic, out _))];
    }

    internal void Tell(string topic)
    {
        topics[topic] = true;
        try
        {
            knocked.Release();
        }
        catch (Exception done) when (done is SemaphoreFullException or ObjectDisposedException)
        {
            // It was knocked at already, or its page is gone.
        }
    }

    public void Dispose()
    {
        end(this);
        knocked.Dispose();
    }
}

/// <summary>Spreads what changed here to the other processes, four times a second at most.</summary>
internal sealed class LiveSpreader(LiveChanges changes, TimeProvider time, ILogger<LiveSpreader> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LiveChanges.Gap, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await changes.Spread(stoppingToken);
                }
                catch (Exception away) when (away is NpgsqlException or TimeoutException)
                {
                    WorkerLog.DatabaseAway(log, away, nameof(LiveSpreader), LiveChanges.Gap.TotalSeconds);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The hub stops: pages that are still open ask another process.
        }
    }
}
