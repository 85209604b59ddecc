using System.Collections.Concurrent;

namespace Liaison.Sandbox.Dynamics.Records;

/// <summary>All records of one table, oldest first. One writer at a time; readers need no lock.</summary>
public sealed class Table
{
    private readonly ConcurrentDictionary<Guid, Row> byId = new();
    private readonly ConcurrentDictionary<(string Column, Guid Target), ConcurrentDictionary<Guid, byte>> referring = new();
    private readonly ConcurrentDictionary<Guid, long> places = new();
    private long lastPlace;

    public int Count => byId.Count;

    public Row? Find(Guid id) => byId.GetValueOrDefault(id);

    public IEnumerable<Row> All() => byId.Values.OrderBy(row => places[row.Id]);

    /// <summary>Records that refer to one by a lookup.</summary>
    public IEnumerable<Row> Referring(string column, Guid target) => referring.TryGetValue((column, target), out var ids)
        ? ids.Keys.Select(Find).OfType<Row>().Where(row => row[column] is Reference reference && reference.Id == target).OrderBy(row => places[row.Id]) : [];

    public void Put(Row row)
    {
        places.TryAdd(row.Id, Interlocked.Increment(ref lastPlace));
        byId[row.Id] = row;
        foreach (var (column, value) in row.Values)
        {
            if (value is Reference reference)
            {
                referring.GetOrAdd((column, reference.Id), static _ => new ConcurrentDictionary<Guid, byte>())[row.Id] = 0;
            }
        }
    }

    public void Remove(Guid id) => byId.TryRemove(id, out _);
}
