using System.Runtime.InteropServices;
using Liaison.Core.Desk;

namespace Liaison.Core.Statistics;

/// <summary>
/// Counts contacts and agents' time into intervals, one contact after another: what it holds grows with intervals, queues and agents, not with contacts, and no order of them makes a difference.
/// Every instant is cut to its second first, so that durations add up exactly, however a day is cut.
/// </summary>
/// <param name="intervals">In their order, without holes.</param>
/// <param name="until">What has not ended yet is counted so far.</param>
public sealed class Tally(IReadOnlyList<Interval> intervals, TallyRules rules, DateTimeOffset until)
{
    /// <summary>Nobody talks longer: what nobody ever ended is counted for so long.</summary>
    private static readonly TimeSpan LongestTalk = TimeSpan.FromHours(24);

    private readonly long[] edges = [.. intervals.Select(i => Second(i.From)), .. intervals.TakeLast(1).Select(i => Second(i.To))];
    private readonly Dictionary<(int Interval, string? Queue, string? Agent), long[]> cells = [];
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);

    public void Add(Course course)
    {
        var (stays, places) = Stay.Of(course, rules.CountTransfers);
        foreach (var stay in stays)
        {
            Waited(stay);
        }
        var last = LastToLeave(course);
        for (var at = 0; at < course.Legs.Count; at++)
        {
            Name(course.Legs[at].Agent, course.Legs[at].Name);
            new LegTally(this, course, course.Legs[at], places[at], at == last).Add();
        }
    }

    public void Add(PresenceSpan span)
    {
        Name(span.Agent, span.Name);
        var measure = span switch
        {
            { Presence: Presence.NotReady, Reason: null } => (Measure?)null,
            { Presence: Presence.NotReady } => rules.AdminReasons.Contains(span.Reason) ? Measure.Admin : Measure.Paused,
            { Presence: Presence.InQueue } => Measure.Idle,
            _ => Measure.Staffed,
        };
        if (measure is not { } what)
        {
            return;
        }
        var to = span.To ?? until;
        Spread(null, span.Agent, what, span.From, to);
        if (what is not (Measure.Idle or Measure.Staffed))
        {
            return;
        }
        if (what == Measure.Idle)
        {
            Spread(null, span.Agent, Measure.Staffed, span.From, to);
        }
        foreach (var queue in rules.Serves(span.Agent))
        {
            Spread(queue, null, Measure.Staffed, span.From, to);
            if (what == Measure.Idle)
            {
                Spread(queue, null, Measure.Idle, span.From, to);
            }
        }
    }

    /// <summary>The queues' rows by interval and queue.</summary>
    /// <param name="known">Queues that have a row in every interval since they are known, if only of zeros.</param>
    public IReadOnlyList<StatisticsRow> Queues(IReadOnlyList<KnownQueue> known)
    {
        var rows = cells.Where(c => c.Key.Agent is null).ToDictionary(c => (c.Key.Interval, Queue: c.Key.Queue!), c => c.Value);
        var since = known.Where(q => !rules.LeftOut.Contains(q.Name)).GroupBy(q => q.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Min(q => q.Since), StringComparer.Ordinal);
        var queues = since.Keys.Concat(rows.Keys.Select(k => k.Queue)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return [.. Enumerable.Range(0, intervals.Count).SelectMany(at => queues.Where(q => rows.ContainsKey((at, q)) || (since.TryGetValue(q, out var from) && from < intervals[at].To))
            .Select(q => new StatisticsRow(intervals[at], q, null, null, rows.GetValueOrDefault((at, q)) ?? new long[Measures.Count])))];
    }

    /// <summary>The agents' rows by interval, agent and queue; who had nothing to do with an interval has none.</summary>
    public IReadOnlyList<StatisticsRow> Agents() =>
    [
        .. cells.Where(c => c.Key.Agent is not null).OrderBy(c => c.Key.Interval).ThenBy(c => c.Key.Agent, StringComparer.Ordinal).ThenBy(c => c.Key.Queue, StringComparer.Ordinal)
            .Select(c => new StatisticsRow(intervals[c.Key.Interval], c.Key.Queue, c.Key.Agent, names.GetValueOrDefault(c.Key.Agent!), c.Value)),
    ];

    internal DateTimeOffset EndOf(CourseLeg leg, Course course) =>
        leg.EndedAt ?? course.EndedAt ?? (until < leg.AnsweredAt + LongestTalk ? until : leg.AnsweredAt!.Value + LongestTalk);

    internal Attribution Attribution => rules.Attribution;

    internal static long Second(DateTimeOffset at) => at.ToUnixTimeSeconds();

    /// <summary>Counts something at an instant; outside of all intervals it is nobody's.</summary>
    internal void Count(string? queue, string? agent, Measure measure, DateTimeOffset at, long amount = 1)
    {
        if (IndexOf(Second(at)) is >= 0 and var interval && Cell(interval, queue, agent) is { } cell)
        {
            cell[(int)measure] = measure.IsLongest() ? Math.Max(cell[(int)measure], amount) : cell[(int)measure] + amount;
        }
    }

    /// <summary>Counts a time in each interval over which it stretches.</summary>
    internal void Spread(string? queue, string? agent, Measure measure, DateTimeOffset from, DateTimeOffset to)
    {
        var (start, end) = (Math.Max(Second(from), edges[0]), Math.Min(Second(to), edges[^1]));
        for (var at = start < end ? IndexOf(start) : intervals.Count; at < intervals.Count && edges[at] < end; at++)
        {
            if (Cell(at, queue, agent) is { } cell)
            {
                cell[(int)measure] += Math.Min(end, edges[at + 1]) - Math.Max(start, edges[at]);
            }
        }
    }

    private void Waited(Stay stay)
    {
        Count(stay.Queue, null, stay.MovedIn ? Measure.MovedIn : Measure.Offered, stay.EnteredAt);
        if (stay.EndedAt is not { } ended)
        {
            return;
        }
        var (at, exact, wait) = (rules.Attribution == Attribution.Arrival ? stay.EnteredAt : ended, (ended - stay.EnteredAt).TotalSeconds, Second(ended) - Second(stay.EnteredAt));
        switch (stay.End)
        {
            case StayEnd.Answered:
                Count(stay.Queue, null, Measure.Answered, at);
                Count(stay.Queue, null, Measure.AnsweredInTime, at, exact <= rules.ServiceLevelSeconds ? 1 : 0);
                Count(stay.Queue, null, Measure.WaitAnswered, at, wait);
                Count(stay.Queue, null, Measure.LongestAnswered, at, wait);
                break;
            case StayEnd.Abandoned:
                var isShort = exact < rules.ShortAbandonSeconds;
                Count(stay.Queue, null, Measure.Abandoned, at);
                Count(stay.Queue, null, Measure.AbandonedShort, at, isShort ? 1 : 0);
                Count(stay.Queue, null, Measure.AbandonedInTime, at, !isShort && exact <= rules.ServiceLevelSeconds ? 1 : 0);
                Count(stay.Queue, null, Measure.WaitAbandoned, at, wait);
                Count(stay.Queue, null, Measure.LongestAbandoned, at, wait);
                break;
            case StayEnd.MovedOn:
                Count(stay.Queue, null, Measure.MovedOut, at);
                break;
            default:
                Count(stay.Queue, null, Measure.OtherEnds, at);
                break;
        }
    }

    /// <summary>Who wraps up: the one who spoke with the customer last.</summary>
    private static int LastToLeave(Course course)
    {
        var last = -1;
        for (var at = 0; at < course.Legs.Count; at++)
        {
            if (course.Legs[at].AnsweredAt is not null && (last < 0 || (course.Legs[at].EndedAt ?? course.EndedAt) >= (course.Legs[last].EndedAt ?? course.EndedAt)))
            {
                last = at;
            }
        }
        return last;
    }

    private void Name(string agent, string? name)
    {
        if (name is not null && (!names.TryGetValue(agent, out var known) || string.CompareOrdinal(name, known) > 0))
        {
            names[agent] = name;
        }
    }

    private int IndexOf(long second)
    {
        if (intervals.Count == 0 || second < edges[0] || second >= edges[^1])
        {
            return -1;
        }
        var at = Array.BinarySearch(edges, second);
        return at < 0 ? ~at - 1 : at;
    }

    private long[]? Cell(int interval, string? queue, string? agent)
    {
        if (queue is not null && rules.LeftOut.Contains(queue))
        {
            return null;
        }
        ref var cell = ref CollectionsMarshal.GetValueRefOrAddDefault(cells, (interval, queue, agent), out _);
        return cell ??= new long[Measures.Count];
    }
}
