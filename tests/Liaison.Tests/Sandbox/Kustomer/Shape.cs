using System.Text.Json;
using System.Text.RegularExpressions;

namespace Liaison.Tests.Sandbox.Kustomer;

/// <summary>Compares the shape of an answer with an example of the vendor's: names, kinds of values, forms of ids, times and links.</summary>
internal static partial class Shape
{
    /// <summary>Their insides are the caller's own, or what the vendor makes of a text.</summary>
    private static readonly string[] Free = ["custom", "attributes/meta", "properties", "payload/api/data", "payload/draftJs", "changes", "sentiment"];

    public static IEnumerable<string> Differences(JsonElement example, JsonElement ours, string at = "")
    {
        if (example.ValueKind == JsonValueKind.Null || IsSchema(example) || Free.Any(free => at.EndsWith("/" + free, StringComparison.Ordinal)) || (at is "/links/prev" or "/links/next" && ours.ValueKind == JsonValueKind.Null))
        {
            return [];
        }

        if (Kind(example) != Kind(ours))
        {
            return [$"{at}: {Kind(example)} expected, {Kind(ours)} given"];
        }

        return example.ValueKind switch
        {
            JsonValueKind.Object => example.EnumerateObject().SelectMany(part => ours.TryGetProperty(part.Name, out var mine) ? Differences(part.Value, mine, $"{at}/{part.Name}") : part.Value.ValueKind == JsonValueKind.Null || IsSchema(part.Value) ? [] : [$"{at}/{part.Name}: missing"]),
            JsonValueKind.Array when example.GetArrayLength() > 0 && ours.GetArrayLength() > 0 => Differences(example[0], ours[0], at + "[]"),
            JsonValueKind.String when (at.EndsWith("data/type", StringComparison.Ordinal) || at.EndsWith("data[]/type", StringComparison.Ordinal)) && example.GetString() != ours.GetString() => [$"{at}: {example} expected, {ours} given"],
            JsonValueKind.String when Form(example.GetString()!) is { } form && Form(ours.GetString()!) != form => [$"{at}: {form} expected, {ours} given"],
            _ => [],
        };
    }

    /// <summary>Some examples show the schema of a value in its place.</summary>
    private static bool IsSchema(JsonElement value) => value.ValueKind == JsonValueKind.Object && ((value.TryGetProperty("type", out _) && value.TryGetProperty("example", out _)) || (value.EnumerateObject().Any() && value.EnumerateObject().All(part => IsSchema(part.Value))));

    private static string Kind(JsonElement value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? "truth" : value.ValueKind.ToString();

    /// <summary>What the form of a text says: an id, a time, a link.</summary>
    private static string? Form(string text) => text.StartsWith("/v1/", StringComparison.Ordinal) ? Link(text) : Id().IsMatch(text) || text == "the_customer_UUID" ? "id" : Time().IsMatch(text) ? "time" : null;

    /// <summary>What is asked for after the question mark may differ: <see cref="KustomerStandInDoorTests"/> looks at it.</summary>
    private static string Link(string text) => Purchases().Replace(IdInside().Replace(text.Split('?')[0], "{id}"), "orders");

    /// <summary>One example is of another klass than ours.</summary>
    [GeneratedRegex("purchases$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Purchases();

    [GeneratedRegex("^[0-9a-f]{24}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Id();

    [GeneratedRegex("[0-9a-f]{22,24}|the_customer_UUID", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex IdInside();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Time();
}
