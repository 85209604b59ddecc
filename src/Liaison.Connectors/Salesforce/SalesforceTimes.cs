using System.Globalization;

namespace Liaison.Connectors.Salesforce;

/// <summary>Times as Salesforce writes them: <c>2026-05-01T07:25:37.000+0000</c>, without the colon that ISO 8601 in JSON has.</summary>
internal static class SalesforceTimes
{
    public static DateTimeOffset? Read(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    public static string Write(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>As everybody else reads it: ISO 8601 with its offset. What is no time stays as it is.</summary>
    public static string Iso(string text) => Read(text) is { } time ? time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture) : text;

    /// <summary>The calendar day of an instant in somebody's zone; a plain date is that day everywhere.</summary>
    public static string? Day(string text, TimeZoneInfo zone) =>
        DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Iso(day)
        : Read(text) is { } time ? Iso(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, zone).DateTime)) : null;

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
