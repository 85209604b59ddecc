using Liaison.Core.Simulation;
using Xunit;

namespace Liaison.Tests.Simulator;

/// <summary>A simulation is played in real time, faster, and never faster than it may be.</summary>
public sealed class PaceTest
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Facts_bear_the_time_at_which_they_are_told_and_never_come_from_the_future()
    {
        var (played, centre) = Play(new SimulationOrder(Speed: 30, Agents: 8, Minutes: 5), TimeSpan.FromMinutes(5));
        Assert.True(played.Count > 300, $"{played.Count} facts");
        Assert.All(played, p => Assert.InRange(p.Due.At, p.Told - TimeSpan.FromMilliseconds(250), p.Told));
        Assert.All(played.GroupBy(p => p.Due.Fact.Session), its => Assert.Equal(its.Select(p => p.Due.At).Order(), its.Select(p => p.Due.At)));
        Assert.InRange(centre.Now, TimeSpan.FromMinutes(149), TimeSpan.FromMinutes(150));
    }

    [Fact]
    public void True_times_keep_true_lengths_and_end_now()
    {
        var order = new SimulationOrder(Speed: 30, Agents: 8, Minutes: 5, TrueTimes: true);
        var (played, _) = Play(order, TimeSpan.FromMinutes(5));
        Assert.All(played, p => Assert.True(p.Due.At <= p.Told));
        Assert.True(played[0].Due.At < Start - TimeSpan.FromMinutes(135), $"{played[0].Due.At:O}");
        Assert.InRange(played[^1].Due.At, played[^1].Told - TimeSpan.FromMinutes(2), played[^1].Told);
        Assert.All(played.Zip(played.Skip(1)), pair => Assert.Equal(pair.Second.Due.Fact.At - pair.First.Due.Fact.At, pair.Second.Due.At - pair.First.Due.At));
    }

    [Fact]
    public void However_fast_and_busy_it_is_never_more_than_the_bounded_number_of_facts_is_told_in_a_second()
    {
        var order = new SimulationOrder(Speed: SimulationOrder.Fastest, Agents: SimulationOrder.MostAgents, Minutes: 1, ContactsPerHour: SimulationOrder.MostContactsPerHour);
        Assert.Empty(order.Problems());
        var (played, centre) = Play(order, TimeSpan.FromMinutes(1));
        var perSecond = played.GroupBy(p => (int)(p.Told - Start).TotalSeconds).ToDictionary(g => g.Key, g => g.Count());
        // One step of the simulated clock may say three or four things at once, which are taken off the next second.
        Assert.All(perSecond, second => Assert.InRange(second.Value, 1, (2 * SimulationOrder.MostFactsPerSecond) + 4));
        Assert.InRange(played.Count, 40 * SimulationOrder.MostFactsPerSecond, 62 * SimulationOrder.MostFactsPerSecond);
        Assert.True(centre.Now < TimeSpan.FromMinutes(200), "The simulated clock should have waited.");
    }

    [Fact]
    public void A_computer_that_slept_does_not_make_up_for_it()
    {
        var order = new SimulationOrder(Speed: 60, Agents: 8, Minutes: 60);
        var centre = new ContactCentre(order, Samples.Material);
        var pace = new Pace(centre, order, Start);
        pace.Due(Start.AddSeconds(1));
        pace.Due(Start.AddMinutes(30));
        Assert.InRange(centre.Now, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(3));
    }

    [Theory]
    [InlineData("speed", 0.5, 8, 10.0, 9)]
    [InlineData("speed", double.NaN, 8, 10.0, 9)]
    [InlineData("speed", 241, 8, 10.0, 9)]
    [InlineData("agents", 4, 0, 10.0, 9)]
    [InlineData("agents", 4, 61, 10.0, 9)]
    [InlineData("minutes", 4, 8, 0.0, 9)]
    [InlineData("minutes", 4, 8, double.PositiveInfinity, 9)]
    [InlineData("fromHour", 4, 8, 10.0, 24)]
    public void What_is_out_of_bounds_is_named(string what, double speed, int agents, double minutes, int from) =>
        Assert.Equal([$"/{what}"], new SimulationOrder(speed, agents, minutes, FromHour: from).Problems().Select(p => p.At));

    private static (IReadOnlyList<(DueFact Due, DateTimeOffset Told)> Played, ContactCentre Centre) Play(SimulationOrder order, TimeSpan time)
    {
        var centre = new ContactCentre(order, Samples.Material);
        var pace = new Pace(centre, order, Start);
        var played = new List<(DueFact, DateTimeOffset)>();
        for (var at = TimeSpan.FromMilliseconds(250); at <= time; at += TimeSpan.FromMilliseconds(250))
        {
            played.AddRange(pace.Due(Start + at).Select(due => (due, Start + at)));
        }
        return (played, centre);
    }
}
