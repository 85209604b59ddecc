using Liaison.Core.Deliveries;

namespace Liaison.Connectors.Kustomer;

/// <summary>
/// Counts the searches of a minute: a key may make a hundred (https://developer.kustomer.com/docs/concepts/rate-limits). Queries that administrators wrote leave some of them over, so that people who call are still recognised; whoever recognises people is told by Kustomer itself when there are none left, since plans differ.
/// </summary>
internal sealed class SearchPace(TimeProvider time)
{
    public const int Most = 100;

    /// <summary>Kept for recognising people and for what agents type.</summary>
    public const int KeptFree = 20;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly Queue<DateTimeOffset> asked = new();
    private readonly Lock gate = new();

    /// <summary>Counts one more; the fault says for how long there is no room for a query.</summary>
    /// <param name="query">Whether it is an administrator's query.</param>
    public Fault? Enter(bool query)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            while (asked.TryPeek(out var oldest) && now - oldest >= Minute)
            {
                asked.Dequeue();
            }
            if (query && asked.Count >= Most - KeptFree)
            {
                // So many must grow old before there is room for a query again.
                var last = asked.ElementAt(asked.Count - (Most - KeptFree));
                return new Fault(FaultKind.Throttled, $"Kustomer takes {Most} searches a minute from one key, and {asked.Count} are used. The rest is kept for recognising people who call.", Code: "search-pace", RetryAfter: Minute - (now - last));
            }
            asked.Enqueue(now);
            return null;
        }
    }
}
