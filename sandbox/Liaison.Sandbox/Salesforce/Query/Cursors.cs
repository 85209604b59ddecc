using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Liaison.Sandbox.Salesforce.Query;

/// <summary>Results that did not fit on one page. They are kept for two days.</summary>
public sealed class Cursors(TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(2);
    private readonly ConcurrentDictionary<string, Cursor> kept = new(StringComparer.Ordinal);
    private long last;

    public string Keep(IReadOnlyList<JsonNode> records, int pageSize)
    {
        foreach (var old in kept.Where(one => one.Value.Expires <= time.GetUtcNow()))
        {
            kept.TryRemove(old);
        }

        var id = "0r8Sb" + Interlocked.Increment(ref last).ToString("D13", CultureInfo.InvariantCulture);
        kept[id] = new Cursor(records, pageSize, time.GetUtcNow() + Life);
        return id;
    }

    public Cursor? Find(string id) => kept.TryGetValue(id, out var cursor) && cursor.Expires > time.GetUtcNow() ? cursor : null;

    public void Clear() => kept.Clear();
}

public sealed record Cursor(IReadOnlyList<JsonNode> Records, int PageSize, DateTimeOffset Expires);
