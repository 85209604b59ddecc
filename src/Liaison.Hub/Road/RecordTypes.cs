using System.Collections.Concurrent;
using Liaison.Core.Connecting;
using Liaison.Core.Shared;
using Liaison.Hub.Connecting;

namespace Liaison.Hub.Road;

/// <summary>What is known of each connection's record types, for lengths in rendering. Learned in the background: rendering never waits for another system.</summary>
public sealed class RecordTypes(ConnectorPool pool, ConnectorCatalog connectors)
{
    private readonly ConcurrentDictionary<(string, int), IReadOnlyList<RecordType>> known = new();
    private readonly ConcurrentDictionary<(string, int), bool> asked = new();

    /// <summary>The record type as last described; null while it is not known.</summary>
    public RecordType? Known(Connection connection, string recordType)
    {
        var key = (connection.Id.Value, connection.Version);
        if (known.TryGetValue(key, out var types))
        {
            return types.FirstOrDefault(t => t.Name == recordType);
        }
        if (asked.TryAdd(key, true))
        {
            _ = Learn(connection, key);
        }
        return null;
    }

    public bool CanAttach(Connection connection) => connectors.Can<IAttachContent>(connection.Kind);

    private async Task Learn(Connection connection, (string, int) key)
    {
        using var lease = pool.Take(connection);
        if (lease.Connector is IDescribe describe && await describe.Describe(new Calls(), CancellationToken.None) is Outcome<IReadOnlyList<RecordType>>.Success described)
        {
            known[key] = described.Value;
        }
        else
        {
            asked.TryRemove(key, out _);
        }
    }
}
