using Liaison.Connectors.Dynamics;
using Liaison.Core.Connecting;
using Liaison.Core.Identification;
using Xunit;
using static Liaison.Tests.Connectors.ConfirmBench;

namespace Liaison.Tests.Connectors.Dynamics;

public sealed class DynamicsFindTest
{
    [Theory, Trait("row", "A143"), Trait("row", "A149")]
    [InlineData("+15127576000", "5127576000", "Anne-Marie Duval", "Jo Park", "Bluebonnet Freight")]
    [InlineData("+447700900456", "07700900456", "Liam O'Hara")]
    [InlineData("+442079460958", "02079460958", "Hannah Marsh", "Harbour Lights Hotel")]
    [InlineData("+447700900789", "07700900789", "Priya Shah")]
    [InlineData("+48600555012", "600555012", "Zofia Nowak")]
    [InlineData("+15125559999", "5125559999")]
    public async Task A_caller_is_found_however_the_number_is_written(string number, string national, params string[] names)
    {
        await using var bench = await DynamicsBench.Start();
        var found = Value(await bench.Open().Find(Search([("contact", MatchKind.Phone), ("account", MatchKind.Phone), ("lead", MatchKind.Phone)], number, national), bench.Calls, Cancel));
        Assert.Equal(names.Order(), found.Select(one => one.Name).Order());
    }

    [Fact]
    public async Task A_number_in_one_of_its_usual_forms_costs_one_call_and_a_strange_one_two()
    {
        await using var bench = await DynamicsBench.Start();
        var connector = bench.Open();
        async Task<int> Cost(string number, params string[] variants)
        {
            var before = bench.Calls.Exchanges.Count;
            Assert.NotEmpty(Value(await connector.Find(Search([("contact", MatchKind.Phone)], number, variants), bench.Calls, Cancel)));
            return bench.Calls.Exchanges.Count - before;
        }

        await Cost("+447700900456", "+44 7700 900456");
        Assert.Equal(1, await Cost("+447700900456", "+44 7700 900456"));
        Assert.Equal(2, await Cost("+48600555012", "600555012"));
        Assert.Empty(Value(await bench.Open(bench.Settings with { LooseNumbers = false }).Find(Search([("contact", MatchKind.Phone)], "+48600555012", "600555012"), bench.Calls, Cancel)));
    }

    [Fact, Trait("row", "A143")]
    public async Task One_call_serves_all_criteria_of_all_tables_and_reads_what_agents_see()
    {
        await using var bench = await DynamicsBench.Start();
        var connector = bench.Open();
        var search = new RecordSearch(
        [
            new("contact", ["telephone1"], MatchKind.Phone, "+15127576000", ["(512) 757-6000", "512-757-6000"]), new("contact", ["emailaddress1"], MatchKind.Email, "SAM.loner@example.com", []), new("lead", [], MatchKind.Email, "tom@reed.example", []),
        ], new Dictionary<string, IReadOnlyList<string>> { ["contact"] = ["jobtitle", "parentcustomerid.name", "parentcustomerid_account.accountnumber", "ownerid.name", "nothing"] });
        Value(await connector.Find(search, bench.Calls, Cancel));
        var before = bench.Calls.Exchanges.Count;
        var found = Value(await connector.Find(search, bench.Calls, Cancel));
        Assert.Equal(1, bench.Calls.Exchanges.Count - before);
        Assert.Equal(["Anne-Marie Duval", "Jo Park", "Sam Loner", "Tom Reed"], found.Select(one => one.Name).Order());
        var park = found.Single(one => one.Name == "Jo Park").Values;
        Assert.Equal(("Bluebonnet Freight", "A-1003", "# Liaison"), (park["parentcustomerid.name"], park["parentcustomerid_account.accountnumber"], park["ownerid.name"]));
    }

    [Fact, Trait("row", "A149")]
    public async Task The_identification_rules_to_begin_with_find_a_caller_by_number_or_address()
    {
        await using var bench = await DynamicsBench.Start();
        foreach (var (path, value, name) in new[] { ("customer.phone", "+447700900123", "Hannah Marsh"), ("customer.email", "Priya@Shah.example", "Priya Shah") })
        {
            var identifier = new Identifier(DynamicsDefaults.Identification with { DefaultRegion = "GB" });
            var facts = DynamicsBench.Facts((path, value));
            var found = Value(await bench.Open().Find(identifier.Search(facts).Item1!, bench.Calls, Cancel));
            Assert.Equal(name, identifier.Judge(facts, found, []).Chosen?.Name);
        }
    }

    [Theory, Trait("row", "A143")]
    [InlineData("incident", MatchKind.Code, "CAS-01002-S4B0X1", "Invoice 4711 is wrong")]
    [InlineData("account", MatchKind.Name, "o'hara & sons", "O'Hara & Sons (Plumbing)")]
    public async Task A_search_value_from_the_flow_finds_a_case_or_a_company(string table, MatchKind kind, string value, string name)
    {
        await using var bench = await DynamicsBench.Start();
        Assert.Equal(name, Assert.Single(Value(await bench.Open().Find(Search([(table, kind)], value), bench.Calls, Cancel))).Name);
    }

    [Fact]
    public async Task Whoever_is_inactive_is_not_found_and_a_column_that_is_gone_does_not_stop_the_others()
    {
        await using var bench = await DynamicsBench.Start();
        var connector = bench.Open();
        var search = Search([("contact", MatchKind.Phone), ("contact", MatchKind.Email)], "am.duval@bluebonnet.example");
        Assert.Single(Value(await connector.Find(search, bench.Calls, Cancel)));
        await bench.Sandbox.Set(new { removedColumns = new[] { "contact.telephone2" } });
        Assert.Single(Value(await connector.Find(search, bench.Calls, Cancel)));
        var id = await bench.IdOf("contact", "lastname=Duval");
        await bench.Sandbox.Send("PATCH", $"contacts({id})", new { statecode = 1, statuscode = 2 });
        Assert.Empty(Value(await connector.Find(search, bench.Calls, Cancel)));
    }

    [Theory, InlineData("%"), InlineData("_______"), InlineData("[A-Z]%"), InlineData("x') or (contactid ne null"), InlineData("\"]) or statecode eq 0 or Microsoft.Dynamics.CRM.In(PropertyName='fullname',PropertyValues=[\""), InlineData("a&$filter=statecode eq 0"), InlineData("a+b#c?d")]
    public async Task What_a_caller_says_stays_a_value(string value)
    {
        await using var bench = await DynamicsBench.Start();
        foreach (var kind in Enum.GetValues<MatchKind>())
        {
            Assert.Empty(Value(await bench.Open().Find(new RecordSearch([new("contact", ["fullname"], kind, value, [value])], new Dictionary<string, IReadOnlyList<string>>()), bench.Calls, Cancel)));
        }
    }

    [Theory]
    [InlineData("duval", "Anne-Marie Duval")]
    [InlineData("bluebonnet", "Anne-Marie Duval", "Bluebonnet Freight", "Jo Park")]
    [InlineData("marsh example.com", "Hannah Marsh")]
    [InlineData("(512) 757-6000", "Anne-Marie Duval", "Bluebonnet Freight", "Jo Park")]
    [InlineData("CAS-01002", "Invoice 4711 is wrong")]
    [InlineData("100%")]
    public async Task Words_that_somebody_types_find_records_of_several_tables_with_one_call(string text, params string[] names)
    {
        await using var bench = await DynamicsBench.Start();
        var connector = bench.Open();
        Value(await connector.Search(new WordSearch("warm", []), bench.Calls, Cancel));
        var before = bench.Calls.Exchanges.Count;
        Assert.Equal(names, Value(await connector.Search(new WordSearch(text, []), bench.Calls, Cancel)).Select(hit => hit.Name).Order());
        Assert.Equal(1, bench.Calls.Exchanges.Count - before);
    }

    [Fact]
    public async Task A_hit_tells_what_sets_it_apart_and_too_few_letters_are_refused()
    {
        await using var bench = await DynamicsBench.Start();
        Assert.Equal("CAS-01001-S4B0X1 · In Progress · Hannah Marsh", Assert.Single(Value(await bench.Open().Search(new WordSearch("hot water", ["incident", "unicorn"]), bench.Calls, Cancel))).Summary);
        Assert.Equal(("text", Liaison.Core.Deliveries.FaultKind.Validation), Fault(await bench.Open().Search(new WordSearch("* x", []), bench.Calls, Cancel)) is var fault ? (fault.Field, fault.Kind) : default);
    }

    private static RecordSearch Search((string Table, MatchKind Kind)[] criteria, string value, params string[] variants) =>
        new([.. criteria.Select(one => new Criterion(one.Table, [], one.Kind, value, variants))], new Dictionary<string, IReadOnlyList<string>>());
}
