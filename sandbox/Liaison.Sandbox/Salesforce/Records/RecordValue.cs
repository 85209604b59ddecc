using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Liaison.Sandbox.Salesforce.Describe;

namespace Liaison.Sandbox.Salesforce.Records;

/// <summary>Values as JSON has them. A time is written with an offset that has no colon: <c>2026-05-01T07:25:37.000+0000</c>.</summary>
public static class RecordValue
{
    private static readonly string[] Times =
    [
        "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mmzzz",
    ];

    public static JsonNode? Write(object? value) => value switch
    {
        null => null,
        string text => JsonValue.Create(text),
        bool truth => JsonValue.Create(truth),
        long whole => JsonValue.Create(whole),
        decimal number => JsonValue.Create(number),
        DateOnly day => JsonValue.Create(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        DateTimeOffset time => JsonValue.Create(Time(time)),
        _ => throw new InvalidOperationException($"A row holds a {value.GetType()}."),
    };

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+0000'", CultureInfo.InvariantCulture);

    /// <summary>Back from <see cref="Write"/>.</summary>
    public static object? Restore(Field field, JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => field.Type == FieldType.Int ? json.GetInt64() : json.GetDecimal(),
        _ when field.Type == FieldType.Date => DateOnly.ParseExact(json.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ when field.Type == FieldType.DateTime => ParseTime(json.GetString()!),
        _ => json.GetString(),
    };

    /// <summary>A time with an offset, with or without the colon; null when it is none.</summary>
    public static DateTimeOffset? ParseTime(string text)
    {
        if (!text.EndsWith('Z') && (text.Length < 20 || text.LastIndexOfAny(['+', '-']) < 16))
        {
            return null;
        }

        return DateTimeOffset.TryParseExact(text, Times, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? new DateTimeOffset(time.Ticks - (time.Ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero) : null;
    }

    public static DateOnly? ParseDate(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
