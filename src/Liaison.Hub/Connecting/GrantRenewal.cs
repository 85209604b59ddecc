using System.Collections.Concurrent;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;
using Liaison.Hub.Hosting;
using Liaison.Hub.Live;
using Liaison.Hub.Road;
using Liaison.Storage.Configuration;
using Npgsql;

namespace Liaison.Hub.Connecting;

/// <summary>
/// Gets newer grants: one call at a time for each connection, over all processes. Whoever wants one takes a lease on the row, asks, and stores the answer before anybody uses it; the others wait
/// and read the row again. See docs/decisions/0008-grants.md.
/// </summary>
public sealed class GrantRenewal(
    GrantStore store, GrantCalls calls, HubIdentity self, TimeProvider time, Random random, ILogger<GrantRenewal> log, Setups? setups = null, LiveChanges? live = null) : IAsyncDisposable
{
    /// <summary>How long a process that asks keeps the others away; longer than any answer may take.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(45);

    /// <summary>How long it is tried to store an answer: it may be the only copy of the one refresh token that still works.</summary>
    private static readonly TimeSpan Persistence = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);
    private readonly ConcurrentDictionary<(string Connection, long Generation, bool Needed), Lazy<Task<Outcome<StoredGrant>>>> underWay = new();

    /// <summary>Gives what follows this generation: by asking the other system, or because another process did. Callers in this process share one.</summary>
    /// <param name="needed">The present token is of no use; otherwise a newer one is only fetched ahead, and the present one is an answer too.</param>
    public async Task<Outcome<StoredGrant>> Renew(Id<Connection> connection, long generation, bool needed)
    {
        var key = (connection.Value, generation, needed);
        var run = underWay.GetOrAdd(key, _ => new Lazy<Task<Outcome<StoredGrant>>>(() => Task.Run(() => Follow(connection, generation, needed))));
        try
        {
            return await run.Value;
        }
        finally
        {
            underWay.TryRemove(KeyValuePair.Create(key, run));
        }
    }

    /// <summary>Waits for what is under way: an answer on its way may be a refresh token.</summary>
    public async ValueTask DisposeAsync() => await Task.WhenAll(underWay.Values.Select(run => (Task)run.Value)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task<Outcome<StoredGrant>> Follow(Id<Connection> connection, long generation, bool needed)
    {
        for (var patience = time.GetUtcNow() + Lease + Lease; ;)
        {
            var now = time.GetUtcNow();
            if (await store.Claim(connection, generation, needed, self.Owner, now, now + Lease, CancellationToken.None) is { } claimed)
            {
                return await Ask(claimed, needed);
            }
            if (await store.Find(connection, CancellationToken.None) is not { } seen)
            {
                return GrantFaults.NotConnected;
            }
            if (seen.Grant is null || seen.Ended is not null || seen.Generation != generation || !needed)
            {
                return seen;
            }
            if (seen.RetryAt > now)
            {
                return (seen.LastFault ?? GrantFaults.HeldElsewhere(Lease)) with { RetryAfter = seen.RetryAt - now };
            }
            if (now >= patience)
            {
                return GrantFaults.HeldElsewhere(Lease);
            }
            await Task.Delay(Glance, time);
        }
    }

    private async Task<Outcome<StoredGrant>> Ask(StoredGrant old, bool needed)
    {
        if (old.Grant is not { Refresh: { IsSet: true } } grant)
        {
            return await End(old, old.Ended ?? GrantFaults.NoRefresh);
        }
        var observed = needed && GrantTerm.Observed(grant.IssuedAt, grant.ExpiresAt, time.GetUtcNow()) is { } life && !(old.ObservedLife < life) ? life : old.ObservedLife;
        return await calls.Ask(old.Tenant, old.Connection, (system, exchange, cancel) => system.Refresh(grant, exchange, cancel)) switch
        {
            Outcome<Grant>.Success(var newer) => await Store(old, newer, observed),
            Outcome<Grant>.Failure({ Kind: FaultKind.Credentials } refused) => await End(old, GrantFaults.Reconnect($"The other system does not renew the access any more ({refused.Detail.TrimEnd('.')}).").Redacted(grant)),
            Outcome<Grant>.Failure(var fault) => await Postpone(old, fault.Redacted(grant)),
            _ => throw new InvalidOperationException("An outcome is one of two."),
        };
    }

    /// <summary>Nobody has the new token before the database has it.</summary>
    private async Task<Outcome<StoredGrant>> Store(StoredGrant old, Grant newer, TimeSpan? observed)
    {
        var term = GrantTerm.Of(newer, observed, time.GetUtcNow(), random.NextDouble());
        var stored = await Insist(old.Connection, () => store.Renew(old, newer, term, observed, CancellationToken.None));
        if (stored is not null)
        {
            ConnectingLog.GrantRenewed(log, old.Connection.Value, stored.Generation);
            return stored;
        }
        var seen = await store.Find(old.Connection, CancellationToken.None);
        if (seen?.Grant is null || seen.ConnectedAt != old.ConnectedAt)
        {
            // Disconnected meanwhile, or connected anew: nobody wants this answer, and it must not lie about over there.
            await calls.Ask(old.Tenant, old.Connection, (system, exchange, cancel) => system.Revoke(newer, exchange, cancel));
        }
        return seen is null ? GrantFaults.NotConnected : seen;
    }

    private async Task<Outcome<StoredGrant>> Postpone(StoredGrant old, Fault fault)
    {
        var wait = fault.RetryAfter is { } told && told > TimeSpan.Zero ? told : FirstWait * Math.Pow(2, Math.Min(old.Failures, 10)) * (0.8 + (0.4 * random.NextDouble()));
        wait = wait < LongestWait ? wait : LongestWait;
        var now = time.GetUtcNow();
        await store.Postpone(old, fault, now, now + wait, CancellationToken.None);
        ConnectingLog.GrantPostponed(log, old.Connection.Value, fault.Kind, wait.TotalSeconds);
        return fault with { RetryAfter = wait, InDoubt = false };
    }

    private async Task<Outcome<StoredGrant>> End(StoredGrant old, Fault fault)
    {
        if (await Insist(old.Connection, () => store.End(old, fault, time.GetUtcNow(), CancellationToken.None)))
        {
            setups?.Forget(old.Tenant.Value);
            live?.Say(old.Tenant, "connections");
            ConnectingLog.GrantEnded(log, old.Connection.Value);
        }
        return await store.Find(old.Connection, CancellationToken.None) is { } seen ? seen : GrantFaults.NotConnected;
    }

    private async Task<T> Insist<T>(Id<Connection> connection, Func<Task<T>> write)
    {
        var began = time.GetUtcNow();
        for (var wait = Glance; ; wait = wait * 2 < FirstWait ? wait * 2 : FirstWait)
        {
            try
            {
                return await write();
            }
            catch (Exception away) when (away is NpgsqlException or TimeoutException && time.GetUtcNow() - began < Persistence)
            {
                ConnectingLog.GrantNotStored(log, away, connection.Value, wait.TotalSeconds);
                await Task.Delay(wait, time);
            }
        }
    }
}
