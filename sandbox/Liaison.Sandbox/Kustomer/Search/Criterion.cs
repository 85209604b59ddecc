using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Liaison.Sandbox.Kustomer.Api;
using Liaison.Sandbox.Kustomer.Records;

namespace Liaison.Sandbox.Kustomer.Search;

/// <summary><c>{attribute: {operator: value}}</c>.</summary>
public sealed partial record Criterion(SearchAttribute Attribute, string Operator, JsonNode? Value, string Zone)
{
    private static readonly string[] Known = ["equals", "not_equals", "in", "not_in", "contains", "not_contains", "gt", "gte", "lt", "lte", "set", "not_set", "prefix"];

    public static Criterion Of(KustomerStandIn org, string attribute, JsonNode? said, string zone)
    {
        if (said is not JsonObject { Count: 1 } one || !Known.Contains(one.First().Key))
        {
            throw RefusalException.BadParameter(attribute, "Invalid search operator", "/properties/" + attribute);
        }

        return new Criterion(SearchAttribute.Of(org, attribute), one.First().Key, one.First().Value?.DeepClone(), zone);
    }

    public bool Fits(KustomerStandIn org, Item item)
    {
        var values = Attribute.Values(org, item).ToList();
        return Operator switch
        {
            "set" => values.Count > 0,
            "not_set" => values.Count == 0,
            "equals" => values.Exists(value => Same(value, Value)),
            "not_equals" => !values.Exists(value => Same(value, Value)),
            "in" => values.Exists(value => In(value)),
            "not_in" => !values.Exists(value => In(value)),
            "contains" => values.Exists(value => HasWords(value, Value)),
            "not_contains" => !values.Exists(value => HasWords(value, Value)),
            "prefix" => values.Exists(value => value is string text && text.StartsWith(Value?.ToString() ?? "", StringComparison.OrdinalIgnoreCase)),
            _ => values.Exists(value => Compares(value)),
        };
    }

    private bool In(object value) => Value is JsonArray list ? list.Any(one => Same(value, one)) : Same(value, Value);

    private static bool Same(object value, JsonNode? asked) => (value, asked) switch
    {
        (double number, JsonValue given) => given.TryGetValue<double>(out var other) && number == other,
        (bool flag, JsonValue given) => given.TryGetValue<bool>(out var other) && flag == other,
        (string text, JsonValue given) => given.TryGetValue<string>(out var other) && text.Equals(other, StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    /// <summary>Whole words only: a part of one is not found.</summary>
    private static bool HasWords(object value, JsonNode? asked)
    {
        var words = Words().Matches(value.ToString() ?? "").Select(word => word.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return asked is JsonValue && Words().Matches(asked.ToString()) is { Count: > 0 } wanted && wanted.All(word => words.Contains(word.Value));
    }

    private bool Compares(object value)
    {
        if (Value is not JsonValue asked)
        {
            return false;
        }

        var difference = value switch
        {
            double number when asked.TryGetValue<double>(out var other) => number.CompareTo(other),
            string text when asked.TryGetValue<string>(out var other) => Moment(text) is { } at && Moment(other) is { } than ? at.CompareTo(than) : string.CompareOrdinal(text, other),
            _ => (int?)null,
        };
        return difference is { } known && Operator switch { "gt" => known > 0, "gte" => known >= 0, "lt" => known < 0, _ => known <= 0 };
    }

    /// <summary>A date alone is midnight in the zone of the search.</summary>
    private DateTimeOffset? Moment(string text)
    {
        if (text.Length == 10 && DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return new DateTimeOffset(day, TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out var zone) ? zone.GetUtcOffset(day) : TimeSpan.Zero);
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;
    }

    [GeneratedRegex(@"[\p{L}\p{N}+@._'-]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Words();
}
