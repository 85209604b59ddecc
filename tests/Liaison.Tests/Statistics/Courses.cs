using FsCheck;
using FsCheck.Fluent;
using Liaison.Core.Desk;
using Liaison.Core.Sessions;
using Liaison.Core.Statistics;
using Interval = Liaison.Core.Statistics.Interval;

namespace Liaison.Tests.Statistics;

/// <summary>Contacts as they may go, by hand and by chance.</summary>
internal static class Courses
{
    public static readonly string[] Queues = ["Housing", "Roads", "Waste"];

    private static readonly string?[] Somewhere = [null, .. Queues];

    public static TallyRules Rules(Attribution attribution = Attribution.Event, bool transfers = true, params string[] leftOut) => new(
        attribution, 20, 5, transfers, new HashSet<string>(["Training"], StringComparer.OrdinalIgnoreCase), leftOut.ToHashSet(StringComparer.OrdinalIgnoreCase), static _ => ["Housing", "Roads"]);

    public static Course Call(DateTimeOffset began, DateTimeOffset? ended, params CourseLeg[] legs) => new(Channel.Voice, Direction.Inbound, began, ended, null, "Housing", null, legs, []);

    /// <summary>One contact in a stretch of so many seconds: any length, any legs, any holds, told whole or half.</summary>
    public static Gen<Course> Any(DateTimeOffset since, int seconds) =>
        from began in Gen.Choose(0, seconds * 10)
        from length in Gen.Choose(0, 60_000)
        from ends in Gen.Frequency((9, Gen.Constant(true)), (1, Gen.Constant(false)))
        from wrap in Gen.Choose(-20, 3_000)
        from channel in Gen.Elements(Channel.Voice, Channel.Chat, Channel.Inbox, Channel.Offline)
        from direction in Gen.Frequency((5, Gen.Constant(Direction.Inbound)), (1, Gen.Constant(Direction.Outbound)), (1, Gen.Constant(Direction.Internal)))
        from queue in Gen.Elements(Somewhere)
        from outcome in Gen.Elements<string?>(null, null, null, "abandoned", "voicemail")
        from legs in UpTo(3, Leg(since.AddMilliseconds(began * 100), length))
        from holds in UpTo(2, Gen.Choose(0, 60_000).Two())
        let start = since.AddMilliseconds(began * 100)
        select new Course(
            channel, direction, start, ends ? start.AddMilliseconds(length * 100) : null, ends && wrap > 0 ? start.AddMilliseconds((length + wrap) * 100) : null, queue, outcome, [.. legs],
            [.. holds.Select(h => new CourseHold(start.AddMilliseconds(h.Item1 * 100), h.Item2 % 7 == 0 ? null : start.AddMilliseconds((h.Item1 + h.Item2) * 100)))]);

    public static Gen<PresenceSpan> AnyPresence(DateTimeOffset since, int seconds) =>
        from at in Gen.Choose(0, seconds)
        from length in Gen.Choose(0, 20_000)
        from agent in Gen.Elements("ann", "bob", "cleo")
        from presence in Gen.Elements(Presence.NotReady, Presence.InQueue, Presence.Busy, Presence.WrapUp)
        from reason in Gen.Elements<string?>(null, "Break", "Training")
        select new PresenceSpan(agent, agent.ToUpperInvariant(), presence, reason, since.AddSeconds(at), length % 11 == 0 ? null : since.AddSeconds(at + length));

    /// <summary>The rows of a window, cut into intervals of so many minutes.</summary>
    public static (IReadOnlyList<StatisticsRow> Queues, IReadOnlyList<StatisticsRow> Agents) Count(
        IReadOnlyList<Interval> intervals, TallyRules rules, IEnumerable<Course> courses, IEnumerable<PresenceSpan> spans, DateTimeOffset until)
    {
        var tally = new Tally(intervals, rules, until);
        foreach (var course in courses)
        {
            tally.Add(course);
        }
        foreach (var span in spans)
        {
            tally.Add(span);
        }
        return (tally.Queues([]), tally.Agents());
    }

    public static Gen<List<T>> UpTo<T>(int most, Gen<T> of) => from count in Gen.Choose(0, most) from all in of.ListOf(count) select all.ToList();

    private static Gen<CourseLeg> Leg(DateTimeOffset start, int length) =>
        from agent in Gen.Elements("ann", "bob", "cleo")
        from queue in Gen.Elements(Somewhere)
        from times in Gen.Choose(0, Math.Max(1, length)).Three()
        from told in Gen.Choose(0, 15)
        from to in Gen.Elements<string?>(null, null, "Roads", "Waste", "bob")
        let sorted = new[] { times.Item1, times.Item2, times.Item3 }.Order().Select(t => start.AddMilliseconds(t * 100)).ToArray()
        select new CourseLeg(agent, null, queue, told % 5 == 0 ? null : sorted[0], told % 3 == 0 ? null : sorted[1], told == 7 ? null : sorted[2], to);
}
