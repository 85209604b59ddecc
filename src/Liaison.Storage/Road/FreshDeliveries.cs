using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Liaison.Core.Deliveries;

namespace Liaison.Storage.Road;

/// <summary>Deliveries that this process accepted a moment ago, by their place in the order: whoever claims one here for the first time need not read its draft again.</summary>
/// <remarks>Only a shortcut. A draft never changes before its first claim, and what is not here is read from the database.</remarks>
public sealed class FreshDeliveries
{
    /// <summary>More than that are not kept. The oldest stay, for they are claimed next.</summary>
    public const int Most = 1_000;

    /// <summary>What nobody claimed here for so long another process has, or it waits for something.</summary>
    private static readonly TimeSpan Stale = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<long, Delivery> bySeq = new();
    private int count;
    private int turnedAway;

    internal void Add(long seq, Delivery delivery)
    {
        if (Volatile.Read(ref count) < Most)
        {
            bySeq[seq] = delivery;
            Interlocked.Increment(ref count);
        }
        else if (Interlocked.Increment(ref turnedAway) % Most == 0)
        {
            foreach (var (old, planned) in bySeq)
            {
                if (delivery.CreatedAt - planned.CreatedAt > Stale)
                {
                    TryTake(old, out _);
                }
            }
        }
    }

    internal bool TryTake(long seq, [NotNullWhen(true)] out Delivery? delivery)
    {
        var taken = bySeq.TryRemove(seq, out delivery);
        if (taken)
        {
            Interlocked.Decrement(ref count);
        }
        return taken;
    }
}
