using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Liaison.Sandbox.Kustomer.Api;
using Liaison.Sandbox.Kustomer.Records;
using Liaison.Sandbox.Kustomer.Schemas;

namespace Liaison.Sandbox.Kustomer.Search;

/// <summary><c>{attribute: {operator: value}}</c>.</summary>
public sealed partial record Criterion(SearchAttribute Attribute, string Operator, JsonNode? Value, string Zone)
{
    private static readonly SearchClass[] Texts = [SearchClass.Any, SearchClass.Text, SearchClass.Phone, SearchClass.Email];

    /// <exception cref="RefusalException">400 for an attribute, an operator or a value that does not fit.</exception>
    public static Criterion Of(KustomerStandIn org, string attribute, JsonNode? said, string zone)
    {
        var about = SearchAttribute.Of(org, attribute);
        if (said is not JsonObject { Count: 1 } one || !SearchBook.OperatorsOf(about.Class).Contains(one.First().Key))
        {
            throw RefusalException.BadParameter(attribute, "Invalid search operator", "/properties/" + attribute);
        }

        var (sign, value) = (one.First().Key, one.First().Value);
        var fits = sign switch
        {
            "not_set" => value is JsonValue given && given.ToString() is "" or "true",
            "in" => value is JsonArray { Count: > 0 } list && list.All(item => Fitting(about.Class, sign, item)),
            _ => Fitting(about.Class, sign, value),
        };
        return fits ? new Criterion(about, sign, value?.DeepClone(), zone) : throw RefusalException.BadParameter(attribute, "Invalid search value", "/properties/" + attribute);
    }

    public bool Fits(KustomerStandIn org, Item item)
    {
        var values = Attribute.Values(org, item).ToList();
        return Operator switch
        {
            "not_set" => values.Count == 0,
            "equals" => values.Exists(value => Same(value, Value)),
            "in" => values.Exists(value => Value!.AsArray().Any(one => Same(value, one))),
            "contains" => values.Exists(value => HasWords(value, Value)),
            _ => values.Exists(value => Compares(value)),
        };
    }

    /// <summary>Values are of the attribute's kind, and what is compared whole has its form.</summary>
    private static bool Fitting(SearchClass kind, string sign, JsonNode? value) => value is JsonValue given && (kind, given.GetValueKind()) switch
    {
        (SearchClass.Number, JsonValueKind.Number) => true,
        (SearchClass.Boolean, JsonValueKind.True or JsonValueKind.False) => true,
        (SearchClass.DateTime, JsonValueKind.String) => Day().IsMatch(given.GetValue<string>()) || Formats.IsDateTime(given.GetValue<string>()),
        (SearchClass.Phone, JsonValueKind.String) when sign != "contains" => Phone().IsMatch(given.GetValue<string>()),
        (SearchClass.Email, JsonValueKind.String) when sign != "contains" => Formats.Fits("email-relaxed", given.GetValue<string>()),
        (_, JsonValueKind.String) => Texts.Contains(kind),
        _ => false,
    };

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

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Day();

    [GeneratedRegex(@"^\+?[1-9][0-9]{1,14}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Phone();

    [GeneratedRegex(@"[\p{L}\p{N}+@._'-]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Words();
}
