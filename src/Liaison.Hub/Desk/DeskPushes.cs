using System.Collections.Concurrent;
using System.Threading.Channels;
using Liaison.Core.Shared;
using Liaison.Hub.Hosting;

namespace Liaison.Hub.Desk;

/// <summary>Which open desks are to be shown anew: those of agents whose desk changed here or in another process. Many changes before the next showing are one.</summary>
public sealed class DeskPushes(HubIdentity self)
{
    private readonly ConcurrentDictionary<DeskKey, ConcurrentDictionary<string, DeskConnection>> open = new();
    private readonly ConcurrentDictionary<DeskKey, bool> stale = new();
    private readonly Channel<DeskKey> queue = Channel.CreateUnbounded<DeskKey>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentDictionary<string, bool> changedTenants = new(StringComparer.Ordinal);

    internal IEnumerable<DeskConnection> Connections => open.Values.SelectMany(c => c.Values);

    /// <param name="user">Null: only what supervisors see has changed.</param>
    public void Changed(Id<Tenant> tenant, string? user)
    {
        changedTenants[tenant.Value] = true;
        if (user is not null)
        {
            Show(new DeskKey(tenant.Value, user));
        }
    }

    /// <summary>What another process said on the database's channel; anything else, and our own words come back, are passed over.</summary>
    public void Hear(string payload)
    {
        if (payload.StartsWith("desk:", StringComparison.Ordinal) && payload.Split(':') is [_, var tenant, var user, var from] && from != self.Owner)
        {
            Changed(new Id<Tenant>(tenant), user.Length == 0 ? null : user);
        }
    }

    /// <summary>The channel was not heard for a while: everybody is shown everything anew.</summary>
    public void Deaf()
    {
        foreach (var key in open.Keys)
        {
            changedTenants[key.Tenant] = true;
            Show(key);
        }
    }

    internal void Opened(DeskConnection connection)
    {
        var desk = open.GetOrAdd(connection.Key, static _ => new(StringComparer.Ordinal));
        desk[connection.Context.ConnectionId] = connection;
        // Removed between the two lines by the last one leaving: put back.
        open[connection.Key] = desk;
        Show(connection.Key);
    }

    internal void Gone(DeskKey key, string connection)
    {
        if (open.TryGetValue(key, out var desk) && desk.TryRemove(connection, out _) && desk.IsEmpty)
        {
            open.TryRemove(KeyValuePair.Create(key, desk));
        }
    }

    /// <summary>Desks to show, as they come. What is taken may change anew at once.</summary>
    internal async IAsyncEnumerable<DeskKey> All([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var key in queue.Reader.ReadAllAsync(cancel))
        {
            stale.TryRemove(key, out _);
            yield return key;
        }
    }

    /// <summary>The tenants in which something changed since the last time.</summary>
    internal IReadOnlyList<string> ChangedTenants() => [.. changedTenants.Keys.Where(tenant => changedTenants.TryRemove(tenant, out _))];

    private void Show(DeskKey key)
    {
        // Nobody looks: whoever comes is shown it as it is then.
        if (open.ContainsKey(key) && stale.TryAdd(key, true))
        {
            queue.Writer.TryWrite(key);
        }
    }
}

internal readonly record struct DeskKey(string Tenant, string User)
{
    public string Group => $"{Tenant}/{User}";
}

/// <summary>One open desk.</summary>
/// <param name="Token">The sign-in it came with; when that ends, so does the connection.</param>
internal sealed record DeskConnection(DeskKey Key, string Token, Microsoft.AspNetCore.SignalR.HubCallerContext Context);
