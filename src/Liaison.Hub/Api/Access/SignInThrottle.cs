namespace Liaison.Hub.Api.Access;

/// <summary>Slows down whoever tries passwords: five failures for one e-mail address from one network address, or fifty from one network address, within a quarter of an hour.</summary>
public sealed class SignInThrottle(TimeProvider time)
{
    private const int MostPerPerson = 5;
    private const int MostPerAddress = 50;
    private const int MostKnown = 50_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);
    private readonly Lock gate = new();
    private readonly Dictionary<string, (int Failures, DateTimeOffset Until)> failures = new(StringComparer.Ordinal);

    /// <summary>How long to wait; null when one may try.</summary>
    public TimeSpan? Wait(string email, string address)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            var until = new[] { (Key: Person(email, address), Most: MostPerPerson), (Key: address, Most: MostPerAddress) }
                .Select(k => failures.TryGetValue(k.Key, out var seen) && seen.Failures >= k.Most ? seen.Until : now).Max();
            return until > now ? until - now : null;
        }
    }

    public void Failed(string email, string address)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            if (failures.Count >= MostKnown)
            {
                foreach (var old in failures.Where(f => f.Value.Until <= now).Select(f => f.Key).ToList())
                {
                    failures.Remove(old);
                }
            }
            foreach (var key in new[] { Person(email, address), address })
            {
                var before = failures.TryGetValue(key, out var seen) && seen.Until > now ? seen.Failures : 0;
                failures[key] = (before + 1, now + Window);
            }
        }
    }

    public void Succeeded(string email, string address)
    {
        lock (gate)
        {
            failures.Remove(Person(email, address));
        }
    }

    private static string Person(string email, string address) => $"{email.Trim().ToUpperInvariant()} {address}";
}
