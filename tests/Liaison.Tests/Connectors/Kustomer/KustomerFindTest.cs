using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Identification;
using Liaison.Core.Mapping;
using Xunit;
using static Liaison.Tests.Connectors.ConfirmBench;

namespace Liaison.Tests.Connectors.Kustomer;

public sealed class KustomerFindTest
{
    private static IdentificationRules Rules => Liaison.Connectors.Kustomer.KustomerConnector.Declaration.Conversations!.Identification with { DefaultRegion = "GB" };

    [Theory, Trait("row", "A56")]
    [InlineData("customer.phone", "+442079460958", "Hannah Marsh")]
    [InlineData("customer.phone", "+15127576000", "Anne-Marie Duval")]
    [InlineData("customer.phone", "+442079460100", "Sam Loner")]
    [InlineData("customer.phone", "+441614960777", "Priya Shah")]
    [InlineData("customer.email", "LIAM@ohara.example", "Liam O'Hara")]
    [InlineData("items.customerNumber", "C-2005", "Zofia Nowak")]
    public async Task Whoever_calls_is_found_however_the_number_is_written_there(string fact, string value, string name)
    {
        await using var bench = await KustomerBench.Start();
        var found = await Identify(bench, (fact, value));
        Assert.Equal((IdentifiedVerdict.Match, name), (found.Verdict, found.Chosen?.Name));
    }

    [Fact]
    public async Task A_known_number_costs_two_lookups_at_once_and_no_search()
    {
        await using var bench = await KustomerBench.Start();
        await Identify(bench, ("customer.phone", "+442079460958"));
        Assert.Equal(2, bench.Calls.Exchanges.Count);
        Assert.Contains(bench.Calls.Exchanges, exchange => exchange.Request.Contains("phone=%2B442079460958", StringComparison.Ordinal));
        Assert.DoesNotContain(bench.Calls.Exchanges, exchange => exchange.Request.Contains("search", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_number_that_several_share_gives_them_all_to_choose_from()
    {
        await using var bench = await KustomerBench.Start();
        var (search, _) = new Identifier(Rules).Search(Dynamics.DynamicsBench.Facts(("customer.phone", "+15125550110")));
        var found = Value(await bench.Open().Find(search!, bench.Calls, Cancel));
        Assert.Equal(["Anne-Marie Duval", "Jo Park"], found.Select(one => one.Name).Order(StringComparer.Ordinal));
        Assert.Equal(IdentifiedVerdict.Several, (await Identify(bench, Rules with { Several = MultiMatch.Ask }, ("customer.phone", "+15125550110"))).Verdict);
    }

    [Theory]
    [InlineData("throttle", "lookup", FaultKind.Throttled)]
    [InlineData("server-error", "lookup", FaultKind.Unavailable)]
    [InlineData("html", "search", FaultKind.Unavailable)]
    [InlineData("search-timed-out", "search", FaultKind.TimedOut)]
    [InlineData("key-expired", "lookup", FaultKind.Credentials)]
    [InlineData("truncate", "lookup", FaultKind.Unknown)]
    public async Task Only_not_found_means_nobody(string kind, string operation, FaultKind expected)
    {
        await using var bench = await KustomerBench.Start();
        var (search, _) = new Identifier(Rules).Search(Dynamics.DynamicsBench.Facts(("customer.phone", "+442079469999")));
        Assert.Empty(Value(await bench.Open().Find(search!, bench.Calls, Cancel)));
        await bench.Fault(new { kind, operation });
        Assert.Equal(expected, Fault(await bench.Open().Find(search!, bench.Calls, Cancel)).Kind);
    }

    [Fact, Trait("row", "A97"), Trait("row", "A98")]
    public async Task Fields_chosen_for_agents_come_with_the_record_standard_and_custom_and_the_company_s()
    {
        await using var bench = await KustomerBench.Start();
        var hannah = await bench.Customer("Hannah Marsh");
        await bench.Change("customer", hannah, new { custom = new { loyaltyNumberStr = "L-9", spentNum = 12.5, vipBool = true, lastCallAt = "2026-03-01T10:00:00.000Z" } });
        var reads = new Dictionary<string, IReadOnlyList<string>> { ["customer"] = ["custom.loyaltyNumberStr", "company.name"], ["kobject.order"] = ["custom.orderTotalNum"] };
        var found = Assert.Single(Value(await bench.Open().Find(new RecordSearch([new Criterion("customer", ["emails"], MatchKind.Email, "hannah.marsh@example.com", [])], reads), bench.Calls, Cancel)));
        Assert.Equal(("L-9", "12.5", "true", "2026-03-01T10:00:00.000Z", "Harbour Lights Hotel"), (found.Values["custom.loyaltyNumberStr"], found.Values["custom.spentNum"], found.Values["custom.vipBool"], found.Values["custom.lastCallAt"], found.Values["company.name"]));
        var order = Assert.Single(Value(await bench.Open().Find(new RecordSearch([new Criterion("kobject.order", ["custom.orderNumberStr"], MatchKind.Exact, "4711", [])], reads), bench.Calls, Cancel)));
        Assert.Equal(("Order 4711", "64.67"), (order.Name, order.Values["custom.orderTotalNum"]));
        Assert.EndsWith($"/app/customers/{await bench.Customer("Anne-Marie Duval")}/event/{order.Record.Split('.')[0]}", bench.Open().UrlOf("kobject.order", order.Record), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_field_that_cannot_be_searched_by_is_passed_over()
    {
        await using var bench = await KustomerBench.Start();
        var search = new RecordSearch([new Criterion("customer", ["noSuchThing"], MatchKind.Exact, "x", []), new Criterion("customer", ["custom.loyaltyNumberStr"], MatchKind.Exact, "L-10", [])], new Dictionary<string, IReadOnlyList<string>>());
        await bench.Change("customer", await bench.Customer("Jo Park"), new { custom = new { loyaltyNumberStr = "L-10" } });
        Assert.Equal("Jo Park", Assert.Single(Value(await bench.Open().Find(search, bench.Calls, Cancel))).Name);
    }

    [Fact]
    public async Task Words_find_people_and_conversations()
    {
        await using var bench = await KustomerBench.Start();
        var hits = Value(await bench.Open().Search(new WordSearch("Marsh", []), bench.Calls, Cancel));
        Assert.Equal(("customer", "Hannah Marsh"), (Assert.Single(hits).RecordType, hits[0].Name));
        Assert.Contains("hannah.marsh@example.com", hits[0].Summary, StringComparison.Ordinal);
        Assert.Equal("Invoice 4711 is wrong", Assert.Single(Value(await bench.Open().Search(new WordSearch("invoice", ["conversation"]), bench.Calls, Cancel))).Name);
        Assert.Equal(FaultKind.Validation, Fault(await bench.Open().Search(new WordSearch(" x ", []), bench.Calls, Cancel)).Kind);
    }

    private static Task<Identified> Identify(KustomerBench bench, params (string Path, string Value)[] facts) => Identify(bench, Rules, facts);

    private static async Task<Identified> Identify(KustomerBench bench, IdentificationRules rules, params (string Path, string Value)[] facts)
    {
        var (identifier, known) = (new Identifier(rules), Dynamics.DynamicsBench.Facts(facts));
        var (search, remarks) = identifier.Search(known);
        return identifier.Judge(known, Value(await bench.Open().Find(search!, bench.Calls, Cancel)), remarks);
    }
}
