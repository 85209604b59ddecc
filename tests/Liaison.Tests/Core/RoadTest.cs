using FsCheck;
using FsCheck.Fluent;
using Liaison.Core.Cases;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;
using Xunit;

namespace Liaison.Tests.CoreParts;

public sealed class RoadTest
{
    private static readonly RetrySchedule Schedule = RetrySchedule.Standard;

    [Fact, Trait("row", "A42")]
    public void Ten_attempts_span_about_a_day_whatever_chance_says()
    {
        Assert.Equal(10, Schedule.MostAttempts);
        foreach (var chance in new[] { 0, 0.5, 0.999 })
        {
            var all = Enumerable.Range(1, 9).Select(n => Schedule.WaitAfter(n, null, chance)!.Value).Aggregate(TimeSpan.Zero, (sum, wait) => sum + wait);
            Assert.InRange(all.TotalHours, 20, 30);
            Assert.Null(Schedule.WaitAfter(10, null, chance));
        }
    }

    [Fact]
    public void A_retry_after_is_honoured_within_bounds_and_never_shortens_a_wait()
    {
        Prop.ForAll(Gen.Choose(1, 9).Zip(Gen.Choose(0, 1_000_000)).ToArbitrary(), t =>
        {
            var (attempts, seconds) = t;
            var wait = Schedule.WaitAfter(attempts, TimeSpan.FromSeconds(seconds), 0)!.Value;
            var alone = Schedule.WaitAfter(attempts, null, 0)!.Value;
            return wait >= alone && (wait == alone || wait <= Schedule.LongestRetryAfter) && (wait >= TimeSpan.FromSeconds(seconds) || wait >= Schedule.LongestRetryAfter);
        }).QuickCheckThrowOnFailure();
    }

    [Fact, Trait("row", "A42"), Trait("row", "A43")]
    public void Every_fault_ends_waits_or_asks_a_person_as_its_verdict_says()
    {
        foreach (var kind in Enum.GetValues<FaultKind>())
        {
            var fault = new Fault(kind, "It went wrong.");
            foreach (var attempts in Enumerable.Range(1, 10))
            {
                var next = Transition.After(fault, attempts, Schedule, Sample.Noon, 0.3);
                var expected = fault.Verdict switch
                {
                    Verdict.Fail => DeliveryState.Failed,
                    Verdict.Park => DeliveryState.Parked,
                    Verdict.ParkConnection => DeliveryState.Waiting,
                    _ => attempts < 10 ? DeliveryState.Waiting : DeliveryState.Dead,
                };
                Assert.Equal((expected, fault.Verdict == Verdict.ParkConnection, fault.Verdict != Verdict.ParkConnection), (next.State, next.ParksConnection, next.CountsAttempt));
                Assert.Equal(next.State == DeliveryState.Waiting && !next.ParksConnection, next.DueAt > Sample.Noon);
            }
        }
        Assert.Equal(DeliveryState.Delivered, Transition.After(null, 1, Schedule, Sample.Noon, 0).State);
    }

    [Fact, Trait("row", "A42"), Trait("row", "A43")]
    public void What_the_network_spoils_is_tried_again_and_what_a_value_spoils_never()
    {
        FaultKind[] again = [FaultKind.Unreachable, FaultKind.TimedOut, FaultKind.Throttled, FaultKind.Unavailable, FaultKind.LockContention, FaultKind.Unknown];
        FaultKind[] never = [FaultKind.Validation, FaultKind.SchemaDrift, FaultKind.Duplicate, FaultKind.NotFound, FaultKind.Refused];
        Assert.All(again, kind => Assert.Equal(DeliveryState.Waiting, Transition.After(new Fault(kind, "It went wrong."), 1, Schedule, Sample.Noon, 0).State));
        Assert.All(never, kind => Assert.Equal(DeliveryState.Failed, Transition.After(new Fault(kind, "It went wrong."), 1, Schedule, Sample.Noon, 0).State));
    }

    [Fact]
    public void Ids_are_unique_and_sort_in_the_order_in_which_they_were_made_even_when_the_clock_goes_back()
    {
        var time = new StepTime();
        var ids = new IdSource(time, new Random(1));
        var made = new List<string>();
        for (var n = 0; n < 20_000; n++)
        {
            time.Now = Sample.Noon.AddMilliseconds((n / 100) - (n % 7 == 0 ? 5 : 0));
            made.Add(ids.Next<Case>().Value);
        }
        Assert.Equal(made.Count, made.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(made.Order(StringComparer.Ordinal), made);
        Assert.All(made, id => Assert.True(Id<Case>.TryParse(id, out _)));
        Assert.False(Id<Attachment>.TryParse(made[0], out _));
    }

    private sealed class StepTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; }
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
