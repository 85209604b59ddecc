using System.Text.Json;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;
using Liaison.Tests.Conventions;
using Xunit;
using static Liaison.Tests.Connectors.ConfirmBench;

namespace Liaison.Tests.Connectors.Dynamics;

public sealed class DynamicsQueryTest
{
    private static readonly string[] Fields = ["lastname", "parentcustomerid.name", "parentcustomerid_account.address1_city"];

    private static readonly string[] Names = ["Duval", "Loner", "Marsh", "Nowak", "O'Hara", "Park"];

    private static string[] Naughty { get; } =
        [.. JsonSerializer.Deserialize<string[]>(File.ReadAllText(Path.Combine(SourceTree.Root, "tests/Liaison.Tests/Fixtures/naughty/naughty_strings.json")))!.Where(text => !string.IsNullOrWhiteSpace(text)),
            "q'q", "' or 1 eq 1 or lastname eq '", "') or (lastname ne '", "%", "_____", "[a-z]%", "&$top=1", "\"/><condition attribute=\"lastname\" operator=\"not-null\"/><condition value=\"", "]]>", "</value></condition></filter>", "&#37;", "{{ other }}"];

    [Theory, Trait("row", "A150")]
    [InlineData("lastname", "equals", "{{ x }}", "park", 1)]
    [InlineData("lastname", "notEquals", "Park", "", 5)]
    [InlineData("lastname", "contains", "{{ x }}", "ar", 3)]
    [InlineData("lastname", "startsWith", "{{ x }}", "o'", 1)]
    [InlineData("parentcustomerid_account.address1_city", "equals", "{{ x }}", "Austin", 2)]
    [InlineData("statecode", "equals", "{{ x }}", "Active", 6)]
    [InlineData("parentcustomerid", "equals", "", "", 1)]
    [InlineData("createdon", "atLeast", "{{ x }}", "2020-01-01", 6)]
    public async Task A_single_condition_compares_a_column_with_a_value(string field, string sign, string value, string fact, int count)
    {
        await using var bench = await DynamicsBench.Start();
        var answer = Value(await bench.Open().Query(new RecordQuery("contact", Fields, new QueryCondition.One(field, sign, value)), DynamicsBench.Facts(("x", fact)), bench.Calls, Cancel));
        Assert.Equal((count, count), (answer.Records.Count, answer.Total));
    }

    [Theory, Trait("row", "A150")]
    [InlineData("""<filter><condition attribute="lastname" operator="eq" value="{{ x }}"/></filter>""", "Park", "Park")]
    [InlineData("""<filter type="or"><condition attribute="lastname" operator="in"><value>{{ x }}</value><value>Marsh</value></condition></filter>""", "Park", "Marsh", "Park")]
    [InlineData("""<filter><condition attribute="fullname" operator="like" value="%{{ x }}%"/></filter>""", "anne-", "Duval")]
    [InlineData("""<link-entity name="account" from="accountid" to="parentcustomerid"><filter><condition attribute="address1_city" operator="eq" value="{{ x }}"/></filter></link-entity>""", "Austin", "Duval", "Park")]
    [InlineData("""<filter><condition attribute="statecode" operator="eq" value="{{ x }}"/><condition attribute="parentcustomerid" operator="null"/></filter>""", "Active", "Loner")]
    public async Task A_free_condition_is_FetchXML_and_shows_columns_of_other_tables(string condition, string fact, params string[] names)
    {
        await using var bench = await DynamicsBench.Start();
        var answer = Value(await bench.Open().Query(new RecordQuery("contact", Fields, new QueryCondition.Free(condition)), DynamicsBench.Facts(("x", fact)), bench.Calls, Cancel));
        Assert.Equal(names, answer.Records.Select(one => one.Values["lastname"]).Order());
        Assert.Equal(names.Length, answer.Total);
        Assert.All(answer.Records.Where(one => one.Values["lastname"] is "Park"), one => Assert.Equal(("Bluebonnet Freight", "Austin"), (one.Values["parentcustomerid.name"], one.Values["parentcustomerid_account.address1_city"])));
    }

    [Theory, Trait("row", "A150")]
    [InlineData("", "There is no condition", 0)]
    [InlineData("lastname = 'x'", "Conditions stand in <filter>", 0)]
    [InlineData("<filter>", "This is no FetchXML", 8)]
    [InlineData("""<filter><condition attribute="shoesize" operator="eq" value="1"/></filter>""", "no column shoesize", 8)]
    [InlineData("""<filter><condition attribute="{{ x }}" operator="eq" value="1"/></filter>""", "never for a column", 8)]
    [InlineData("""<filter><condition attribute="lastname" operator="{{ x }}" value="1"/></filter>""", "never for an operator", 8)]
    [InlineData("""<filter><attribute name="lastname"/></filter>""", "<attribute> does not belong", 8)]
    [InlineData("""<!DOCTYPE a><filter/>""", "This is no FetchXML", 0)]
    public async Task What_is_no_condition_is_refused_with_its_place(string condition, string told, int at)
    {
        await using var bench = await DynamicsBench.Start();
        var fault = Fault(await bench.Open().Query(new RecordQuery("contact", [], new QueryCondition.Free(condition)), DynamicsBench.Facts(("x", "lastname")), bench.Calls, Cancel));
        Assert.Contains(told, fault.Detail, StringComparison.Ordinal);
        Assert.InRange(int.Parse(fault.Field![10..^1], null), at, Math.Max(at, condition.Length));
    }

    [Fact, Trait("row", "A150")]
    public async Task An_absent_fact_finds_nothing_and_asks_nobody()
    {
        await using var bench = await DynamicsBench.Start();
        var connector = bench.Open();
        foreach (var condition in new QueryCondition[] { new QueryCondition.One("lastname", "equals", "{{ x }}"), new QueryCondition.Free("""<filter><condition attribute="lastname" operator="eq" value="{{ x }}"/></filter>""") })
        {
            var answer = Value(await connector.Query(new RecordQuery("contact", [], condition), DynamicsBench.Facts(), bench.Calls, Cancel));
            Assert.Equal((0, "(nothing was sent: {{ x }} is empty)"), (answer.Total, answer.Sent));
        }

        Assert.DoesNotContain((await bench.Sandbox.Look("requests")).EnumerateArray(), one => one.GetProperty("operation").GetString() == "query");
    }

    [Theory, Trait("row", "A150")]
    [InlineData("one", "equals"), InlineData("one", "contains"), InlineData("free", "eq"), InlineData("free", "like")]
    public async Task No_fact_changes_what_is_asked(string kind, string sign)
    {
        await using var bench = await DynamicsBench.Start();
        var connector = bench.Open();
        QueryCondition condition = kind == "one" ? new QueryCondition.One("lastname", sign, "{{ x }}") : new QueryCondition.Free($$$"""<filter><condition attribute="lastname" operator="{{{sign}}}" value="{{ x }}"/></filter>""");
        foreach (var value in Naughty)
        {
            var answer = await connector.Query(new RecordQuery("contact", [], condition), DynamicsBench.Facts(("x", value)), new Calls(), Cancel);
            var fitting = Names.Count(name => sign == "contains" ? name.Contains(value, StringComparison.OrdinalIgnoreCase) : name.Equals(value, StringComparison.OrdinalIgnoreCase));
            Assert.True(answer is Outcome<QueryAnswer>.Success { Value: var found } && found.Total == fitting, $"{value}: {answer}");
        }
    }

    [Fact]
    public async Task A_value_that_its_column_cannot_hold_is_told_and_not_sent()
    {
        await using var bench = await DynamicsBench.Start();
        foreach (var condition in new QueryCondition[] { new QueryCondition.One("statecode", "equals", "{{ x }}"), new QueryCondition.Free("""<filter><condition attribute="createdon" operator="eq" value="{{ x }}"/></filter>""") })
        {
            Assert.Equal(FaultKind.Validation, Fault(await bench.Open().Query(new RecordQuery("contact", [], condition), DynamicsBench.Facts(("x", "1 or 1 eq 1")), bench.Calls, Cancel)).Kind);
        }
    }

    [Theory, InlineData("one"), InlineData("free"), Trait("row", "A150")]
    public async Task A_path_leads_over_several_lookups_and_its_value_stands_under_the_name_that_was_asked(string kind)
    {
        await using var bench = await DynamicsBench.Start();
        string[] fields = ["customerid_contact.parentcustomerid_account.accountnumber", "customerid_contact.parentcustomerid.name", "customerid_account.name", "customerid.name", "createdby.fullname"];
        QueryCondition condition = kind == "one" ? new QueryCondition.One("title", "contains", "hot water") : new QueryCondition.Free("""<filter><condition attribute="title" operator="like" value="%hot water%"/></filter>""");
        var values = Assert.Single(Value(await bench.Open().Query(new RecordQuery("incident", fields, condition), DynamicsBench.Facts(), bench.Calls, Cancel)).Records).Values;
        Assert.Equal(["A-1001", "Harbour Lights Hotel", null, "Hannah Marsh", "# Liaison"], fields.Select(values.GetValueOrDefault));
    }

    [Theory, InlineData("one"), InlineData("free"), Trait("row", "A150")]
    public async Task Many_records_are_read_page_by_page_as_far_as_they_are_wanted(string kind)
    {
        await using var bench = await DynamicsBench.Start("pageSize=2");
        QueryCondition condition = kind == "one" ? new QueryCondition.One("lastname", "notEquals", "Nobody") : new QueryCondition.Free("""<filter><condition attribute="lastname" operator="not-null"/></filter>""");
        var all = Value(await bench.Open().Query(new RecordQuery("contact", ["lastname"], condition), DynamicsBench.Facts(), bench.Calls, Cancel));
        Assert.Equal((6, 6), (all.Records.Select(one => one.Record).Distinct().Count(), all.Total));
        Assert.Equal(3, Value(await bench.Open().Query(new RecordQuery("contact", ["lastname"], condition, 3), DynamicsBench.Facts(), bench.Calls, Cancel)).Records.Count);
    }

    [Fact, Trait("row", "A150")]
    public async Task The_columns_that_a_query_may_name_are_listed_and_those_of_records_they_point_at()
    {
        await using var bench = await DynamicsBench.Start();
        var fields = Value(await bench.Open().Fields("contact", null, bench.Calls, Cancel));
        Assert.Contains(fields, one => one is { Path: "parentcustomerid", Opens: "parentcustomerid_account" });
        Assert.Contains(fields, one => one is { Path: "parentcustomerid.name", Filterable: false });
        Assert.Contains(Value(await bench.Open().Fields("contact", "parentcustomerid_account", bench.Calls, Cancel)), one => one.Path == "parentcustomerid_account.name");
        Assert.Equal(FaultKind.SchemaDrift, Fault(await bench.Open().Fields("contact", "nowhere", bench.Calls, Cancel)).Kind);
    }

    private static CancellationToken Cancel => ConfirmBench.Cancel;
}
