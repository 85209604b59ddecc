using System.Collections.Concurrent;
using Liaison.Storage.People;
using Liaison.Storage.Secrets;

namespace Liaison.Hub.Api.Access;

/// <summary>Remembers for a few seconds what a key may do, so that a busy program does not ask the database each time. A revoked key is forgotten at once here, and within those seconds elsewhere.</summary>
public sealed class KeyRecall(ApiKeyStore keys, TimeProvider time)
{
    private const int Most = 10_000;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<string, (KeyHolder Holder, DateTimeOffset At)> known = new(StringComparer.Ordinal);

    public async Task<KeyHolder?> Find(string text, CancellationToken cancel)
    {
        if (!ApiKey.HasShape(text))
        {
            return null;
        }
        // By its hash: the keys themselves are not kept in memory longer than a request.
        var name = Convert.ToHexString(ApiKey.HashOf(text));
        if (known.TryGetValue(name, out var seen) && time.GetUtcNow() - seen.At < Fresh)
        {
            return seen.Holder;
        }
        var holder = await keys.Find(text, cancel);
        if (holder is null)
        {
            known.TryRemove(name, out _);
            return null;
        }
        if (known.Count >= Most)
        {
            known.Clear();
        }
        known[name] = (holder, time.GetUtcNow());
        return holder;
    }

    public void Forget() => known.Clear();
}
