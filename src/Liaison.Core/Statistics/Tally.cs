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
    private readonly Dictionary<(string? Queue, string? Agent), Series?> all = [];
    private readonly Dictionary<string, Series[]> served = new(StringComparer.Ordinal);
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
        var (to, own) = (span.To ?? until, Of(null, span.Agent));
        Spread(own, what, span.From, to);
        if (what is not (Measure.Idle or Measure.Staffed))
        {
            return;
        }
        if (what == Measure.Idle)
        {
            Spread(own, Measure.Staffed, span.From, to);
        }
        foreach (var queue in ServedBy(span.Agent))
        {
            Spread(queue, Measure.Staffed, span.From, to);
            if (what == Measure.Idle)
            {
                Spread(queue, Measure.Idle, span.From, to);
            }
        }
    }

    /// <summary>The queues' rows by interval and queue.</summary>
    /// <param name="known">Queues that have a row in every interval since they are known, if only of zeros.</param>
    public IReadOnlyList<StatisticsRow> Queues(IReadOnlyList<KnownQueue> known)
    {
        var rows = all.Where(s => s.Key.Agent is null && s.Value is { IsEmpty: false }).ToDictionary(s => s.Key.Queue!, s => s.Value!, StringComparer.Ordinal);
        var since = known.Where(q => !rules.LeftOut.Contains(q.Name)).GroupBy(q => q.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Min(q => q.Since), StringComparer.Ordinal);
        var queues = since.Keys.Concat(rows.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return [.. Enumerable.Range(0, intervals.Count).SelectMany(at => queues
            .Where(q => rows.GetValueOrDefault(q)?[at] is not null || (since.TryGetValue(q, out var from) && from < intervals[at].To))
            .Select(q => new StatisticsRow(intervals[at], q, null, null, rows.GetValueOrDefault(q)?[at] ?? new long[Measures.Count])))];
    }

    /// <summary>The agents' rows by interval, agent and queue; who had nothing to do with an interval has none.</summary>
    public IReadOnlyList<StatisticsRow> Agents()
    {
        var rows = all.Where(s => s.Key.Agent is not null && s.Value is not null).OrderBy(s => s.Key.Agent, StringComparer.Ordinal).ThenBy(s => s.Key.Queue, StringComparer.Ordinal).ToList();
        return [.. Enumerable.Range(0, intervals.Count).SelectMany(at => rows.Where(r => r.Value![at] is not null)
            .Select(r => new StatisticsRow(intervals[at], r.Key.Queue, r.Key.Agent, names.GetValueOrDefault(r.Key.Agent!), r.Value![at]!)))];
    }

    /// <summary>Where a queue's figures are kept, or an agent's of a queue; null for a queue that is left out.</summary>
    internal Series? Of(string? queue, string? agent) => all.TryGetValue((queue, agent), out var known) ? known
        : all[(queue, agent)] = queue is not null && rules.LeftOut.Contains(queue) ? null : new Series(intervals.Count);

    internal DateTimeOffset EndOf(CourseLeg leg, Course course) =>
        leg.EndedAt ?? course.EndedAt ?? (until < leg.AnsweredAt + LongestTalk ? until : leg.AnsweredAt!.Value + LongestTalk);

    internal Attribution Attribution => rules.Attribution;

    internal static long Second(DateTimeOffset at) => at.ToUnixTimeSeconds();

    /// <summary>Counts something at an instant; outside of all intervals it is nobody's.</summary>
    internal void Count(Series? of, Measure measure, DateTimeOffset at, long amount = 1)
    {
        if (of is not null && IndexOf(Second(at)) is >= 0 and var interval)
        {
            var cell = of.Cell(interval);
            cell[(int)measure] = measure.IsLongest() ? Math.Max(cell[(int)measure], amount) : cell[(int)measure] + amount;
        }
    }

    /// <summary>Counts a time in each interval over which it stretches.</summary>
    internal void Spread(Series? of, Measure measure, DateTimeOffset from, DateTimeOffset to)
    {
        var (start, end) = (Math.Max(Second(from), edges[0]), Math.Min(Second(to), edges[^1]));
        for (var at = of is not null && start < end ? IndexOf(start) : intervals.Count; at < intervals.Count && edges[at] < end; at++)
        {
            of!.Cell(at)[(int)measure] += Math.Min(end, edges[at + 1]) - Math.Max(start, edges[at]);
        }
    }

    private void Waited(Stay stay)
    {
        var queue = Of(stay.Queue, null);
        Count(queue, stay.MovedIn ? Measure.MovedIn : Measure.Offered, stay.EnteredAt);
        if (stay.EndedAt is not { } ended)
        {
            return;
        }
        var (at, exact, wait) = (rules.Attribution == Attribution.Arrival ? stay.EnteredAt : ended, (ended - stay.EnteredAt).TotalSeconds, Second(ended) - Second(stay.EnteredAt));
        switch (stay.End)
        {
            case StayEnd.Answered:
                Count(queue, Measure.Answered, at);
                Count(queue, Measure.AnsweredInTime, at, exact <= rules.ServiceLevelSeconds ? 1 : 0);
                Count(queue, Measure.WaitAnswered, at, wait);
                Count(queue, Measure.LongestAnswered, at, wait);
                break;
            case StayEnd.Abandoned:
                var isShort = exact < rules.ShortAbandonSeconds;
                Count(queue, Measure.Abandoned, at);
                Count(queue, Measure.AbandonedShort, at, isShort ? 1 : 0);
                Count(queue, Measure.AbandonedInTime, at, !isShort && exact <= rules.ServiceLevelSeconds ? 1 : 0);
                Count(queue, Measure.WaitAbandoned, at, wait);
                Count(queue, Measure.LongestAbandoned, at, wait);
                break;
            case StayEnd.MovedOn:
                Count(queue, Measure.MovedOut, at);
                break;
            default:
                Count(queue, Measure.OtherEnds, at);
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

    private Series[] ServedBy(string agent) => served.TryGetValue(agent, out var known) ? known
        : served[agent] = [.. rules.Serves(agent).Select(q => Of(q, null)).OfType<Series>()];
}

/// <summary>One queue's figures by interval, or one agent's of one queue.</summary>
internal sealed class Series(int intervals)
{
    private readonly long[]?[] cells = new long[]?[intervals];

    public long[]? this[int interval] => cells[interval];

    public bool IsEmpty => cells.All(c => c is null);

    public long[] Cell(int interval) => cells[interval] ??= new long[Measures.Count];
}
