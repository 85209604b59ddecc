using System.Collections.Concurrent;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;
using Liaison.Storage.Configuration;
using Npgsql;

namespace Liaison.Hub.Connecting;

/// <summary>The grants of connections, in memory and shared by all who call. A grant that still works is given at once; only when the system has refused it does anybody wait for a newer one.</summary>
public sealed class Grants(GrantStore store, GrantRenewal renewal, RefusalBrake brake, TimeProvider time, ILogger<Grants> log)
{
    /// <summary>A grant in memory is compared with the database so often, behind its users' backs: what another process said may have gone unheard.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, Held> held = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Task<StoredGrant?>>> loading = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> used = new(StringComparer.Ordinal);

    /// <summary>For a connector: the door to its connection's grant.</summary>
    public Access For(Id<Connection> connection) => (refused, cancel) => Get(connection, refused, cancel);

    /// <inheritdoc cref="Access"/>
    public async Task<Outcome<Grant>> Get(Id<Connection> connection, Secret? refused, CancellationToken cancel)
    {
        used[connection.Value] = true;
        try
        {
            return await Current(connection, cancel) switch
            {
                { Ended: { } ended } => ended,
                { Grant: { } grant } stored => await Usable(stored, grant, refused, cancel),
                _ => GrantFaults.NotConnected,
            };
        }
        catch (Exception away) when (away is NpgsqlException or TimeoutException)
        {
            ConnectingLog.GrantsAway(log, away);
            return new Fault(FaultKind.Unavailable, "The hub cannot reach its own database, so it has no access to give. It is tried again by itself.", Code: "database-away");
        }
    }

    /// <summary>Fetches a newer grant while the present one still works; nobody waits for it.</summary>
    public async Task RenewAhead(Id<Connection> connection, long generation)
    {
        if (await renewal.Renew(connection, generation, needed: false) is Outcome<StoredGrant>.Success(var stored))
        {
            Know(connection, stored);
        }
    }

    /// <summary>Takes what was stored for the truth, unless something newer is known.</summary>
    public void Know(Id<Connection> connection, StoredGrant? stored) => held.AddOrUpdate(connection.Value,
        static (_, fresh) => fresh,
        static (_, old, fresh) => fresh.Stored is null || old.Stored is null || fresh.Stored.Generation >= old.Stored.Generation ? fresh : old,
        new Held(stored, time.GetUtcNow()));

    /// <summary>What another process said on the channel; anything but a changed grant that is held here is passed over.</summary>
    public void Hear(string said)
    {
        if (said.StartsWith(GrantStore.Said, StringComparison.Ordinal) && said[GrantStore.Said.Length..] is var id && held.ContainsKey(id))
        {
            _ = LoadBehind(new Id<Connection>(id));
        }
    }

    /// <summary>The connections whose grant was asked for since the last time.</summary>
    internal IReadOnlyList<string> TakeUsed() => [.. used.Keys.Where(key => used.TryRemove(key, out _))];

    private async Task<Outcome<Grant>> Usable(StoredGrant stored, Grant grant, Secret? refused, CancellationToken cancel)
    {
        if (refused is { } token && token == grant.Access)
        {
            return brake.Wait(stored.Connection, stored.Generation) is { } wait ? GrantFaults.RefusedAgain(wait) : await Newer(stored, cancel);
        }
        if (time.GetUtcNow() < grant.ExpiresAt || grant.Refresh is null)
        {
            return grant;
        }
        // Past its reckoned end and no newer one was fetched ahead: the hub was down, or the other side's sign-in is. Where no newer one can be had now, the old one is still worth a try.
        var newer = await Newer(stored, cancel);
        return newer is Outcome<Grant>.Failure { Fault.Kind: not FaultKind.Credentials } ? grant : newer;
    }

    private async Task<Outcome<Grant>> Newer(StoredGrant stored, CancellationToken cancel)
    {
        var renewed = await renewal.Renew(stored.Connection, stored.Generation, needed: true).WaitAsync(cancel);
        if (renewed is not Outcome<StoredGrant>.Success(var fresh))
        {
            return ((Outcome<StoredGrant>.Failure)renewed).Fault;
        }
        Know(stored.Connection, fresh);
        return fresh.Ended is { } ended ? ended : fresh.Grant is { } grant ? grant : GrantFaults.NotConnected;
    }

    private async Task<StoredGrant?> Current(Id<Connection> connection, CancellationToken cancel)
    {
        if (!held.TryGetValue(connection.Value, out var known))
        {
            return await Load(connection).WaitAsync(cancel);
        }
        if (time.GetUtcNow() - known.At > Fresh && held.TryUpdate(connection.Value, known with { At = time.GetUtcNow() }, known))
        {
            _ = LoadBehind(connection);
        }
        return known.Stored;
    }

    private async Task<StoredGrant?> Load(Id<Connection> connection)
    {
        var load = loading.GetOrAdd(connection.Value, _ => new Lazy<Task<StoredGrant?>>(() => store.Find(connection, CancellationToken.None)));
        try
        {
            var stored = await load.Value;
            Know(connection, stored);
            return stored;
        }
        finally
        {
            loading.TryRemove(KeyValuePair.Create(connection.Value, load));
        }
    }

    private async Task LoadBehind(Id<Connection> connection)
    {
        try
        {
            // A load that is under way may have read before the change was made.
            Know(connection, await store.Find(connection, CancellationToken.None));
        }
        catch (Exception away) when (away is NpgsqlException or TimeoutException or ObjectDisposedException)
        {
            // What is held stays; a token that is too old is refused, and then the row is read again.
            ConnectingLog.GrantsAway(log, away);
        }
    }

    private sealed record Held(StoredGrant? Stored, DateTimeOffset At);
}
