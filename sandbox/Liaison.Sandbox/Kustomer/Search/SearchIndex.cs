using Liaison.Sandbox.Kustomer.Records;

namespace Liaison.Sandbox.Kustomer.Search;

/// <summary>What search knows: the records as they were a while ago. Whoever works with it holds the store's gate.</summary>
public sealed class SearchIndex(KustomerStandIn org)
{
    private readonly Dictionary<string, Dictionary<string, Item>> types = new(StringComparer.Ordinal);
    private readonly Queue<(DateTimeOffset At, string Type, string Id, Item? After)> coming = new();

    public void Note(string type, string id, Item? after) => coming.Enqueue((org.Time.GetUtcNow(), type, id, after));

    public void Clear()
    {
        types.Clear();
        coming.Clear();
    }

    /// <summary>The records of a type that search can see by now.</summary>
    public IEnumerable<Item> Of(Func<string, bool> type)
    {
        var seen = org.Time.GetUtcNow() - TimeSpan.FromSeconds(org.Settings.SearchLagSeconds);
        while (coming.TryPeek(out var next) && next.At <= seen)
        {
            coming.Dequeue();
            if (!types.TryGetValue(next.Type, out var items))
            {
                types[next.Type] = items = new Dictionary<string, Item>(StringComparer.Ordinal);
            }

            if (next.After is null)
            {
                items.Remove(next.Id);
            }
            else
            {
                items[next.Id] = next.After;
            }
        }

        return types.Where(one => type(one.Key)).SelectMany(one => one.Value.Values);
    }
}
