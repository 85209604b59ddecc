namespace Liaison.Hub.Api.Incoming;

/// <summary>Holds back whoever tries keys: so many wrong ones from one network address within a minute, and for the rest of it nobody is let in from there with a wrong one.</summary>
public sealed class BadKeyThrottle(TimeProvider time)
{
    private const int Most = 20;
    private const int MostKnown = 50_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly Lock gate = new();
    private readonly Dictionary<string, (int Tries, DateTimeOffset Until)> tries = new(StringComparer.Ordinal);

    /// <summary>Notes a wrong key; how long to wait if there were too many.</summary>
    public TimeSpan? Note(string address)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            if (tries.Count >= MostKnown)
            {
                foreach (var old in tries.Where(t => t.Value.Until <= now).Select(t => t.Key).ToList())
                {
                    tries.Remove(old);
                }
            }
            var (count, until) = tries.TryGetValue(address, out var seen) && seen.Until > now ? seen : (0, now + Window);
            tries[address] = (count + 1, until);
            return count >= Most ? until - now : null;
        }
    }
}
