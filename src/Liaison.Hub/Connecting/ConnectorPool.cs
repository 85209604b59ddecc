using Liaison.Core.Connecting;

namespace Liaison.Hub.Connecting;

/// <summary>Opened connectors: one per connection, opened once per version of its settings. An older one is disposed when its last user has done.</summary>
public sealed class ConnectorPool(ConnectorCatalog connectors) : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, OpenConnector> open = new(StringComparer.Ordinal);

    /// <summary>Takes the connector of a connection for one use; dispose the lease afterwards.</summary>
    /// <exception cref="InvalidOperationException">It cannot be opened.</exception>
    public ConnectorLease Take(Connection connection)
    {
        OpenConnector? old = null;
        OpenConnector taken;
        lock (gate)
        {
            if (!open.TryGetValue(connection.Id.Value, out var current) || current.Version != connection.Version)
            {
                old = current;
                current = open[connection.Id.Value] = new OpenConnector(connectors.Open(connection), connection.Version);
            }
            current.Users++;
            taken = current;
        }
        old?.Retire(gate);
        return new ConnectorLease(taken.Connector, () => taken.Return(gate));
    }

    public ValueTask DisposeAsync()
    {
        List<OpenConnector> all;
        lock (gate)
        {
            all = [.. open.Values];
            open.Clear();
        }
        all.ForEach(one => one.Retire(gate));
        return ValueTask.CompletedTask;
    }

    private sealed class OpenConnector(object connector, int version)
    {
        public object Connector => connector;

        public int Version => version;

        public int Users { get; set; }

        private bool Retired { get; set; }

        public void Retire(Lock gate)
        {
            lock (gate)
            {
                Retired = true;
                if (Users > 0)
                {
                    return;
                }
            }
            (connector as IDisposable)?.Dispose();
        }

        public void Return(Lock gate)
        {
            lock (gate)
            {
                Users--;
                if (Users > 0 || !Retired)
                {
                    return;
                }
            }
            (connector as IDisposable)?.Dispose();
        }
    }
}

/// <summary>The use of an opened connector.</summary>
/// <param name="Connector">Ask it for the capability that you need: <c>lease.Connector is IDescribe describe</c>.</param>
public sealed record ConnectorLease(object Connector, Action Return) : IDisposable
{
    public void Dispose() => Return();
}
