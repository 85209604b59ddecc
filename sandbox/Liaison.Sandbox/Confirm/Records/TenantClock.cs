using System.Globalization;
using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Confirm.Records;

/// <summary>
/// The tenant's wall clock. Times are held as wall-clock seconds without a zone: an offset that a client sends is ignored, as the
/// connector is reported to do, so a client that does not convert first is an hour off all summer.
/// </summary>
public sealed class TenantClock(TimeProvider time, string zoneName, Dice dice)
{
    private static readonly string[] WallForms = ["yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd HH:mm:ss"];
    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(zoneName);

    public DateTime Now() => Seconds(TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone).DateTime);

    /// <summary>Reads the wall-clock part of an xs:dateTime; null when the text is not one.</summary>
    public static DateTime? Read(string text)
    {
        var trimmed = text.AsSpan().Trim();
        return trimmed.Length >= 19
            && DateTime.TryParseExact(trimmed[..19], WallForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var wall)
            && IsZoneOrFraction(trimmed[19..])
                ? wall
                : null;
    }

    /// <summary>Reads a date with or without a time; null when the text is neither.</summary>
    public static DateTime? ReadDate(string text) =>
        DateTime.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : Read(text);

    public string Write(DateTime wall, DateForm form) => form switch
    {
        DateForm.Utc => Plain(Utc(wall)) + "Z",
        DateForm.Offset => new DateTimeOffset(wall, zone.GetUtcOffset(wall)).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture),
        DateForm.Fraction => Plain(wall) + ".4000",
        DateForm.Mixed => Write(wall, (DateForm)dice.Pick((int)DateForm.Mixed)),
        DateForm.Garbage => "31/02/yesterday",
        _ => Plain(wall),
    };

    public static string Plain(DateTime wall) => wall.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The form in which Confirm's own messages name a time.</summary>
    public static string InMessage(DateTime wall) => wall.ToString("dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture);

    private static DateTime Seconds(DateTime wall) =>
        DateTime.SpecifyKind(new DateTime(wall.Ticks - (wall.Ticks % TimeSpan.TicksPerSecond)), DateTimeKind.Unspecified);

    private DateTime Utc(DateTime wall) =>
        zone.IsInvalidTime(wall) ? wall - zone.BaseUtcOffset : TimeZoneInfo.ConvertTimeToUtc(wall, zone);

    private static bool IsZoneOrFraction(ReadOnlySpan<char> rest)
    {
        if (rest is ['.', ..])
        {
            var digits = 1;
            while (digits < rest.Length && char.IsAsciiDigit(rest[digits]))
            {
                digits++;
            }

            rest = rest[digits..];
        }

        return rest is "" or "Z"
            || (rest is ['+' or '-', var a, var b, ':', var c, var d] && char.IsAsciiDigit(a) && char.IsAsciiDigit(b) && char.IsAsciiDigit(c) && char.IsAsciiDigit(d));
    }
}
