using Liaison.Core.Deliveries;

namespace Liaison.Connectors.Kustomer;

/// <summary>
/// Counts the searches of a minute: a key may make a hundred (https://developer.kustomer.com/docs/concepts/rate-limits). Queries that administrators wrote leave some of them over, so that people who call are still recognised.
/// </summary>
internal sealed class SearchPace(TimeProvider time)
{
    public const int Most = 100;

    /// <summary>Kept for recognising people and for what agents type.</summary>
    public const int KeptFree = 20;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly Queue<DateTimeOffset> asked = new();
    private readonly Lock gate = new();

    /// <summary>Counts one more; the fault says for how long there is no room.</summary>
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
            if (asked.Count < (query ? Most - KeptFree : Most))
            {
                asked.Enqueue(now);
                return null;
            }
            return new Fault(FaultKind.Throttled, query
                ? $"Kustomer takes {Most} searches a minute from one key, and {asked.Count} are used. The rest is kept for recognising people who call."
                : $"Kustomer takes {Most} searches a minute from one key, and all of them are used.", Code: "search-pace", RetryAfter: Minute - (now - asked.Peek()));
        }
    }
}
