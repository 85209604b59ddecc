using FsCheck;
using FsCheck.Fluent;
using Liaison.Core.Statistics;
using Interval = Liaison.Core.Statistics.Interval;
using Xunit;

namespace Liaison.Tests.Statistics;

/// <summary>What holds of figures, whatever happened, and however a day is cut: days of 23, 24 and 25 hours alike.</summary>
public sealed class TallyPropertyTest
{
    private static readonly (string Zone, DateOnly Day)[] Days =
    [
        ("Europe/Warsaw", new(2026, 3, 29)), ("Europe/Warsaw", new(2026, 10, 25)), ("Europe/Warsaw", new(2026, 6, 1)),
        ("America/New_York", new(2026, 3, 8)), ("America/New_York", new(2026, 11, 1)), ("Australia/Lord_Howe", new(2026, 4, 5)), ("Asia/Kathmandu", new(2026, 1, 1)),
    ];

    private static readonly Config Some = Config.QuickThrowOnFailure.WithMaxTest(150);

    private static Arbitrary<Given> Contacts =>
        (from day in Gen.Elements(Days)
         from minutes in Gen.Elements(15, 30, 45, 60)
         from arrival in Gen.Elements(Attribution.Event, Attribution.Arrival)
         from transfers in Gen.Elements(true, false)
         let grid = new IntervalGrid(TimeZoneInfo.FindSystemTimeZoneById(day.Zone), minutes)
         let start = grid.DayStart(day.Day)
         let length = (int)(grid.DayStart(day.Day.AddDays(1)) - start).TotalSeconds
         from courses in Courses.UpTo(25, Courses.Any(start.AddHours(-1), length + 7_200))
         from spans in Courses.UpTo(10, Courses.AnyPresence(start.AddHours(-1), length + 7_200))
         from seed in Gen.Choose(0, int.MaxValue - 1)
         select new Given(grid, day.Day, Courses.Rules(arrival, transfers, "Waste"), [.. courses], [.. spans], seed)).ToArbitrary();

    [Fact, Trait("row", "A166")]
    public void What_intervals_add_up_to_is_what_the_whole_day_counts() => Check.One(Some, Prop.ForAll(Contacts, static given =>
    {
        var (parts, whole) = (given.Count(given.Intervals), given.Count([new Interval(given.Intervals[0].From, given.Intervals[^1].To)]));
        return Sums(parts.Queues) == Sums(whole.Queues) && Sums(parts.Agents) == Sums(whole.Agents);
    }));

    [Fact, Trait("row", "A166")]
    public void No_order_of_contacts_makes_a_difference() => Check.One(Some, Prop.ForAll(Contacts, static given =>
    {
        var random = new Random(given.Seed);
        var (courses, spans) = ((Course[])given.Courses.Clone(), (PresenceSpan[])given.Spans.Clone());
        random.Shuffle(courses);
        random.Shuffle(spans);
        var (one, other) = (given.Count(given.Intervals), (given with { Courses = courses, Spans = spans }).Count(given.Intervals));
        return Lines(one.Queues) == Lines(other.Queues) && Lines(one.Agents) == Lines(other.Agents);
    }));

    [Fact, Trait("row", "A166")]
    public void Whoever_comes_into_a_queue_is_answered_gives_up_moves_on_or_waits_still() => Check.One(Some, Prop.ForAll(Contacts, static given =>
    {
        var forever = new Interval(given.Intervals[0].From.AddDays(-2), given.Intervals[^1].To.AddDays(2));
        var open = given.Courses.SelectMany(c => Stay.Of(c, given.Rules.CountTransfers).Stays).Where(s => s.End == StayEnd.Open).ToLookup(s => s.Queue);
        return given.Count([forever]).Queues.All(r => r[Measure.Offered] + r[Measure.MovedIn]
            == r[Measure.Answered] + r[Measure.Abandoned] + r[Measure.MovedOut] + r[Measure.OtherEnds] + open[r.Queue!].Count());
    }));

    [Fact, Trait("row", "A166")]
    public void One_state_of_an_agent_never_lasts_longer_than_its_interval() => Check.One(Some, Prop.ForAll(Contacts, static given =>
        given.Spans.All(span => (given with { Courses = [], Spans = [span] }).Count(given.Intervals).Agents.All(r =>
            Math.Max(r[Measure.Staffed], r[Measure.Paused] + r[Measure.Admin]) <= r.Interval.Length.TotalSeconds && r[Measure.Idle] <= r[Measure.Staffed]))));

    [Fact, Trait("row", "A166")]
    public void Service_level_and_shares_stay_between_nothing_and_all() => Check.One(Some, Prop.ForAll(Contacts, static given =>
        given.Count(given.Intervals).Queues.All(r => r[Measure.AbandonedShort] + r[Measure.AbandonedInTime] <= r[Measure.Abandoned] && r[Measure.AnsweredInTime] <= r[Measure.Answered]
            && r.Figures.All(f => f >= 0) && StatisticsColumns.ServiceLevel(r) is null or (>= 0 and <= 1))));

    [Fact, Trait("row", "A169")]
    public void A_queue_that_is_left_out_leaves_no_trace() => Check.One(Some, Prop.ForAll(Contacts, static given =>
        given.Count(given.Intervals) is var (queues, agents) && queues.Concat(agents).All(r => r.Queue != "Waste")));

    [Fact]
    public void A_course_is_read_as_it_was_written() => Check.One(Some, Prop.ForAll(Contacts, static given => given.Courses.All(course =>
        CourseText.Write(CourseText.Read(System.Text.Encoding.UTF8.GetBytes(CourseText.Write(course)))) == CourseText.Write(course)
        && CourseText.Read(System.Text.Encoding.UTF8.GetBytes(CourseText.Write(course))).OverAt == course.OverAt)));

    private static string Sums(IReadOnlyList<StatisticsRow> rows)
    {
        var sums = rows.GroupBy(r => (r.Queue, r.Agent)).OrderBy(g => g.Key.Agent, StringComparer.Ordinal).ThenBy(g => g.Key.Queue, StringComparer.Ordinal).Select(g =>
        {
            var sum = new long[Measures.Count];
            foreach (var row in g)
            {
                Measures.Add(sum, row.Figures);
            }
            return (g.Key, Sum: sum);
        });
        return string.Join('\n', sums.Where(s => s.Sum.Any(f => f > 0)).Select(s => $"{s.Key.Agent}/{s.Key.Queue}: {string.Join(' ', s.Sum)}"));
    }

    private static string Lines(IReadOnlyList<StatisticsRow> rows) => string.Join('\n', rows.Select(r => $"{r.Interval.From:O} {r.Agent}/{r.AgentName}/{r.Queue}: {string.Join(' ', r.Figures)}"));

    private sealed record Given(IntervalGrid Grid, DateOnly Day, TallyRules Rules, Course[] Courses, PresenceSpan[] Spans, int Seed)
    {
        public IReadOnlyList<Interval> Intervals { get; } = [.. Grid.Between(Grid.DayStart(Day), Grid.DayStart(Day.AddDays(1)))];

        public (IReadOnlyList<StatisticsRow> Queues, IReadOnlyList<StatisticsRow> Agents) Count(IReadOnlyList<Interval> intervals) =>
            Statistics.Courses.Count(intervals, Rules, Courses, Spans, Intervals[^1].To);
    }
}
