using System.Collections.Concurrent;

namespace Liaison.Sandbox.Shared;

/// <summary>How often each thing happened since the start or the last reset.</summary>
public sealed class Counters
{
    private readonly ConcurrentDictionary<string, StrongBox> counts = new(StringComparer.Ordinal);

    public void Count(string what) => Interlocked.Increment(ref counts.GetOrAdd(what, static _ => new StrongBox()).Value);

    public SortedDictionary<string, long> Read() =>
        new(counts.ToDictionary(entry => entry.Key, entry => Interlocked.Read(ref entry.Value.Value)), StringComparer.Ordinal);

    public void Clear() => counts.Clear();

    private sealed class StrongBox
    {
        public long Value;
    }
}
