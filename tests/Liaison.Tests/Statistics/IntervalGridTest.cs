using Liaison.Core.Statistics;
using Xunit;

namespace Liaison.Tests.Statistics;

/// <summary>Days are cut by elapsed time: clocks that are put forward or back make a day shorter or longer, and no interval comes twice or not at all.</summary>
public sealed class IntervalGridTest
{
    [Theory, Trait("row", "A166")]
    [InlineData("Europe/Warsaw", "2026-03-29", 15, 23 * 4, 15)]
    [InlineData("Europe/Warsaw", "2026-10-25", 15, 25 * 4, 15)]
    [InlineData("America/New_York", "2026-03-08", 30, 23 * 2, 30)]
    [InlineData("America/New_York", "2026-11-01", 60, 25, 60)]
    [InlineData("Europe/Warsaw", "2026-03-29", 45, 31, 30)]
    [InlineData("America/New_York", "2026-11-01", 45, 34, 15)]
    [InlineData("Australia/Lord_Howe", "2026-04-05", 60, 25, 30)]
    [InlineData("America/Havana", "2026-03-08", 60, 23, 60)]
    [InlineData("America/Havana", "2026-11-01", 60, 25, 60)]
    [InlineData("Asia/Kathmandu", "2026-01-01", 60, 24, 60)]
    public void A_day_is_cut_into_as_many_intervals_as_it_has_time_for(string zone, string day, int minutes, int count, int lastMinutes)
    {
        var grid = new IntervalGrid(TimeZoneInfo.FindSystemTimeZoneById(zone), minutes);
        var date = DateOnly.ParseExact(day, "yyyy-MM-dd", null);
        var intervals = grid.Between(grid.DayStart(date), grid.DayStart(date.AddDays(1))).ToList();
        Assert.Equal(count, intervals.Count);
        Assert.Equal(lastMinutes, intervals[^1].Length.TotalMinutes);
        Assert.All(intervals.Zip(intervals.Skip(1)), pair => Assert.Equal(pair.First.To, pair.Second.From));
        Assert.All(intervals, interval =>
        {
            Assert.Equal(interval, grid.Of(interval.From));
            Assert.Equal(interval, grid.Of(interval.To.AddMilliseconds(-1)));
            Assert.Equal(date, grid.DayOf(interval.From));
        });
    }

    [Fact, Trait("row", "A166")]
    public void A_window_that_begins_within_an_interval_begins_with_the_next_one()
    {
        var grid = new IntervalGrid(TimeZoneInfo.Utc, 30);
        var at = new DateTimeOffset(2026, 6, 1, 9, 10, 0, TimeSpan.Zero);
        Assert.Equal([new Interval(at.AddMinutes(20), at.AddMinutes(50))], grid.Between(at, at.AddMinutes(50)));
    }
}
