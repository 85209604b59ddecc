using Liaison.Core.Desk;
using Liaison.Core.Sessions;
using Liaison.Core.Statistics;
using Xunit;

namespace Liaison.Tests.Statistics;

/// <summary>Figures of single contacts, counted by hand.</summary>
public sealed class TallyTest
{
    private static readonly DateTimeOffset Nine = new(2026, 6, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly IReadOnlyList<Interval> Quarters = [.. new IntervalGrid(TimeZoneInfo.Utc, 15).Between(Nine, Nine.AddHours(1))];

    [Fact, Trait("row", "A166"), Trait("row", "A152")]
    public void A_call_is_counted_where_it_happened()
    {
        var call = Courses.Call(At(14, 30), At(20, 0), new CourseLeg("ann", "Ann", "Housing", At(14, 40), At(15, 10), At(20, 0))) with { WrapUpEndedAt = At(31, 0), Holds = [new CourseHold(At(16, 0), At(17, 0))] };
        var (queues, agents) = Courses.Count(Quarters, Courses.Rules(), [call], [], At(60, 0));
        Has(queues, 0, (Measure.Offered, 1));
        Has(queues, 1, (Measure.Answered, 1), (Measure.AnsweredInTime, 0), (Measure.WaitAnswered, 40), (Measure.LongestAnswered, 40), (Measure.Handled, 1), (Measure.Talk, 230), (Measure.Hold, 60));
        Has(queues, 2, (Measure.WrapUp, 660));
        Has(agents, 0, (Measure.Rung, 1));
        Has(agents, 1, (Measure.Answered, 1), (Measure.Talk, 230), (Measure.Hold, 60), (Measure.WrapUp, 600), (Measure.Handled, 1));
        Has(agents, 2, (Measure.WrapUp, 60));
    }

    [Fact, Trait("row", "A166")]
    public void By_arrival_all_of_a_call_is_counted_where_it_came_in_but_agents_time_where_it_was_spent()
    {
        var call = Courses.Call(At(14, 55), At(20, 0), new CourseLeg("ann", "Ann", "Housing", At(14, 56), At(15, 10), At(20, 0))) with { WrapUpEndedAt = At(31, 0) };
        var (queues, agents) = Courses.Count(Quarters, Courses.Rules(Attribution.Arrival), [call], [], At(60, 0));
        Has(queues, 0, (Measure.Offered, 1), (Measure.Answered, 1), (Measure.AnsweredInTime, 1), (Measure.WaitAnswered, 15), (Measure.LongestAnswered, 15), (Measure.Handled, 1), (Measure.Talk, 290), (Measure.WrapUp, 660));
        Assert.Single(queues);
        Has(agents, 1, (Measure.Answered, 1), (Measure.Talk, 290), (Measure.WrapUp, 600), (Measure.Handled, 1));
    }

    [Theory, Trait("row", "A166")]
    [InlineData(4, 1, 0)]
    [InlineData(5, 0, 1)]
    [InlineData(20, 0, 1)]
    [InlineData(21, 0, 0)]
    public void Who_gives_up_does_so_at_once_in_time_or_late(int seconds, int atOnce, int inTime)
    {
        var (queues, _) = Courses.Count(Quarters, Courses.Rules(), [Courses.Call(Nine, Nine.AddSeconds(seconds))], [], At(60, 0));
        Has(queues, 0, (Measure.Offered, 1), (Measure.Abandoned, 1), (Measure.AbandonedShort, atOnce), (Measure.AbandonedInTime, inTime), (Measure.WaitAbandoned, seconds), (Measure.LongestAbandoned, seconds));
    }

    [Theory, Trait("row", "A166")]
    [InlineData(20.0, 1)]
    [InlineData(20.1, 0)]
    public void The_service_level_looks_at_tenths_of_a_second_although_times_are_told_in_seconds(double seconds, int inTime)
    {
        var call = Courses.Call(Nine, At(5, 0), new CourseLeg("ann", null, "Housing", null, Nine.AddSeconds(seconds), At(5, 0)));
        Assert.Equal(inTime, Courses.Count(Quarters, Courses.Rules(), [call], [], At(60, 0)).Queues[0][Measure.AnsweredInTime]);
    }

    [Fact, Trait("row", "A166")]
    public void A_transfer_to_a_queue_counts_there_again_or_not_as_is_chosen()
    {
        var call = Courses.Call(Nine, At(9, 0), new CourseLeg("ann", null, "Housing", At(0, 5), At(0, 10), At(4, 0), "Roads"), new CourseLeg("bob", null, "Roads", At(4, 10), At(4, 30), At(9, 0))) with { Queue = "Roads" };
        var (again, _) = Courses.Count(Quarters, Courses.Rules(), [call], [], At(60, 0));
        Has(again, 0, (Measure.Offered, 1), (Measure.Answered, 1), (Measure.AnsweredInTime, 1), (Measure.WaitAnswered, 10), (Measure.LongestAnswered, 10), (Measure.Handled, 1), (Measure.Talk, 230), (Measure.TransferredOut, 1));
        Has([again[1]], 0, (Measure.MovedIn, 1), (Measure.Answered, 1), (Measure.WaitAnswered, 30), (Measure.LongestAnswered, 30), (Measure.Handled, 1), (Measure.Talk, 270));
        var (once, _) = Courses.Count(Quarters, Courses.Rules(transfers: false), [call], [], At(60, 0));
        Has([once[1]], 0, (Measure.Handled, 1), (Measure.Talk, 270));
    }

    [Fact, Trait("row", "A166")]
    public void A_contact_that_nobody_took_moves_on_to_the_next_queue()
    {
        var call = Courses.Call(Nine, At(1, 0), new CourseLeg("ann", null, "Housing", At(0, 5), null, At(0, 25)), new CourseLeg("bob", null, "Roads", At(0, 30), At(0, 40), At(1, 0)));
        var (queues, agents) = Courses.Count(Quarters, Courses.Rules(transfers: false), [call], [], At(60, 0));
        Has([queues[0]], 0, (Measure.Offered, 1), (Measure.MovedOut, 1));
        Has([queues[1]], 0, (Measure.MovedIn, 1), (Measure.Answered, 1), (Measure.AnsweredInTime, 1), (Measure.WaitAnswered, 10), (Measure.LongestAnswered, 10), (Measure.Handled, 1), (Measure.Talk, 20));
        Has([agents[0]], 0, (Measure.Rung, 1), (Measure.Missed, 1));
    }

    [Fact, Trait("row", "A166")]
    public void What_came_by_no_queue_and_what_we_began_are_the_agents_alone()
    {
        var (direct, outgoing) = (Courses.Call(Nine, At(2, 0), new CourseLeg("ann", null, null, null, At(1, 0), At(2, 0))) with { Queue = null },
            Courses.Call(At(14, 0), At(16, 0), new CourseLeg("ann", null, "Housing", null, At(14, 0), At(16, 0))) with { Direction = Direction.Outbound });
        var (queues, agents) = Courses.Count(Quarters, Courses.Rules(), [direct, outgoing], [], At(60, 0));
        Assert.Empty(queues);
        Has([agents.Single(r => r.Queue is null)], 0, (Measure.DirectIn, 1), (Measure.DirectInTime, 60), (Measure.Talk, 60), (Measure.Handled, 1));
        Has([.. agents.Where(r => r.Queue == "Housing")], 0, (Measure.DirectOut, 1), (Measure.DirectOutTime, 60), (Measure.Talk, 60));
        Has([.. agents.Where(r => r.Queue == "Housing")], 1, (Measure.DirectOutTime, 60), (Measure.Talk, 60), (Measure.Handled, 1));
    }

    [Fact, Trait("row", "A152"), Trait("row", "A166")]
    public void Agents_time_is_counted_to_the_second_in_its_interval_and_for_the_queues_that_they_serve()
    {
        PresenceSpan[] spans =
        [
            new("ann", "Ann", Presence.NotReady, null, At(0, 0), At(10, 0)), new("ann", "Ann", Presence.InQueue, null, At(10, 0), At(20, 0)), new("ann", "Ann", Presence.NotReady, "Training", At(20, 0), At(25, 0)),
            new("ann", "Ann", Presence.NotReady, "Break", At(25, 0), At(30, 0)), new("ann", "Ann", Presence.Busy, null, At(30, 0), null),
        ];
        var (queues, agents) = Courses.Count(Quarters, Courses.Rules(), [], spans, At(40, 0));
        Has(agents, 0, (Measure.Idle, 300), (Measure.Staffed, 300));
        Has(agents, 1, (Measure.Idle, 300), (Measure.Staffed, 300), (Measure.Admin, 300), (Measure.Paused, 300));
        Has(agents, 2, (Measure.Staffed, 600));
        Assert.Equal([("Housing", 300), ("Roads", 300), ("Housing", 300), ("Roads", 300), ("Housing", 600), ("Roads", 600)], queues.Select(r => (r.Queue!, r[Measure.Staffed])));
    }

    [Fact, Trait("row", "A166"), Trait("row", "A169")]
    public void Known_queues_have_rows_of_zeros_and_those_left_out_have_none()
    {
        var tally = new Tally(Quarters, Courses.Rules(leftOut: "roads"), At(60, 0));
        tally.Add(Courses.Call(Nine, At(1, 0)) with { Queue = "Roads" });
        var rows = tally.Queues([new KnownQueue("Housing", DateTimeOffset.MinValue), new KnownQueue("Roads", DateTimeOffset.MinValue), new KnownQueue("Waste", At(31, 0))]);
        Assert.Equal(["Housing", "Housing", "Housing", "Waste", "Housing", "Waste"], rows.Select(r => r.Queue));
        Assert.All(rows, r => Assert.All(r.Figures, f => Assert.Equal(0, f)));
    }

    private static DateTimeOffset At(int minutes, int seconds) => Nine.AddMinutes(minutes).AddSeconds(seconds);

    /// <summary>These figures and no others.</summary>
    private static void Has(IReadOnlyList<StatisticsRow> rows, int quarter, params (Measure Measure, long Figure)[] expected) => Assert.Equal(
        expected.Where(e => e.Figure != 0).OrderBy(e => e.Measure),
        Enum.GetValues<Measure>().Select(m => (m, rows.First(r => r.Interval == Quarters[quarter])[m])).Where(f => f.Item2 != 0).OrderBy(f => f.m));
}
