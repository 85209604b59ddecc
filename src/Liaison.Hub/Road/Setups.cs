using System.Collections.Concurrent;
using Liaison.Core.Connecting;
using Liaison.Core.Shared;
using Liaison.Storage.Configuration;

namespace Liaison.Hub.Road;

/// <summary>Each tenant's configuration in memory, read again after a change anywhere.</summary>
public sealed class Setups(SetupStore store)
{
    private readonly ConcurrentDictionary<string, Task<TenantSetup>> loaded = new(StringComparer.Ordinal);
    private volatile IReadOnlyList<Connection>? connections;
    private long changes;

    public async Task<TenantSetup> Of(Id<Tenant> tenant, CancellationToken cancel)
    {
        while (true)
        {
            var load = loaded.GetOrAdd(tenant.Value, static (_, s) => s.store.Load(s.tenant, CancellationToken.None), (store, tenant));
            try
            {
                return await load.WaitAsync(cancel);
            }
            catch (Exception) when (load.IsFaulted)
            {
                // A load that failed must not be remembered; the next caller tries anew.
                loaded.TryRemove(KeyValuePair.Create(tenant.Value, load));
                throw;
            }
        }
    }

    /// <summary>Every connection of every tenant.</summary>
    public async Task<IReadOnlyList<Connection>> Connections(CancellationToken cancel)
    {
        if (connections is { } known)
        {
            return known;
        }
        var before = Volatile.Read(ref changes);
        var all = new List<Connection>();
        foreach (var tenant in await store.Tenants(cancel))
        {
            all.AddRange((await Of(tenant, cancel)).Connections.Values);
        }
        connections = Volatile.Read(ref changes) == before ? all : null;
        return all;
    }

    /// <summary>Forgets one tenant's configuration.</summary>
    public void Forget(string tenant)
    {
        loaded.TryRemove(tenant, out _);
        Interlocked.Increment(ref changes);
        connections = null;
    }

    /// <summary>Forgets everything: the listener was deaf for a while and may have missed a change.</summary>
    public void ForgetAll()
    {
        loaded.Clear();
        Interlocked.Increment(ref changes);
        connections = null;
    }
}
