using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Kustomer.Records;

/// <summary>All records of the organisation with what they are found by. Whoever works on it holds <see cref="Gate"/>.</summary>
public sealed class Store
{
    private readonly Dictionary<string, SortedDictionary<string, Item>> types = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Type, string Key, string Value), SortedSet<string>> keys = [];

    public Lock Gate { get; } = new();

    /// <summary>Where changes are written down; null keeps them in memory only.</summary>
    public Journal<StoredItem>? Journal { get; set; }

    /// <summary>Told of every change, with what is left of the record.</summary>
    public Action<string, string, Item?> Changed { get; init; } = (_, _, _) => { };

    public int Count => types.Values.Sum(type => type.Count);

    public IEnumerable<KeyValuePair<string, SortedDictionary<string, Item>>> Types => types;

    public Item? Find(string type, string? id) => id is not null && types.TryGetValue(type, out var items) ? items.GetValueOrDefault(id) : null;

    /// <summary>The oldest record with this value of this key, as <c>externalId</c>, <c>email</c> or the link <c>conversation</c>.</summary>
    public Item? By(string type, string key, string value) => keys.TryGetValue((type, key, value), out var ids) && ids.Count > 0 ? Find(type, ids.Min) : null;

    /// <summary>All with this value of this key, oldest first.</summary>
    public IEnumerable<Item> AllBy(string type, string key, string value) => keys.TryGetValue((type, key, value), out var ids) ? ids.Select(id => types[type][id]) : [];

    /// <summary>All of one type, oldest first.</summary>
    public IEnumerable<Item> Of(string type) => types.TryGetValue(type, out var items) ? items.Values : [];

    public IEnumerable<Item> OfKind(string prefix) => types.Where(type => type.Key.StartsWith(prefix, StringComparison.Ordinal)).SelectMany(type => type.Value.Values);

    public void Put(Item item)
    {
        Place(item);
        Journal?.Append(StoredItem.Of(item));
    }

    public void Remove(Item item)
    {
        Displace(item.Type, item.Id);
        Changed(item.Type, item.Id, null);
        Journal?.Append(StoredItem.Gone(item));
    }

    public void Restore(StoredItem stored)
    {
        if (stored.ToItem() is { } item)
        {
            Place(item);
        }
        else
        {
            Displace(stored.Type, stored.Id);
            Changed(stored.Type, stored.Id, null);
        }
    }

    public void Clear()
    {
        types.Clear();
        keys.Clear();
    }

    private void Place(Item item)
    {
        Displace(item.Type, item.Id);
        if (!types.TryGetValue(item.Type, out var items))
        {
            types[item.Type] = items = new SortedDictionary<string, Item>(StringComparer.Ordinal);
        }

        items[item.Id] = item;
        Changed(item.Type, item.Id, item);
        foreach (var (key, value) in Keys.Of(item))
        {
            if (!keys.TryGetValue((item.Type, key, value), out var ids))
            {
                keys[(item.Type, key, value)] = ids = new SortedSet<string>(StringComparer.Ordinal);
            }

            ids.Add(item.Id);
        }
    }

    private void Displace(string type, string id)
    {
        if (types.TryGetValue(type, out var items) && items.Remove(id, out var before))
        {
            foreach (var (key, value) in Keys.Of(before))
            {
                if (keys.TryGetValue((type, key, value), out var ids) && ids.Remove(id) && ids.Count == 0)
                {
                    keys.Remove((type, key, value));
                }
            }
        }
    }
}
