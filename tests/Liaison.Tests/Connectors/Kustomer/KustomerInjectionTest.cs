using System.Text.Json.Nodes;
using Liaison.Core.Connecting;
using Liaison.Core.Shared;
using Liaison.Tests.Connectors.Salesforce;
using Xunit;
using static Liaison.Tests.Connectors.ConfirmBench;

namespace Liaison.Tests.Connectors.Kustomer;

/// <summary>Whatever a caller, a visitor or a page puts into a fact: it stays one JSON value. What went over the wire is read again, and compared whole.</summary>
public sealed class KustomerInjectionTest
{
    private static string[] Values { get; } =
    [
        .. InjectionTest.Values, "\"", "\\", "\\\"", "\"}", "\"}}]}", "\"}}], \"or\": [{\"customer_name\": {\"not_set\": true}}], \"and\": [{\"customer_name\": {\"equals\": \"", "\",\"in\":[\"*\"],\"x\":\"", "\\u0022}}", "\\u0022, \\u0022in\\u0022: []",
        "{\"not_set\": true}", "[\"a\", \"b\"]", "{}", "[]", "null", "true", "1e5", "-0", "a\u2028b", "\u2029c", "\ufeff", "\ud83d\ude00", "line\nbreak\r\n\t", "\u0000", "\u001f", "*", "a* OR b", "/.*/", "{{ other }}", "}}", "{{", "</script>", "customer_name",
    ];

    public static TheoryData<string, string, string> Conditions => new()
    {
        { """{"customer_name": {"equals": {{ x }}}}""", """{"queryContext":"customer","and":[{"customer_name":{"equals":"?"}}]}""", "" },
        { """{"or": [{"customer_name": {"contains": "before {{ x }} after"}}, {"customer_any_text": {"contains": "{{x}}"}}]}""", """{"queryContext":"customer","or":[{"customer_name":{"contains":"before ? after"}},{"customer_any_text":{"contains":"?"}}]}""", "" },
        { """{"not": [{"customer_email": {"in": ["one@two.example", "{{ x }}"]}}], "and": [{"customer_custom_loyaltyNumberStr": {"in": [{{ x }}, "two"]}}], "sort": {"customer_name": "asc"}}""",
            """{"queryContext":"customer","not":[{"customer_email":{"in":["one@two.example","?"]}}],"and":[{"customer_custom_loyaltyNumberStr":{"in":["?","two"]}}],"sort":[{"customer_name":"asc"}]}""", "" },
        { "", """{"queryContext":"customer","and":[{"customer_name":{"equals":"?"}}]}""", "equals" },
        { "", """{"queryContext":"customer","not":[{"customer_name":{"equals":"?"}}]}""", "notEquals" },
    };

    [Theory, MemberData(nameof(Conditions)), Trait("row", "A135"), Trait("row", "A136")]
    public async Task No_fact_changes_the_shape_of_a_search_and_its_literal_is_the_fact(string free, string shape, string sign)
    {
        await using var bench = await KustomerBench.Start("searchesPerMinute=100000");
        using var ear = new Overheard();
        using var http = new HttpClient(ear, disposeHandler: false);
        QueryCondition condition = free.Length > 0 ? new QueryCondition.Free(free) : new QueryCondition.One("name", sign, "{{ x }}");
        foreach (var batch in Values.Chunk(50))
        {
            // Each opened anew: a connector of its own keeps to so many searches a minute.
            var connector = bench.Open(http: http);
            foreach (var value in batch)
            {
                var before = ear.Searches.Count;
                var answer = await connector.Query(new RecordQuery("customer", ["name"], condition), Facts(value), new Calls(), Cancel);
                Assert.Equal(before + 1, ear.Searches.Count);
                Assert.True(JsonNode.DeepEquals(Filled(JsonNode.Parse(shape)!, value), ear.LastSearch), $"{value}\n{ear.Searches[^1]}");
                if (answer is Outcome<QueryAnswer>.Success { Value: var found })
                {
                    Assert.Equal(ear.Searches[^1], found.Sent);
                }
            }
        }
    }

    [Theory, InlineData("spentNum", "Number"), InlineData("vipBool", "True|False"), InlineData("lastCallAt", "String"), Trait("row", "A136")]
    public async Task In_a_place_for_another_kind_of_value_only_such_a_value_gets_in(string attribute, string kinds)
    {
        await using var bench = await KustomerBench.Start("searchesPerMinute=100000");
        using var ear = new Overheard();
        using var http = new HttpClient(ear, disposeHandler: false);
        var sign = attribute == "vipBool" ? "equals" : "gte";
        foreach (var batch in Values.Append("12.5").Append("yes").Append("2026-03-02").Chunk(50))
        {
            var connector = bench.Open(http: http);
            foreach (var value in batch)
            {
                var before = ear.Searches.Count;
                var answer = await connector.Query(new RecordQuery("customer", [], new QueryCondition.Free("{\"customer_custom_" + attribute + "\": {\"" + sign + "\": {{ x }}}}")), Facts(value), new Calls(), Cancel);
                if (answer is Outcome<QueryAnswer>.Success)
                {
                    var literal = ear.LastSearch["and"]![0]!["customer_custom_" + attribute]![sign]!;
                    Assert.Contains(literal.GetValueKind().ToString(), kinds.Split('|'));
                    Assert.Matches(@"^(""\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d\.\d{3}Z)?""|-?[0-9.eE+-]+|true|false)$", literal.ToJsonString());
                }
                else
                {
                    Assert.Equal(("condition", before), (Fault(answer).Code, ear.Searches.Count));
                }
            }
        }
    }

    private static JsonNode Filled(JsonNode shape, string value) => shape switch
    {
        JsonObject one => new JsonObject(one.Select(part => KeyValuePair.Create(part.Key, (JsonNode?)Filled(part.Value!, value)))),
        JsonArray many => new JsonArray([.. many.Select(part => Filled(part!, value))]),
        _ => JsonValue.Create(shape.GetValue<string>().Replace("?", value, StringComparison.Ordinal)),
    };

    private static Liaison.Core.Mapping.Facts Facts(string value) => new(asked => asked == "x" ? value : null);
}
