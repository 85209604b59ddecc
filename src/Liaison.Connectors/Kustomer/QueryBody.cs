using System.Text.Json.Nodes;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Kustomer;

/// <summary>A query that is ready, or the placeholder that keeps it from being asked.</summary>
/// <param name="Places">Where the attributes stand in what was written, for whatever Kustomer says of them.</param>
internal sealed record FilledSearch(JsonObject? Json, string? Absent, IReadOnlyDictionary<string, int> Places);

/// <summary>Makes the search of a query: its shape is settled before any fact goes in, and each fact becomes one JSON value.</summary>
internal sealed class QueryBody(QueryFields fields)
{
    private const int Longest = 20_000;
    private static readonly Dictionary<string, int> Nowhere = new(StringComparer.Ordinal);

    public Task<Outcome<FilledSearch>> Of(Resource resource, QueryCondition condition, Facts facts, Calls calls, CancellationToken cancel) => condition switch
    {
        QueryCondition.One one => Single(resource, one, facts, calls, cancel),
        QueryCondition.Free free => Written(resource, free.Text, facts, calls, cancel),
        _ => throw new InvalidOperationException("A condition is one of two."),
    };

    private async Task<Outcome<FilledSearch>> Single(Resource resource, QueryCondition.One one, Facts facts, Calls calls, CancellationToken cancel)
    {
        if ((await fields.Compared(resource, one.Field, calls, cancel)).Failed(out var fault, out var attribute))
        {
            return fault with { Field = one.Field };
        }
        if (SignOf(one.Operator) is not var (sign, isNot))
        {
            return Wrong(one.Operator == "startsWith" ? "Kustomer's searches cannot look at the beginning of a text. “contains” finds whole words." : $"“{one.Operator}” is no operator.");
        }
        if (one.Value.Length == 0)
        {
            return sign != "equals" || !attribute.Operators.Contains("not_set") ? Wrong("A value is needed.") : Ready(resource, isNot ? "not" : "and", attribute.Name, "not_set", JsonValue.Create(true));
        }
        if (!attribute.Operators.Contains(sign))
        {
            return Wrong($"{one.Field} cannot be compared by “{one.Operator}”: {Comparable(attribute)}");
        }
        var (text, absent) = SearchLiteral.Fill(one.Value, facts);
        if (absent is not null)
        {
            return new FilledSearch(null, absent, Nowhere);
        }
        return SearchLiteral.Of(attribute.Kind, text) is ({ } json, _) ? Ready(resource, isNot ? "not" : "and", attribute.Name, sign, json)
            : Wrong($"{one.Value} stands for “{SearchLiteral.Short(text)}”, which {SearchLiteral.Of(attribute.Kind, text).Why}.");
    }

    private async Task<Outcome<FilledSearch>> Written(Resource resource, string text, Facts facts, Calls calls, CancellationToken cancel)
    {
        if (text.Length > Longest)
        {
            return At($"The condition is longer than {Longest:N0} characters.", Longest);
        }
        WrittenSearch search;
        try
        {
            search = SearchReader.Read(text, resource.Context);
        }
        catch (SearchTextException wrong)
        {
            return At(wrong.Message, wrong.At);
        }
        var (body, places, absent) = (new JsonObject { ["queryContext"] = resource.Context }, new Dictionary<string, int>(StringComparer.Ordinal), (string?)null);
        foreach (var one in search.Criteria)
        {
            if ((await fields.Named(one.Attribute, calls, cancel)).Failed(out var fault, out var attribute))
            {
                return fault.Kind is FaultKind.SchemaDrift or FaultKind.Validation ? At(fault.Detail, one.At) with { Kind = fault.Kind } : fault;
            }
            if (Shape(one, attribute) is { } misshapen)
            {
                return misshapen;
            }
            places.TryAdd(one.Attribute, one.At);
            if (Value(one, attribute, facts, ref absent).Failed(out fault, out var value))
            {
                return fault;
            }
            ((JsonArray)(body[one.Group] ??= new JsonArray())).Add((JsonNode)new JsonObject { [attribute.Name] = new JsonObject { [one.Operator] = value } });
        }
        foreach (var (attribute, down, at) in search.Sort)
        {
            if ((await fields.Named(attribute, calls, cancel)).Failed(out var fault, out _))
            {
                return fault.Kind is FaultKind.SchemaDrift or FaultKind.Validation ? At(fault.Detail, at) with { Kind = fault.Kind } : fault;
            }
            places.TryAdd(attribute, at);
            ((JsonArray)(body["sort"] ??= new JsonArray())).Add((JsonNode)new JsonObject { [attribute] = down ? "desc" : "asc" });
        }
        if (search.TimeZone is { } zone)
        {
            body["timeZone"] = zone;
        }
        if (search.IncludeDeleted)
        {
            body["includeDeleted"] = true;
        }
        return absent is null ? new FilledSearch(body, null, places) : new FilledSearch(null, absent, places);
    }

    /// <summary>What is wrong with a comparison before any fact is looked at.</summary>
    private static Fault? Shape(WrittenCriterion one, SearchAttribute attribute)
    {
        if (!attribute.Operators.Contains(one.Operator))
        {
            return At(one.Operator.StartsWith("not_", StringComparison.Ordinal) && one.Operator != "not_set" ? $"There is no operator “{one.Operator}”: put the condition under “not”." : $"{attribute.Name} has no operator “{one.Operator}”: {Comparable(attribute)}", one.OperatorAt);
        }
        if (one.IsList != (one.Operator == "in") || one.Values.Count == 0)
        {
            return At(one.Operator == "in" ? "“in” takes a list: [\"…\", \"…\"]." : $"“{one.Operator}” takes one value. For a list there is “in”.", one.OperatorAt);
        }
        return one.Operator == "not_set" && one.Values[0].Json.ToString() is not ("" or "true") ? At("“not_set” is true.", one.Values[0].At) : null;
    }

    private static Outcome<JsonNode> Value(WrittenCriterion one, SearchAttribute attribute, Facts facts, ref string? absent)
    {
        var values = new List<JsonNode>(one.Values.Count);
        foreach (var (written, at) in one.Values)
        {
            if (one.Operator == "not_set")
            {
                return JsonValue.Create(true);
            }
            var (json, why, text) = (default(JsonNode), default(string), written.ToString());
            if (written.GetValueKind() != System.Text.Json.JsonValueKind.String || !text.Contains("{{", StringComparison.Ordinal))
            {
                (json, why) = SearchLiteral.Of(attribute.Kind, written);
            }
            else
            {
                (text, var missing) = SearchLiteral.Fill(text, facts);
                absent ??= missing;
                (json, why) = missing is null ? SearchLiteral.Of(attribute.Kind, text) : (JsonValue.Create(""), null);
            }
            if (json is null)
            {
                return At($"{attribute.Name} is compared with “{SearchLiteral.Short(text)}”, which {why}.", at);
            }
            values.Add(json);
        }
        return one.IsList ? new JsonArray([.. values]) : values[0];
    }

    private static FilledSearch Ready(Resource resource, string group, string attribute, string sign, JsonNode value) => new(
        new JsonObject { ["queryContext"] = resource.Context, [group] = new JsonArray(new JsonObject { [attribute] = new JsonObject { [sign] = value } }) }, null, Nowhere);

    /// <summary>The operator of searches, and whether what fits it is not wanted: that goes by a group of its own.</summary>
    private static (string Sign, bool IsNot)? SignOf(string how) => how switch
    {
        "equals" => ("equals", false),
        "notEquals" => ("equals", true),
        "contains" => ("contains", false),
        "greater" => ("gt", false),
        "less" => ("lt", false),
        "atLeast" => ("gte", false),
        "atMost" => ("lte", false),
        _ => null,
    };

    private static string Comparable(SearchAttribute attribute) => attribute.Kind switch
    {
        SearchKind.Any => "it finds words (contains).",
        SearchKind.Time => "times are earlier or later (gt, gte, lt, lte), or not set.",
        SearchKind.Number => "numbers are equal, greater or less (equals, in, gt, gte, lt, lte), or not set.",
        SearchKind.Boolean => "it is true or false (equals), or not set.",
        _ => "texts are equal or contain whole words (equals, in, contains), or are not set.",
    };

    private static Fault Wrong(string what) => new(FaultKind.Validation, what, "condition", "condition");

    /// <summary>The field of the fault is <c>condition[17]</c>: the character within the condition, from 0.</summary>
    public static Fault At(string what, int at) => new(FaultKind.Validation, $"{what} (At character {at + 1} of the condition.)", $"condition[{at}]", "condition");
}
