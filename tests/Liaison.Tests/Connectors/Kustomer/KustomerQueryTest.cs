using Liaison.Connectors.Kustomer;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Tests.Sandbox;
using Xunit;
using static Liaison.Tests.Connectors.ConfirmBench;
using static Liaison.Tests.Connectors.Dynamics.DynamicsBench;

namespace Liaison.Tests.Connectors.Kustomer;

/// <summary>Queries that administrators write, answered by the stand-in's search.</summary>
public sealed class KustomerQueryTest
{
    [Theory, Trait("row", "A150")]
    [InlineData("customer", "name", "contains", "{{ x }}", "marsh", "Hannah Marsh")]
    [InlineData("customer", "name", "contains", "{{ x }}", "mars", "")]
    [InlineData("customer", "emails", "equals", "{{ x }}@{{ y }}", "liam", "Liam O'Hara")]
    [InlineData("customer", "phones", "equals", "{{ x }}", "+44 (20) 7946-0958", "Hannah Marsh")]
    [InlineData("customer", "sharedPhones", "equals", "{{ x }}", "+15125550110", "Anne-Marie Duval, Jo Park")]
    [InlineData("customer", "externalId", "equals", "", "", "Priya Shah, Sam Loner")]
    [InlineData("customer", "custom.vipBool", "equals", "{{ x }}", "yes", "Hannah Marsh")]
    [InlineData("customer", "custom.vipBool", "notEquals", "false", "", "Hannah Marsh")]
    [InlineData("customer", "company.name", "contains", "Bluebonnet", "", "Anne-Marie Duval, Jo Park")]
    [InlineData("customer", "conversation_name", "contains", "{{ x }}", "water", "Hannah Marsh")]
    [InlineData("customer", "createdAt", "less", "2020-01-01", "", "")]
    [InlineData("conversation", "priority", "atLeast", "{{ x }}", "5", "Invoice 4711 is wrong")]
    [InlineData("conversation", "customer.emails", "equals", "hannah.marsh@example.com", "", "No hot water in room 12")]
    [InlineData("conversation", "status", "notEquals", "open", "", "")]
    [InlineData("company", "name", "contains", "harbour", "", "Harbour Lights Hotel")]
    [InlineData("kobject.order", "custom.orderTotalNum", "greater", "{{ x }}", "64.5", "Order 4711")]
    [InlineData("kobject.order", "title", "contains", "4711", "", "Order 4711")]
    public async Task A_single_condition_compares_a_field_with_a_value(string type, string field, string sign, string value, string fact, string names)
    {
        await using var bench = await KustomerBench.Start();
        await bench.Change("conversation", (string)(await bench.Records("conversation", "name=" + Uri.EscapeDataString("Invoice 4711 is wrong")))[0]["id"]!, new { priority = 5 });
        var answer = Value(await bench.Open().Query(new RecordQuery(type, [], new QueryCondition.One(field, sign, value)), Facts(("x", fact), ("y", "ohara.example")), bench.Calls, Cancel));
        Assert.Equal(names, string.Join(", ", answer.Records.Select(one => one.Name).Order(StringComparer.Ordinal)));
        Assert.Equal(answer.Records.Count, answer.Total);
    }

    [Theory, Trait("row", "A150")]
    [InlineData("""{"and": [{"customer_email": {"equals": "{{ x }}"}}]}""", "Hannah Marsh")]
    [InlineData("""{"queryContext": "customer", "or": [{"customer_email": {"equals": "{{ x }}"}}, {"customer_name": {"contains": "nowak"}}], "sort": [{"customer_name": "desc"}]}""", "Zofia Nowak, Hannah Marsh")]
    [InlineData("""[{"customer_email": {"in": ["{{ x }}", "jo.park@bluebonnet.example"]}}, {"company_name": {"contains": "hotel"}}]""", "Hannah Marsh")]
    [InlineData("""{"customer_custom_vipBool": {"equals": {{ yes }}}}""", "Hannah Marsh")]
    [InlineData("""{"not": {"customer_external_id": {"not_set": ""}}, "and": [{"customer_name": {"contains": "O'Hara"}}]}""", "Liam O'Hara")]
    [InlineData("""{"and": [{"customer_created_at": {"gte": "2020-01-01"}}, {"customer_created_at": {"lt": "{{ later }}"}}, {"conversation_status": {"equals": "open"}}], "timeZone": "Europe/Warsaw", "sort": {"customer_name": "asc"}}""", "Anne-Marie Duval, Hannah Marsh, Jo Park")]
    [InlineData("""{"and": [{"kobject_custom_order_orderTotalNum": {"lte": {{ much }}}}]}""", "Anne-Marie Duval")]
    public async Task A_free_condition_is_Kustomer_s_own_search(string condition, string names)
    {
        await using var bench = await KustomerBench.Start();
        var answer = Value(await bench.Open().Query(new RecordQuery("customer", ["name", "emails"], new QueryCondition.Free(condition)),
            Facts(("x", "hannah.marsh@example.com"), ("yes", "true"), ("later", "2099-03-02T10:00:00+01:00"), ("much", "64.67")), bench.Calls, Cancel));
        Assert.Equal(names, string.Join(", ", answer.Records.Select(one => one.Values["name"])));
        Assert.Equal(answer.Total, answer.Records.Count);
    }

    [Theory, Trait("row", "A136")]
    [InlineData("", "There is no condition", 0)]
    [InlineData("""{"and": []}""", "There is no condition", 0)]
    [InlineData("""customer_name = "x" """, "This is no JSON", 0)]
    [InlineData("""{"and": [{"customer_name": {"equals": "x"}]}""", "This is no JSON", 42)]
    [InlineData("""{"and": [{"customer_shoe_size": {"equals": 4}}]}""", "know no attribute customer_shoe_size. There are customer_any_text, ", 10)]
    [InlineData("""{"and": [{"customer_custom_hatStr": {"equals": "x"}}]}""", "no custom attribute hatStr of customer", 10)]
    [InlineData("""{"and": [{"customer_custom_hat": {"equals": "x"}}]}""", "the last word", 10)]
    [InlineData("""{"and": [{"kobject_custom_order_hatStr": {"equals": "x"}}]}""", "no custom attribute hatStr of kobject.order", 10)]
    [InlineData("""{"and": [{"customer_name": {"like": "x"}}]}""", "no operator “like”", 28)]
    [InlineData("""{"and": [{"customer_name": {"not_equals": "x"}}]}""", "under “not”", 28)]
    [InlineData("""{"and": [{"customer_name": {"equals": ["x"]}}]}""", "takes one value", 28)]
    [InlineData("""{"and": [{"customer_name": {"in": "x"}}]}""", "takes a list", 28)]
    [InlineData("""{"and": [{"customer_name": {"equals": 4}}]}""", "is no text", 38)]
    [InlineData("""{"and": [{"conversation_priority": {"gte": "high"}}]}""", "“high”, which is no number", 43)]
    [InlineData("""{"and": [{"customer_name": {"contains": "x", "in": ["y"]}}]}""", "has one operator", 45)]
    [InlineData("""{"and": [{"customer_name": {"contains": "x"}, "customer_email": {"equals": "y"}}]}""", "names one attribute", 46)]
    [InlineData("""{"and": [{"or": [{"customer_name": {"contains": "x"}}]}]}""", "no groups inside each other", 10)]
    [InlineData("""{"and": [{"{{ x }}": {"equals": "x"}}]}""", "never for an attribute", 10)]
    [InlineData("""{"and": [{"customer_name": {"{{ x }}": "x"}}]}""", "never for an attribute or an operator", 28)]
    [InlineData("""{"queryContext": "conversation", "and": [{"customer_name": {"contains": "x"}}]}""", "here it is “customer”", 1)]
    [InlineData("""{"and": [{"customer_name": {"contains": "x"}}], "fields": []}""", "chosen beside", 48)]
    [InlineData("""{"and": [{"customer_name": {"contains": "x"}}], "where": 1}""", "There are: and, or, not", 48)]
    [InlineData("""{"and": [{"customer_name": {"contains": "x"}}], "sort": {"customer_name": "up"}}""", "“asc” or “desc”", 74)]
    [InlineData("""{"and": [{"customer_phone": {"equals": "{{ x }}"}}]}""", "“no number”, which is no telephone number", 39)]
    public async Task What_is_no_search_is_refused_with_its_place_and_is_not_sent(string condition, string told, int at)
    {
        await using var bench = await KustomerBench.Start();
        using var ear = new Overheard();
        using var http = new HttpClient(ear, disposeHandler: false);
        var fault = Fault(await bench.Open(http: http).Query(new RecordQuery("customer", ["name"], new QueryCondition.Free(condition)), Facts(("x", "no number")), bench.Calls, Cancel));
        Assert.Contains(told, fault.Detail, StringComparison.Ordinal);
        Assert.Equal($"condition[{at}]", fault.Field);
        Assert.Empty(ear.Searches);
    }

    [Theory, Trait("row", "A135")]
    [InlineData("name", "startsWith", "x", "whole words")]
    [InlineData("name", "greater", "x", "texts are equal or contain")]
    [InlineData("custom.spentNum", "contains", "1", "numbers are equal, greater or less")]
    [InlineData("custom.spentNum", "equals", "{{ x }}", "“some”, which is no number")]
    [InlineData("custom.lastCallAt", "equals", "2026-01-01", "times are earlier or later")]
    [InlineData("name", "contains", "", "A value is needed")]
    [InlineData("shoeSize", "equals", "4", "no field “shoeSize”")]
    [InlineData("custom.hatStr", "equals", "4", "no custom attribute hatStr")]
    [InlineData("avatarUrl", "equals", "4", "does not search in it")]
    [InlineData("company.shoeSize", "equals", "4", "no field “company.shoeSize”")]
    public async Task A_comparison_that_searches_do_not_know_is_told_and_not_sent(string field, string sign, string value, string told)
    {
        await using var bench = await KustomerBench.Start();
        using var ear = new Overheard();
        using var http = new HttpClient(ear, disposeHandler: false);
        Assert.Contains(told, Fault(await bench.Open(http: http).Query(new RecordQuery("customer", [], new QueryCondition.One(field, sign, value)), Facts(("x", "some")), bench.Calls, Cancel)).Detail, StringComparison.Ordinal);
        Assert.Empty(ear.Searches);
    }

    [Fact, Trait("row", "A150")]
    public async Task An_absent_fact_finds_nothing_and_asks_nobody()
    {
        await using var bench = await KustomerBench.Start();
        using var ear = new Overheard();
        using var http = new HttpClient(ear, disposeHandler: false);
        foreach (var condition in new QueryCondition[] { new QueryCondition.One("name", "equals", "{{ x }}"), new QueryCondition.Free("""{"or": [{"customer_name": {"equals": "{{ x }}"}}, {"customer_name": {"contains": "marsh"}}]}""") })
        {
            var answer = Value(await bench.Open(http: http).Query(new RecordQuery("customer", [], condition), Facts(), bench.Calls, Cancel));
            Assert.Equal((0, "(nothing was sent: {{ x }} is empty)"), (answer.Total, answer.Sent));
        }
        Assert.Empty(ear.Searches);
    }

    [Fact, Trait("row", "A150")]
    public async Task Fields_of_the_customer_and_the_company_are_read_along_and_unknown_ones_are_told()
    {
        await using var bench = await KustomerBench.Start();
        var connector = bench.Open();
        var answer = Value(await connector.Query(new RecordQuery("conversation", ["name", "customer.name", "customer.custom.vipBool", "status"], new QueryCondition.One("name", "contains", "water")), Facts(), bench.Calls, Cancel));
        var record = Assert.Single(answer.Records);
        Assert.Equal(("No hot water in room 12", "Hannah Marsh", "true", "open"), (record.Values["name"], record.Values["customer.name"], record.Values["customer.custom.vipBool"], record.Values["status"]));
        Assert.EndsWith($"/app/customers/{await bench.Customer("Hannah Marsh")}/event/{record.Record.Split('.')[0]}", connector.UrlOf(record.RecordType, record.Record), StringComparison.Ordinal);
        foreach (var field in (string[])["shoeSize", "custom.hatStr", "company.name", "customer.company.name"])
        {
            var fault = Fault(await connector.Query(new RecordQuery("conversation", ["name", field], new QueryCondition.One("name", "contains", "water")), Facts(), bench.Calls, Cancel));
            Assert.Equal((FaultKind.SchemaDrift, field), (fault.Kind, fault.Field));
        }
        Assert.Equal(FaultKind.SchemaDrift, Fault(await connector.Query(new RecordQuery("kobject.boat", [], new QueryCondition.One("title", "contains", "x")), Facts(), bench.Calls, Cancel)).Kind);
        Assert.Equal(FaultKind.SchemaDrift, Fault(await connector.Query(new RecordQuery("boat", [], new QueryCondition.One("title", "contains", "x")), Facts(), bench.Calls, Cancel)).Kind);
    }

    [Fact, Trait("row", "A150")]
    public async Task The_fields_that_a_query_may_name_are_listed_and_those_of_what_a_record_belongs_to()
    {
        await using var bench = await KustomerBench.Start();
        var fields = Value(await bench.Open().Fields("conversation", null, bench.Calls, Cancel));
        Assert.Contains(fields, one => one is { Path: "customer", Opens: "customer", Filterable: true });
        Assert.Contains(fields, one => one is { Path: "status", Filterable: true, Opens: null });
        Assert.Contains(fields, one => one is { Path: "custom.talkSecondsNum", Type: "number", Filterable: true });
        Assert.DoesNotContain(fields, one => one.Path.StartsWith("message.", StringComparison.Ordinal) || one.Path == "note");
        var led = Value(await bench.Open().Fields("conversation", "customer", bench.Calls, Cancel));
        Assert.Contains(led, one => one is { Path: "customer.emails", Filterable: true });
        Assert.Contains(led, one => one is { Path: "customer.custom.vipBool", Type: "boolean" });
        Assert.All(led, one => Assert.Null(one.Opens));
        Assert.Equal(FaultKind.SchemaDrift, Fault(await bench.Open().Fields("conversation", "nowhere", bench.Calls, Cancel)).Kind);
        // What the list offers for conditions, the vendor's search takes.
        foreach (var one in fields.Concat(led).Where(one => one.Filterable))
        {
            var (sign, value) = one.Type switch { "number" => ("atLeast", "1"), "dateTime" => ("atLeast", "2026-01-01"), "boolean" => ("equals", "true"), "phone" => ("equals", "+442079460958"), "email" => ("equals", "a@b.example"), "code" when one.Path == "priority" => ("equals", "3"), _ => ("equals", "x") };
            Value(await bench.Open().Query(new RecordQuery("conversation", [one.Path], new QueryCondition.One(one.Path, sign, one.Path.EndsWith("birthdayAt", StringComparison.Ordinal) ? "2000-01-01" : value)), Facts(), new Calls(), Cancel));
        }
    }

    [Fact]
    public async Task A_key_that_may_not_see_descriptions_leaves_it_to_Kustomer_which_names_the_place()
    {
        await using var bench = await KustomerBench.Start("removedRoles:0=metadata.read");
        var connector = bench.Open();
        Assert.Single(Value(await connector.Query(new RecordQuery("customer", [], new QueryCondition.Free("""{"customer_custom_vipBool": {"equals": true}}""")), Facts(), bench.Calls, Cancel)).Records);
        var fault = Fault(await connector.Query(new RecordQuery("customer", [], new QueryCondition.Free("""{"customer_custom_hatStr": {"equals": "x"}}""")), Facts(), bench.Calls, Cancel));
        Assert.Equal((FaultKind.Validation, "condition[1]"), (fault.Kind, fault.Field));
        Assert.Contains("Invalid search attribute", fault.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_attribute_that_was_added_since_is_found_at_the_second_look()
    {
        var time = new SettableTime(DateTimeOffset.Parse("2026-11-21T10:00:00Z", null));
        await using var bench = await KustomerBench.Start(time, "roles:0=org.admin");
        var connector = bench.Open();
        var query = new RecordQuery("customer", [], new QueryCondition.One("custom.hatStr", "equals", "bowler"));
        Assert.Equal(FaultKind.SchemaDrift, Fault(await connector.Query(query, Facts(), bench.Calls, Cancel)).Kind);
        using var described = new HttpRequestMessage(HttpMethod.Put, "v1/metadata/customer") { Content = System.Net.Http.Json.JsonContent.Create(new { properties = new { hatStr = new { displayName = "Hat" } } }) };
        described.Headers.TryAddWithoutValidation("Authorization", "Bearer " + KustomerBench.Key);
        using var done = await bench.Http.SendAsync(described, Cancel);
        Assert.True(done.IsSuccessStatusCode, await done.Content.ReadAsStringAsync(Cancel));
        time.Now = time.Now.AddSeconds(31);
        Assert.Empty(Value(await connector.Query(query, Facts(), bench.Calls, Cancel)).Records);
    }

    [Theory]
    [InlineData("search-timed-out", FaultKind.TimedOut)]
    [InlineData("throttle", FaultKind.Throttled)]
    [InlineData("truncate", FaultKind.Unknown)]
    [InlineData("key-expired", FaultKind.Credentials)]
    public async Task A_search_that_fails_is_told_and_is_never_nothing_found(string kind, FaultKind expected)
    {
        await using var bench = await KustomerBench.Start();
        await bench.Fault(new { kind, operation = "search" });
        Assert.Equal(expected, Fault(await bench.Open().Query(new RecordQuery("customer", [], new QueryCondition.One("name", "contains", "marsh")), Facts(), bench.Calls, Cancel)).Kind);
    }

    [Fact]
    public async Task Queries_leave_searches_over_for_recognising_callers_and_all_keep_to_what_a_key_may()
    {
        var time = new SettableTime(DateTimeOffset.Parse("2026-11-21T10:00:00Z", null));
        await using var bench = await KustomerBench.Start(time);
        using var ear = new Overheard();
        using var http = new HttpClient(ear, disposeHandler: false);
        var connector = bench.Open(http: http);
        async Task<Liaison.Core.Shared.Outcome<QueryAnswer>> Ask() => await connector.Query(new RecordQuery("customer", [], new QueryCondition.One("name", "contains", "marsh")), Facts(), new Calls(), Cancel);
        for (var asked = 0; asked < SearchPace.Most - SearchPace.KeptFree; asked++)
        {
            Value(await Ask());
        }
        var fault = Fault(await Ask());
        Assert.Equal((FaultKind.Throttled, "search-pace", TimeSpan.FromMinutes(1)), (fault.Kind, fault.Code, fault.RetryAfter));
        for (var left = 0; left < SearchPace.KeptFree; left++)
        {
            Value(await connector.Search(new WordSearch("Marsh", ["customer"]), new Calls(), Cancel));
        }
        Assert.Equal(FaultKind.Throttled, Fault(await connector.Search(new WordSearch("Marsh", ["customer"]), new Calls(), Cancel)).Kind);
        // The last was Kustomer's own word: whether there is room for people who call is for it to say.
        Assert.Equal(SearchPace.Most + 1, ear.Searches.Count);
        time.Now = time.Now.AddSeconds(60);
        Assert.Single(Value(await Ask()).Records);
    }

    [Fact, Trait("row", "A150")]
    public async Task Many_records_are_read_page_by_page_as_far_as_they_are_wanted_and_what_belongs_to_others_within_bounds()
    {
        await using var bench = await KustomerBench.Start();
        for (var made = 0; made < 520; made++)
        {
            await bench.Make("company", new { name = $"Firm {made:D3}" });
        }
        using var ear = new Overheard();
        using var http = new HttpClient(ear, disposeHandler: false);
        var query = new RecordQuery("company", ["name"], new QueryCondition.One("name", "contains", "firm"), 2000);
        var all = Value(await bench.Open(http: http).Query(query, Facts(), new Calls(), Cancel));
        Assert.Equal((520, 520, 520, 2), (all.Records.Count, all.Total, all.Records.Select(one => one.Record).Distinct().Count(), ear.Searches.Count));
        var few = Value(await bench.Open(http: http).Query(query with { Most = 7 }, Facts(), new Calls(), Cancel));
        Assert.Equal((7, 520, 3), (few.Records.Count, few.Total, ear.Searches.Count));
    }
}
