namespace Liaison.Core.Statistics;

/// <summary>
/// Cuts days into intervals. A day begins at midnight in its zone and is cut in elapsed time, not by the wall's clock: a day of 23 or 25 hours has fewer or more intervals, none twice and none
/// missing. Where the length does not divide the day (45 minutes into 23 hours), the day's last interval is shorter.
/// </summary>
public sealed class IntervalGrid(TimeZoneInfo zone, int minutes)
{
    public TimeZoneInfo Zone => zone;

    public int Minutes => minutes;

    /// <summary>The interval in which an instant lies.</summary>
    public Interval Of(DateTimeOffset at)
    {
        var day = DayOf(at);
        var from = DayStart(day).AddMinutes((long)((at - DayStart(day)).TotalMinutes / minutes) * minutes);
        return new Interval(from, Earlier(from.AddMinutes(minutes), DayStart(day.AddDays(1))));
    }

    /// <summary>All intervals that begin in the window, in their order.</summary>
    public IEnumerable<Interval> Between(DateTimeOffset from, DateTimeOffset to)
    {
        var interval = Of(from);
        if (interval.From < from)
        {
            interval = Of(interval.To);
        }
        for (; interval.From < to; interval = Of(interval.To))
        {
            yield return interval;
        }
    }

    /// <summary>The local date to which an instant belongs.</summary>
    public DateOnly DayOf(DateTimeOffset at)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
        // Clocks that are put forward over midnight make a day begin late.
        return at < DayStart(day) ? day.AddDays(-1) : day;
    }

    /// <summary>The first instant of a local date, in UTC: where midnight comes twice, the first one; where it does not come, the first moment there is.</summary>
    public DateTimeOffset DayStart(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        if (zone.IsAmbiguousTime(midnight))
        {
            return new DateTimeOffset(midnight, zone.GetAmbiguousTimeOffsets(midnight).Max()).ToUniversalTime();
        }
        while (zone.IsInvalidTime(midnight))
        {
            midnight = midnight.AddMinutes(15);
        }
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
