using Liaison.Connectors.Salesforce;
using Liaison.Core.Connecting;
using Liaison.Core.Mapping;
using Xunit;
using static Liaison.Tests.Connectors.ConfirmBench;

namespace Liaison.Tests.Connectors.Salesforce;

public sealed class SalesforceFindTest
{
    [Theory, Trait("row", "A123"), Trait("row", "A124")]
    [InlineData("+15127576000", "5127576000", "Anne-Marie Duval", "Jo Park", "Bluebonnet Freight")]
    [InlineData("+447700900456", "07700900456", "Liam O'Hara")]
    [InlineData("+442079460958", "02079460958", "Hannah Marsh", "Harbour Lights Hotel")]
    [InlineData("+447700900789", "07700900789", "Priya Shah")]
    [InlineData("+15125550122", "5125550122")]
    public async Task A_caller_is_found_however_the_number_is_written_and_a_converted_lead_is_not(string number, string national, params string[] names)
    {
        await using var bench = await SalesforceBench.Start();
        var found = Value(await bench.Open().Find(Search([("Contact", MatchKind.Phone), ("Account", MatchKind.Phone), ("Lead", MatchKind.Phone)], number, national), bench.Calls, Cancel));
        Assert.Equal(names.Order(), found.Select(one => one.Name).Order());
    }

    [Fact]
    public async Task One_call_serves_all_criteria_of_all_types()
    {
        await using var bench = await SalesforceBench.Start();
        var connector = bench.Open();
        var search = new RecordSearch(
        [
            new("Contact", ["Phone"], MatchKind.Phone, "+15127576000", ["5127576000"]), new("Contact", ["Email"], MatchKind.Email, "sam.loner@example.com", []), new("Lead", [], MatchKind.Email, "tom@reed.example", []),
        ], new Dictionary<string, IReadOnlyList<string>> { ["Contact"] = ["Title", "Account.Name", "Nothing__c"] });
        Value(await connector.Find(search, bench.Calls, Cancel));
        var before = bench.Calls.Exchanges.Count;
        var found = Value(await connector.Find(search, bench.Calls, Cancel));
        Assert.Equal(1, bench.Calls.Exchanges.Count - before);
        Assert.Equal(["Anne-Marie Duval", "Jo Park", "Sam Loner", "Tom Reed"], found.Select(one => one.Name).Order());
        Assert.Equal("Bluebonnet Freight", found.Single(one => one.Name == "Jo Park").Values["Account.Name"]);
    }

    [Fact, Trait("row", "A125")]
    public async Task What_can_be_compared_exactly_is_found_by_query_the_moment_it_is_saved()
    {
        await using var bench = await SalesforceBench.Start();
        var connector = bench.Open();
        var id = await bench.Add("Contact", new { LastName = "Neu", Email = "neu@example.com" });
        var found = Value(await connector.Find(Search([("Contact", MatchKind.Email), ("Lead", MatchKind.Email)], "NEU@example.com"), bench.Calls, Cancel));
        Assert.Equal(id, Assert.Single(found).Record);
        Assert.Contains("/composite", bench.Calls.Exchanges[^1].Request, StringComparison.Ordinal);
    }

    [Theory, Trait("row", "A126")]
    [InlineData("1001")]
    [InlineData("00001001")]
    [InlineData("001001")]
    public async Task A_case_is_found_by_the_digits_that_a_caller_types(string typed)
    {
        await using var bench = await SalesforceBench.Start();
        var found = Assert.Single(Value(await bench.Open().Find(Search([("Case", MatchKind.Code)], typed), bench.Calls, Cancel)));
        Assert.Equal(("Case", "00001001", "Water through the ceiling"), (found.RecordType, found.Name, Value(await bench.Open().Read("Case", found.Record, bench.Calls, Cancel)).Values["Subject"]));
    }

    [Fact, Trait("row", "A243")]
    public async Task A_person_account_and_the_contact_behind_it_are_one_person()
    {
        await using var bench = await SalesforceBench.Start("personAccounts=true");
        var type = (await bench.Row("SELECT Id FROM RecordType WHERE IsPersonType = true")).GetProperty("Id").GetString();
        var id = await bench.Add("Account", new { RecordTypeId = type, FirstName = "Petra", LastName = "Privat", PersonEmail = "petra@privat.example", Phone = "+49 30 5550123" });
        var contact = (await bench.Row($"SELECT PersonContactId FROM Account WHERE Id = '{id}'")).GetProperty("PersonContactId").GetString();
        var search = Search([("Contact", MatchKind.Email), ("Account", MatchKind.Email)], "petra@privat.example");
        var found = Assert.Single(Value(await bench.Open().Find(search, bench.Calls, Cancel)));
        Assert.Equal(("Account", id, contact), (found.RecordType, found.Record, found.Values["PersonContactId"]));
        Assert.Equal(2, Value(await bench.Open(bench.Settings with { PersonAccounts = false }).Find(search, bench.Calls, Cancel)).Count);
    }

    [Fact]
    public async Task A_field_that_vanished_does_not_keep_callers_from_being_found()
    {
        await using var bench = await SalesforceBench.Start();
        var connector = bench.Open();
        var search = Search([("Contact", MatchKind.Email)], "sam.loner@example.com") with { Reads = new Dictionary<string, IReadOnlyList<string>> { ["Contact"] = ["Title"] } };
        Assert.Single(Value(await connector.Find(search, bench.Calls, Cancel)));
        await bench.Sandbox.Set(new { removedFields = new[] { "Contact.Title" } });
        Assert.Single(Value(await connector.Find(search, bench.Calls, Cancel)));
    }

    [Fact]
    public async Task A_type_that_is_not_there_costs_callers_nothing()
    {
        await using var bench = await SalesforceBench.Start();
        var connector = bench.Open();
        var search = Search([("Contact", MatchKind.Email), ("Nothing__c", MatchKind.Email)], "sam.loner@example.com");
        Assert.Single(Value(await connector.Find(search, bench.Calls, Cancel)));
        var before = bench.Calls.Exchanges.Count;
        Assert.Single(Value(await connector.Find(search, bench.Calls, Cancel)));
        Assert.Equal(1, bench.Calls.Exchanges.Count - before);
    }

    [Theory, Trait("row", "A131"), Trait("row", "A138")]
    [InlineData("Email = {{ mail }}", "Liam O'Hara")]
    [InlineData("LastName LIKE '%{{ part }}%' AND Account.Name != null", "Liam O'Hara")]
    [InlineData("Account.Name LIKE 'Blue%' AND (Phone != null OR Email = {{ mail }})", "Anne-Marie Duval", "Jo Park")]
    public async Task An_administrators_query_finds_what_it_says_with_relations_flat(string condition, params string[] names)
    {
        await using var bench = await SalesforceBench.Start();
        var facts = new Facts(path => path switch { "mail" => "liam@ohara.example", "part" => "O'H", _ => null });
        var answer = Value(await bench.Open().Query(new RecordQuery("Contact", ["Email", "Account.Name"], new QueryCondition.Free(condition)), facts, bench.Calls, Cancel));
        Assert.Equal(names.Order(), answer.Records.Select(one => one.Name).Order());
        Assert.Equal(names.Length, answer.Total);
        Assert.All(answer.Records, one => Assert.NotEmpty(one.Values["Account.Name"]));
    }

    [Fact, Trait("row", "A138"), Trait("row", "A140")]
    public async Task More_may_fit_than_are_read()
    {
        await using var bench = await SalesforceBench.Start();
        var answer = Value(await bench.Open().Query(new RecordQuery("Contact", [], new QueryCondition.One("LastName", "notEquals", "nobody"), Most: 2), new Facts(_ => null), bench.Calls, Cancel));
        Assert.Equal((2, 6), (answer.Records.Count, answer.Total));
    }

    [Fact]
    public async Task Pages_are_turned_until_as_many_are_read_as_are_wanted()
    {
        await using var bench = await SalesforceBench.Start();
        await Parallel.ForEachAsync(Enumerable.Range(0, 450), Cancel, async (number, _) => await bench.Add("Lead", new { LastName = "Page " + number, Company = "Pages" }));
        var answer = Value(await bench.Open().Query(new RecordQuery("Lead", [], new QueryCondition.One("Company", "equals", "Pages"), Most: 420), new Facts(_ => null), bench.Calls, Cancel));
        Assert.Equal((420, 450), (answer.Records.Select(one => one.Record).Distinct().Count(), answer.Total));
    }

    [Fact, Trait("row", "A132"), Trait("row", "A133")]
    public async Task Fields_are_offered_with_the_relations_that_open_others()
    {
        await using var bench = await SalesforceBench.Start();
        var own = Value(await bench.Open().Fields("Case", null, bench.Calls, Cancel));
        Assert.Equal("Contact", own.Single(field => field.Path == "ContactId").Opens);
        Assert.False(own.Single(field => field.Path == "Description").Filterable);
        Assert.Contains(Value(await bench.Open().Fields("Case", "Contact.Account", bench.Calls, Cancel)), field => field.Path == "Contact.Account.Industry");
        Assert.Contains(Value(await bench.Open().Fields("Case", "Owner", bench.Calls, Cancel)), field => field.Path == "Owner.Name");
    }

    [Fact, Trait("row", "A218")]
    public async Task The_people_of_the_organisation_are_listed_and_those_who_cannot_own_say_why()
    {
        await using var bench = await SalesforceBench.Start();
        var users = Value(await bench.Open().Users(bench.Calls, Cancel));
        Assert.Null(users.Single(user => user.Email == "alice.archer@example.com").Problem);
        Assert.NotNull(users.Single(user => user.Email == "dan.dyer@example.com").Problem);
        Assert.DoesNotContain(users, user => user.Name.Contains("Automated", StringComparison.Ordinal));
    }

    [Fact, Trait("row", "A105")]
    public async Task A_record_has_an_address_for_people()
    {
        await using var bench = await SalesforceBench.Start();
        var connector = bench.Open(new SalesforceSettings { LoginHost = bench.Address.ToString() });
        Assert.Equal($"{bench.Address}lightning/r/Contact/0015500001QdQWaAAN/view", connector.UrlOf("Contact", "0015500001QdQWa"));
        Assert.Null(connector.UrlOf("Contact/../..", "0015500001QdQWa"));
        Assert.Null(bench.Open(new SalesforceSettings()).UrlOf("Contact", "0015500001QdQWa"));
    }

    private static RecordSearch Search((string Type, MatchKind Kind)[] by, string value, params string[] variants) =>
        new([.. by.Select(one => new Criterion(one.Type, [], one.Kind, value, variants))], new Dictionary<string, IReadOnlyList<string>>());
}
