using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Hub.Connecting;

/// <summary>Asks a connected system something that a person waits for: within a time limit, and whatever happens comes back as an outcome.</summary>
public sealed class Inquiry(ConnectorPool pool, ConnectorCatalog connectors, TimeProvider time, ILogger<Inquiry> log)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <returns>Null when this kind of system cannot be asked.</returns>
    public async Task<Outcome<T>?> Ask<TCapability, T>(Connection connection, Func<TCapability, CancellationToken, Task<Outcome<T>>> question, CancellationToken cancel)
        where TCapability : class
    {
        if (!connectors.Can<TCapability>(connection.Kind))
        {
            return null;
        }
        using var limit = new CancellationTokenSource(Limit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            using var lease = pool.Take(connection);
            return await question((TCapability)lease.Connector, both.Token).WaitAsync(both.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new Fault(FaultKind.TimedOut, $"“{connection.Name}” did not answer within {Limit.TotalSeconds} seconds.");
        }
        catch (Exception broke) when (!cancel.IsCancellationRequested)
        {
            ConnectingLog.InquiryBroke(log, connection.Id.Value, typeof(TCapability).Name, broke.GetType().Name);
            return new Fault(broke is HttpRequestException ? FaultKind.Unreachable : FaultKind.Unknown, $"“{connection.Name}” could not be asked. Check its settings under General.");
        }
    }
}
