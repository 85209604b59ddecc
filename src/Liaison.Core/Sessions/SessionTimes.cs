using System.Globalization;

namespace Liaison.Core.Sessions;

/// <summary>Times of sources: taken with their offset, kept in UTC to the microsecond.</summary>
public static class SessionTimes
{
    /// <summary>Clocks of sources may be ahead of ours by so much.</summary>
    public static readonly TimeSpan MostAhead = TimeSpan.FromMinutes(10);

    /// <summary>Nothing that happened before is a contact of ours.</summary>
    public static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static string Write(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);

    public static DateTimeOffset Read(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    /// <summary>An RFC 3339 time with an offset; null when the text is none.</summary>
    public static DateTimeOffset? TryRead(string? text) =>
        text is { Length: >= 20 and <= 40 } && text[10] is 'T' or 't' && HasOffset(text)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time)
            ? Cut(time)
            : null;

    /// <summary>Why a time cannot be; null when it can.</summary>
    public static string? WhyNot(DateTimeOffset time, DateTimeOffset now) =>
        time > now + MostAhead ? $"The time {Write(time)} is in the future (it is {Write(now)} now, and clocks may differ by {MostAhead.TotalMinutes:0} minutes). Set the source's clock."
        : time < Earliest ? $"The time {Write(time)} is before {Earliest.Year}, which cannot be right."
        : null;

    // The database keeps microseconds; what is compared must be what is kept.
    private static DateTimeOffset Cut(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    private static bool HasOffset(string text) => text[^1] is 'Z' or 'z' || (text.Length > 6 && text[^6] is '+' or '-');
}
