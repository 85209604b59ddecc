using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;
using Liaison.Storage.Configuration;

namespace Liaison.Hub.Connecting;

/// <summary>Asks a system about grants: within a time limit, and whatever happens comes back as an outcome. What is said there holds tokens, so it is not kept.</summary>
public sealed class GrantCalls(ConnectionStore connections, ConnectorPool pool, ConnectorCatalog connectors, TimeProvider time, ILogger<GrantCalls> log)
{
    /// <summary>Shorter than a lease (<see cref="GrantRenewal.Lease"/>), so that nobody else asks meanwhile.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Never stopped halfway: an answer that is not taken may be a refresh token that is lost.</summary>
    public async Task<Outcome<T>> Ask<T>(Id<Tenant> tenant, Id<Connection> id, Func<IAuthorize, Calls, CancellationToken, Task<Outcome<T>>> question)
    {
        var asked = false;
        using var limit = new CancellationTokenSource(Limit, time);
        try
        {
            if (await connections.Open(tenant, id, limit.Token) is not { } connection || !connectors.Can<IAuthorize>(connection.Kind))
            {
                return GrantFaults.NotConnected;
            }
            using var lease = pool.Take(connection);
            asked = true;
            return await question((IAuthorize)lease.Connector, new Calls(), limit.Token).WaitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            return new Fault(FaultKind.TimedOut, $"The other system did not answer within {Limit.TotalSeconds} seconds.", InDoubt: asked);
        }
        catch (Exception broke)
        {
            ConnectingLog.GrantBroke(log, id.Value, broke.GetType().Name);
            return new Fault(broke is HttpRequestException ? FaultKind.Unreachable : FaultKind.Unknown, "The other system could not be asked for access. Check the connection's settings under General.", InDoubt: asked);
        }
    }
}
