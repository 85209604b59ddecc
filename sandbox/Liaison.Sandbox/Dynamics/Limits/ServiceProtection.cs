using System.Collections.Concurrent;
using System.Globalization;
using Liaison.Sandbox.Dynamics.Api;

namespace Liaison.Sandbox.Dynamics.Limits;

/// <summary>What one user may ask for in five minutes, and at once.</summary>
public sealed class ServiceProtection(DynamicsStandIn org)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<Guid, Used> users = new();

    public void Clear() => users.Clear();

    /// <param name="busy">Why the request is not served; null when it is.</param>
    public IDisposable Enter(Guid user, out ODataException? busy)
    {
        var used = users.GetOrAdd(user, _ => new Used());
        lock (used)
        {
            Turn(used);
            busy = used.Now >= org.Settings.Concurrent ? new ODataException(429, "0x80072326", $"Number of concurrent requests exceeded the limit of {org.Settings.Concurrent}.")
                : used.Requests.Count >= org.Settings.Requests ? new ODataException(429, "0x80072322", $"Number of requests exceeded the limit of {org.Settings.Requests} over time window of 300 seconds.")
                : used.Requests.Sum(one => one.Work.TotalSeconds) >= org.Settings.ExecutionSeconds ? new ODataException(429, "0x80072321", $"Combined execution time of incoming requests exceeded limit of {org.Settings.ExecutionSeconds * 1000} milliseconds over time window of 300 seconds. Decrease number of concurrent requests or reduce the duration of requests and try again later.")
                : null;
            used.Now++;
            return new Leaving(this, used, busy is null, org.Time.GetUtcNow());
        }
    }

    /// <summary>What is left, as the vendor tells it for debugging.</summary>
    public void Tell(IHeaderDictionary headers, Guid? user)
    {
        if (user is not { } known)
        {
            return;
        }

        var used = users.GetOrAdd(known, _ => new Used());
        lock (used)
        {
            Turn(used);
            headers["x-ms-ratelimit-burst-remaining-xrm-requests"] = Math.Max(0, org.Settings.Requests - used.Requests.Count).ToString(CultureInfo.InvariantCulture);
            headers["x-ms-ratelimit-time-remaining-xrm-requests"] = Math.Max(0, org.Settings.ExecutionSeconds - used.Requests.Sum(one => one.Work.TotalSeconds)).ToString("N2", CultureInfo.InvariantCulture);
        }
    }

    private void Turn(Used used)
    {
        while (used.Requests.TryPeek(out var oldest) && oldest.At <= org.Time.GetUtcNow() - Window)
        {
            used.Requests.Dequeue();
        }
    }

    private sealed class Used
    {
        public Queue<(DateTimeOffset At, TimeSpan Work)> Requests { get; } = new();

        public int Now { get; set; }
    }

    private sealed class Leaving(ServiceProtection protection, Used used, bool served, DateTimeOffset started) : IDisposable
    {
        public void Dispose()
        {
            lock (used)
            {
                used.Now--;
                if (served)
                {
                    var now = protection.Now();
                    used.Requests.Enqueue((now, now - started));
                }
            }
        }
    }

    private DateTimeOffset Now() => org.Time.GetUtcNow();
}
