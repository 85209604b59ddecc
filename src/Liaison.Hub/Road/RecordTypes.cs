using System.Collections.Concurrent;
using Liaison.Core.Connecting;
using Liaison.Core.Shared;
using Liaison.Hub.Connecting;

namespace Liaison.Hub.Road;

/// <summary>What is known of each connection's record types, for lengths in rendering. Learned in the background: rendering never waits for another system.</summary>
public sealed class RecordTypes(ConnectorPool pool, ConnectorCatalog connectors)
{
    private readonly ConcurrentDictionary<(string, int), IReadOnlyList<RecordType>> known = new();
    private readonly ConcurrentDictionary<(string, int), Lazy<Task>> asked = new();

    /// <summary>The record type as last described; null while it is not known.</summary>
    public RecordType? Known(Connection connection, string recordType)
    {
        var key = (connection.Id.Value, connection.Version);
        if (known.TryGetValue(key, out var types))
        {
            return types.FirstOrDefault(t => t.Name == recordType);
        }
        _ = Asked(connection, key);
        return null;
    }

    /// <summary>The record type, waited for if it is not known yet; null when the system does not tell, or has none of the name.</summary>
    public async Task<RecordType?> Of(Connection connection, string recordType, CancellationToken cancel)
    {
        var key = (connection.Id.Value, connection.Version);
        if (!known.ContainsKey(key))
        {
            await Asked(connection, key).WaitAsync(cancel);
        }
        return known.GetValueOrDefault(key)?.FirstOrDefault(t => t.Name == recordType);
    }

    public bool CanAttach(Connection connection) => connectors.Can<IAttachContent>(connection.Kind);

    private Task Asked(Connection connection, (string, int) key) => asked.GetOrAdd(key, static (key, given) => new Lazy<Task>(() => given.Types.Learn(given.Connection, key)), (Types: this, Connection: connection)).Value;

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
