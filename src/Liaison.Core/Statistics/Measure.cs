namespace Liaison.Core.Statistics;

/// <summary>What is counted of a queue or an agent in an interval. Times are whole seconds. All add up over intervals, but for the two longest waits, of which the greatest holds.</summary>
public enum Measure
{
    // A queue's: what came in.
    Offered,
    MovedIn,
    MovedOut,

    // A queue's or an agent's: what became of it.
    Answered,
    AnsweredInTime,
    Abandoned,
    AbandonedShort,
    AbandonedInTime,
    OtherEnds,
    WaitAnswered,
    WaitAbandoned,
    LongestAnswered,
    LongestAbandoned,

    // With agents.
    Handled,
    Talk,
    Hold,
    WrapUp,
    TransferredOut,
    DirectIn,
    DirectInTime,
    DirectOut,
    DirectOutTime,
    Rung,
    Missed,

    // Agents' own time, and that of those who serve a queue.
    Staffed,
    Idle,
    Paused,
    Admin,
}

public static class Measures
{
    public static readonly int Count = Enum.GetValues<Measure>().Length;

    /// <summary>Whether the greatest holds, instead of the sum.</summary>
    public static bool IsLongest(this Measure measure) => measure is Measure.LongestAnswered or Measure.LongestAbandoned;

    /// <summary>Adds one row's figures to another's.</summary>
    public static void Add(long[] to, IReadOnlyList<long> more)
    {
        for (var at = 0; at < Count; at++)
        {
            to[at] = ((Measure)at).IsLongest() ? Math.Max(to[at], more[at]) : to[at] + more[at];
        }
    }
}
