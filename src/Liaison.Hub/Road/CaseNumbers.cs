using System.Collections.Concurrent;
using Liaison.Core.Shared;
using Liaison.Storage.Cases;

namespace Liaison.Hub.Road;

/// <summary>Case numbers, taken in blocks: a template may speak of a number before the case is stored. A stopped hub leaves a gap.</summary>
public sealed class CaseNumbers(CaseStore store)
{
    private const int Block = 64;
    private readonly ConcurrentDictionary<string, Counter> counters = new(StringComparer.Ordinal);

    public async Task<string> Next(Id<Tenant> tenant, CancellationToken cancel)
    {
        var counter = counters.GetOrAdd(tenant.Value, static _ => new Counter());
        await counter.Gate.WaitAsync(cancel);
        try
        {
            if (counter.Left == 0)
            {
                counter.Next = await store.TakeNumbers(tenant, Block, cancel);
                counter.Left = Block;
            }
            counter.Left--;
            return $"C-{counter.Next++:D6}";
        }
        finally
        {
            counter.Gate.Release();
        }
    }

    private sealed class Counter
    {
        public SemaphoreSlim Gate { get; } = new(1);
        public long Next { get; set; }
        public int Left { get; set; }
    }
}
