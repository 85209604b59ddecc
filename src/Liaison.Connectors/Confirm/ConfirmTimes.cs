using System.Globalization;

namespace Liaison.Connectors.Confirm;

/// <summary>
/// Between instants and the wall clock of the tenant. Confirm is sent its own local time with the matching offset: right whether it heeds
/// offsets or not. Whole seconds only. A wall time that the clocks skip is read as if they had not gone forward yet; one that comes twice is the first of the two.
/// </summary>
internal sealed class ConfirmTimes(TimeZoneInfo zone)
{
    private const string Form = "yyyy-MM-dd'T'HH:mm:sszzz";

    /// <summary>Times, unlike dates, carry hours; a text without them is midnight of that day in the tenant's zone.</summary>
    private static readonly string[] WallForms =
        ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm", "yyyy-MM-dd"];

    private static readonly string[] ZonedForms = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK"];

    public string Write(DateTimeOffset instant) => Seconds(TimeZoneInfo.ConvertTime(instant, zone)).ToString(Form, CultureInfo.InvariantCulture);

    public string WriteDate(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Reads a time with an offset, with Z, or without a zone; null when it is none.</summary>
    public DateTimeOffset? Read(string? text)
    {
        if (text is null)
        {
            return null;
        }
        text = text.Trim();
        if (DateTime.TryParseExact(text, WallForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var wall))
        {
            return Seconds(OfWall(wall));
        }
        return DateTimeOffset.TryParseExact(text, ZonedForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) ? Seconds(instant) : null;
    }

    /// <summary>The same instant in the tenant's zone, so that equal times are equal texts; what is no time stays as it is.</summary>
    public string Normalise(string text) => Read(text) is { } instant ? Write(instant) : text;

    public static DateTimeOffset Seconds(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));

    private DateTimeOffset OfWall(DateTime wall)
    {
        var offset = zone.IsInvalidTime(wall) ? zone.GetUtcOffset(wall.AddHours(-3))
            : zone.IsAmbiguousTime(wall) ? zone.GetAmbiguousTimeOffsets(wall).Max()
            : zone.GetUtcOffset(wall);
        return new DateTimeOffset(DateTime.SpecifyKind(wall, DateTimeKind.Unspecified), offset);
    }
}
