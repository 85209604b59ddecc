using Liaison.Core.Shared;
using Liaison.Core.Statistics;
using Liaison.Storage.Configuration;
using Liaison.Storage.Statistics;

namespace Liaison.Hub.Statistics;

/// <summary>Rows of some intervals.</summary>
public sealed record CountedRows(IReadOnlyList<StatisticsRow> Queues, IReadOnlyList<StatisticsRow> Agents)
{
    public static readonly CountedRows None = new([], []);

    private readonly Lazy<ILookup<Interval, StatisticsRow>> queues = new(() => Queues.ToLookup(r => r.Interval));
    private readonly Lazy<ILookup<Interval, StatisticsRow>> agents = new(() => Agents.ToLookup(r => r.Interval));

    public IReadOnlyList<StatisticsRow> Of(LayoutSubject subject) => subject == LayoutSubject.Agents ? Agents : Queues;

    public IReadOnlyList<StatisticsRow> Of(LayoutSubject subject, Interval interval) => [.. (subject == LayoutSubject.Agents ? agents : queues).Value[interval]];
}

/// <summary>Counts what happened in some intervals, from sessions and agents' presence as they are known now.</summary>
public sealed class StatisticsDesk(CourseReads reads, TimeProvider time)
{
    /// <param name="intervals">In their order, without holes.</param>
    /// <param name="leftOut">Queues of which nothing is counted.</param>
    public async Task<CountedRows> Count(TenantSetup setup, StatisticsSettings settings, IReadOnlySet<string> leftOut, IReadOnlyList<Interval> intervals, CancellationToken cancel)
    {
        if (intervals.Count == 0)
        {
            return CountedRows.None;
        }
        var (from, to) = (intervals[0].From, intervals[^1].To);
        var served = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var tally = new Tally(intervals, settings.Rules(leftOut, email => served.TryGetValue(email, out var known) ? known : served[email] = setup.Desk.QueuesOf(email)), time.GetUtcNow());
        await foreach (var course in reads.Courses(setup.Tenant, from, to, cancel))
        {
            tally.Add(course);
        }
        await foreach (var span in reads.Presences(setup.Tenant, from, to, cancel))
        {
            tally.Add(span);
        }
        return new CountedRows(tally.Queues(settings.ZeroRows ? await Known(setup, from, cancel) : []), tally.Agents());
    }

    private async Task<IReadOnlyList<KnownQueue>> Known(TenantSetup setup, DateTimeOffset from, CancellationToken cancel) =>
        [.. setup.Desk.Queues.Select(q => new KnownQueue(q.Name, DateTimeOffset.MinValue)), .. await reads.Queues(setup.Tenant, from, cancel)];
}
