using Liaison.Sandbox.Kustomer.Api;

namespace Liaison.Sandbox.Kustomer.Limits;

/// <summary>What may be asked for in a minute: by the whole organisation, by one user's searches, for one customer, on one record. Whoever works with it holds the store's gate.</summary>
public sealed class RateBudget(KustomerStandIn org)
{
    private static readonly TimeSpan Minute = TimeSpan.FromSeconds(60);
    private readonly Dictionary<string, (DateTimeOffset Ends, int Used)> windows = new(StringComparer.Ordinal);

    public int Limit => org.Settings.RequestsPerMinute;

    public int Remaining => Math.Max(0, Limit - (windows.TryGetValue("org", out var window) && window.Ends > org.Time.GetUtcNow() ? window.Used : 0));

    /// <summary>When the organisation's minute is over, in seconds since 1970.</summary>
    public long Reset => (windows.TryGetValue("org", out var window) && window.Ends > org.Time.GetUtcNow() ? window.Ends : org.Time.GetUtcNow() + Minute).ToUnixTimeSeconds();

    public void Clear() => windows.Clear();

    public void Enter() => Spend("org", Limit, "Rate limit exceeded");

    public void Search(string user) => Spend("search " + user, org.Settings.SearchesPerMinute, "Search rate limit exceeded");

    /// <summary>Something is made for a customer.</summary>
    public void Make(string customer, string type) => Spend($"make {type} {customer}", org.Settings.CreatesPerCustomer, "Object rate limit exceeded");

    /// <summary>A record is changed.</summary>
    public void Change(string id) => Spend("change " + id, org.Settings.UpdatesPerRecord, "Object rate limit exceeded");

    private void Spend(string what, int limit, string title)
    {
        var now = org.Time.GetUtcNow();
        if (windows.Count > 10_000)
        {
            foreach (var (old, _) in windows.Where(one => one.Value.Ends <= now).ToList())
            {
                windows.Remove(old);
            }
        }

        var (ends, used) = windows.TryGetValue(what, out var window) && window.Ends > now ? window : (now + Minute, 0);
        if (used >= limit)
        {
            throw new RefusalException(429, "toomanyrequests", title);
        }

        windows[what] = (ends, used + 1);
    }
}
