namespace Liaison.Core.Flows;

/// <summary>What a flow may speak of: the tenant's connections, by id.</summary>
public sealed record FlowSurroundings(IReadOnlyDictionary<string, KnownConnection> Connections)
{
    public string NameOf(string connection) => Connections.GetValueOrDefault(connection)?.Name ?? "a connection that is gone";
}

/// <param name="FindsPeople">Whether people can be looked up in it.</param>
/// <param name="TakesQueries">Whether it takes queries.</param>
public sealed record KnownConnection(string Id, string Name, string Kind, bool Enabled, bool FindsPeople, bool TakesQueries);
