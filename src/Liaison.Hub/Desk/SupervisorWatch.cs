using System.Collections.Concurrent;

namespace Liaison.Hub.Desk;

/// <summary>Which supervisors look on, by tenant and the time zone in which they count days.</summary>
public sealed class SupervisorWatch
{
    private readonly ConcurrentDictionary<string, Watched> watchers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Watched, bool> fresh = new();

    internal void Join(string connection, Watched watched)
    {
        watchers[connection] = watched;
        fresh[watched] = true;
    }

    internal Watched? Leave(string connection) => watchers.TryRemove(connection, out var watched) ? watched : null;

    /// <summary>Whom to show something: those of tenants in which something changed, and those who have just come.</summary>
    internal IReadOnlyList<Watched> Take(IReadOnlyList<string> changedTenants)
    {
        var come = fresh.Keys.Where(watched => fresh.TryRemove(watched, out _)).ToHashSet();
        return [.. watchers.Values.Distinct().Where(w => come.Contains(w) || changedTenants.Contains(w.Tenant, StringComparer.Ordinal))];
    }
}

internal sealed record Watched(string Tenant, string Zone)
{
    public string Group => $"watch/{Tenant}/{Zone}";
}
