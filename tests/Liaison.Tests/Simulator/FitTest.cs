using Liaison.Core.Sessions;
using Liaison.Core.Simulation;
using Xunit;

namespace Liaison.Tests.Simulator;

/// <summary>How well simulated days resemble the data that they are made from.</summary>
public sealed class FitTest
{
    private static readonly double[] Shares = [0.1, 0.25, 0.5, 0.75, 0.9, 0.95];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Durations_fitted_to_every_second_call_foretell_the_quantiles_of_the_others(int column)
    {
        var measured = Samples.Calls.Select(row => row[column]).ToList();
        var fitted = MeasuredSeconds.Fit(measured.Where((_, at) => at % 2 == 0));
        var others = measured.Where((_, at) => at % 2 == 1).Order().ToList();
        // 600 calls know their own 0.95 quantile no better than to about a tenth.
        Assert.All(Shares, share => Assert.InRange(fitted.Quantile(share) / others[(int)(share * others.Count)], 0.85, 1.15));
        Assert.InRange(fitted.Mean / others.Average(), 0.85, 1.15);
    }

    [Fact]
    public void Talks_in_simulated_sessions_last_as_long_as_measured_calls_and_wrap_up_too()
    {
        var centre = new ContactCentre(new SimulationOrder(Agents: 60, ContactsPerHour: 900, Seed: 5), Samples.Material);
        var calls = Samples.Sessions(centre.Until(TimeSpan.FromHours(6))).Where(s => s is { Channel: Channel.Voice, WrapUpEndedAt: not null, Interactions.Count: 1 } && s.States.All(x => x.State != "onHold")).ToList();
        Assert.True(calls.Count > 1_000, $"{calls.Count} calls");
        Same([.. calls.Select(s => (s.Interactions[0].EndedAt - s.Interactions[0].AnsweredAt)!.Value.TotalSeconds)], 0);
        Same([.. calls.Select(s => (s.WrapUpEndedAt - s.EndedAt)!.Value.TotalSeconds)], 1);
    }

    [Fact]
    public void Contacts_come_through_the_day_as_the_profile_says()
    {
        // Counts of a Poisson process scatter by the root of their mean: five times that is never seen in 48 half hours, and a wrong profile always is.
        var centre = new ContactCentre(new SimulationOrder(Agents: 1, ContactsPerHour: 600, FromHour: 0, Seed: 11), Samples.Material);
        var began = Enumerable.Range(0, 48).Select(half =>
        {
            var before = centre.Counts.Began;
            centre.Until(TimeSpan.FromMinutes(30 * (half + 1)));
            return centre.Counts.Began - before;
        }).ToList();
        for (var half = 0; half < 48; half++)
        {
            var expected = 300 * Samples.Material.Day.Busy(TimeSpan.FromMinutes(30 * half));
            Assert.InRange(began[half], expected - 5 - (5 * Math.Sqrt(expected)), expected + 5 + (5 * Math.Sqrt(expected)));
        }
        Assert.InRange(began.IndexOf(began.Max()), 17, 24);
        Assert.True(began[8] < 10, $"{began[8]} at four in the morning");
    }

    [Fact]
    public void Agents_are_as_busy_as_is_usual_when_no_traffic_is_asked_for()
    {
        foreach (var agents in new[] { 4, 12, 40 })
        {
            var centre = new ContactCentre(new SimulationOrder(Agents: agents, FromHour: 10, Seed: 2), Samples.Material);
            var busy = new List<double>();
            for (var minute = 10; minute <= 60; minute++)
            {
                centre.Until(TimeSpan.FromMinutes(minute));
                busy.Add((double)(centre.Counts.AgentsBusy + centre.Counts.AgentsWrappingUp) / agents);
            }
            Assert.InRange(busy.Average(), 0.55, 0.98);
        }
    }

    [Fact]
    public void What_does_not_describe_a_day_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new DayProfile([1, 2, 3]));
        Assert.Throws<ArgumentException>(() => new DayProfile([.. Enumerable.Repeat(0.0, 48)]));
        Assert.Throws<ArgumentException>(() => new DayProfile([.. Enumerable.Repeat(1.0, 47), -1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => MeasuredSeconds.Fit([]));
    }

    private static void Same(IReadOnlyList<double> simulated, int column)
    {
        var (there, here) = (Samples.Calls.Select(row => row[column]).Order().ToList(), simulated.Order().ToList());
        Assert.All(Shares, share => Assert.InRange(here[(int)(share * here.Count)] / there[(int)(share * there.Count)], 0.85, 1.18));
    }
}
