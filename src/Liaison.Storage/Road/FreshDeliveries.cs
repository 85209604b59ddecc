using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Liaison.Core.Deliveries;

namespace Liaison.Storage.Road;

/// <summary>Deliveries that this process accepted a moment ago, by their place in the order: whoever claims one here for the first time need not read its draft again.</summary>
/// <remarks>Only a shortcut. A draft never changes before its first claim, and what is not here is read from the database.</remarks>
public sealed class FreshDeliveries
{
    /// <summary>More than that are not kept; the oldest go first.</summary>
    public const int Most = 2_000;

    private readonly ConcurrentDictionary<long, Delivery> bySeq = new();
    private readonly ConcurrentQueue<long> oldest = new();

    internal void Add(long seq, Delivery delivery)
    {
        bySeq[seq] = delivery;
        oldest.Enqueue(seq);
        while (oldest.Count > Most && oldest.TryDequeue(out var old))
        {
            bySeq.TryRemove(old, out _);
        }
    }

    internal bool TryTake(long seq, [NotNullWhen(true)] out Delivery? delivery) => bySeq.TryRemove(seq, out delivery);
}
