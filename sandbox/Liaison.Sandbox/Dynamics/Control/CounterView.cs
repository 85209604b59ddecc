using Liaison.Sandbox.Dynamics.Records;

namespace Liaison.Sandbox.Dynamics.Control;

/// <param name="Counts">Requests by kind: <c>requests.batch</c>, <c>inside.create</c> (within a batch), <c>api</c> (as they come over HTTP).</param>
/// <param name="Records">Live records by table.</param>
/// <param name="Duplicates">How many calls, tasks and notes say word for word what another of the same record says.</param>
public sealed record CounterView(IReadOnlyDictionary<string, long> Counts, IReadOnlyDictionary<string, int> Records, int Duplicates, IReadOnlyDictionary<string, string[]> DuplicateKeys, int LiveAccessTokens)
{
    private static readonly (string Table, string[] Columns)[] Same =
        [("phonecall", ["subject", "description", "phonenumber", "actualstart", "regardingobjectid"]), ("task", ["subject", "description", "regardingobjectid"]), ("annotation", ["subject", "notetext", "filename", "objectid"])];

    public static CounterView Of(DynamicsStandIn org)
    {
        var duplicates = Same.SelectMany(kind => org.Store[kind.Table].All().GroupBy(row => $"{kind.Table}: {string.Join(" | ", kind.Columns.Select(column => row[column]))}", StringComparer.Ordinal)).Where(group => group.Count() > 1).ToList();
        return new CounterView(
            org.Counters.Read(), org.Store.Tables.ToDictionary(table => table.Key, table => table.Value.Count), duplicates.Count,
            duplicates.Take(100).ToDictionary(group => group.Key, group => group.Select((Row row) => row.Id.ToString("D")).ToArray(), StringComparer.Ordinal), org.Tokens.LiveAccessTokens);
    }
}
