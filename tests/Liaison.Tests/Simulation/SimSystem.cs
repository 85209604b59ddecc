using System.Globalization;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Tests.Simulation;

/// <summary>What became of one call.</summary>
internal enum Fate { Well, Slow, Throttled, Refused, NeverArrived, FailedBefore, FailedAfter, TimedOutBefore, TimedOutAfter, ResetAfter, Rubbish }

/// <summary>The other system: records by our key, with a log of what was written into each. What it does, it does within three seconds of being asked.</summary>
internal sealed class SimSystem(VirtualTime time, Random random, double storm)
{
    private static readonly Fate[] Bad = [.. Enum.GetValues<Fate>().Where(f => f != Fate.Well)];
    private int last = 1000;

    /// <summary>Record, our key, and the markers in the order in which they were written.</summary>
    public List<(string Record, string Key, List<string> Markers)> Records { get; } = [];

    public int Calls { get; private set; }

    public bool Over { get; set; }

    /// <param name="inFlight">Waits, unless the hub is gone: then the answer reaches nobody.</param>
    public async Task<(Fate Fate, Fault? Fault)> Call(bool writes, Action effect, Func<TimeSpan, Task> inFlight, Calls calls)
    {
        Calls++;
        var fate = Over || random.NextDouble() >= storm ? Fate.Well : Bad[random.Next(Bad.Length)];
        // Once it has left the hub, it comes to pass whatever becomes of the hub.
        if (fate is Fate.Well or Fate.Slow or Fate.FailedAfter or Fate.TimedOutAfter or Fate.ResetAfter or Fate.Rubbish)
        {
            time.In(TimeSpan.FromMilliseconds(random.Next(1, 3000)), effect);
        }
        await inFlight(fate switch
        {
            Fate.Slow => TimeSpan.FromSeconds(random.Next(4, 60)),
            Fate.TimedOutAfter or Fate.TimedOutBefore => TimeSpan.FromSeconds(60),
            Fate.NeverArrived or Fate.Throttled => TimeSpan.FromMilliseconds(random.Next(1, 500)),
            _ => TimeSpan.FromMilliseconds(random.Next(3000, 3500)),
        });
        calls.Add("a request", fate.ToString(), 200, 0);
        return (fate, fate switch
        {
            Fate.Well or Fate.Slow => null,
            Fate.Throttled => new Fault(FaultKind.Throttled, "Too many requests.", RetryAfter: random.Next(4) == 0 ? null : TimeSpan.FromSeconds(random.Next(1, 1200))),
            Fate.Refused => random.Next(10) == 0 ? new Fault(FaultKind.Credentials, "Refused.") : new Fault(FaultKind.LockContention, "Somebody else was at it."),
            Fate.NeverArrived => new Fault(FaultKind.Unreachable, "No connection."),
            Fate.FailedBefore or Fate.FailedAfter => new Fault(FaultKind.Unavailable, "HTTP 500.", InDoubt: writes),
            Fate.TimedOutBefore or Fate.TimedOutAfter => new Fault(FaultKind.TimedOut, "No answer.", InDoubt: writes),
            Fate.ResetAfter => new Fault(FaultKind.Unreachable, "The connection broke.", InDoubt: writes),
            _ => new Fault(FaultKind.Unknown, "Rubbish.", InDoubt: writes),
        });
    }

    public void Create(string key, string marker) => Records.Add(((++last).ToString(CultureInfo.InvariantCulture), key, [marker]));

    public void Update(string record, string marker) => Records.Single(r => r.Record == record).Markers.Add(marker);
}
