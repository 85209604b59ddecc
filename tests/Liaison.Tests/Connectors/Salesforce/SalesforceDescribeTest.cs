using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Xunit;
using static Liaison.Tests.Connectors.ConfirmBench;

namespace Liaison.Tests.Connectors.Salesforce;

public sealed class SalesforceDescribeTest
{
    [Fact, Trait("row", "A193"), Trait("row", "A204")]
    public async Task The_types_that_conversations_are_about_are_described_with_what_a_new_record_needs()
    {
        await using var bench = await SalesforceBench.Start();
        var types = Value(await bench.Open().Describe(bench.Calls, Cancel)).ToDictionary(type => type.Name);
        Assert.Subset(types.Keys.ToHashSet(), new HashSet<string> { "Account", "Contact", "Lead", "Case", "Task" });
        Assert.DoesNotContain("User", types.Keys);
        string[] Needed(string type) => [.. types[type].Fields.Where(field => field.RequiredOnCreate).Select(field => field.Name)];
        Assert.Equal(["LastName"], Needed("Contact"));
        Assert.Equal(["LastName", "Company"], Needed("Lead"));
        Assert.Empty(Needed("Case"));
        Assert.Equal("longText", types["Case"].Fields.Single(field => field.Name == "Description").Type);
        Assert.Equal(("code", "Task.Status"), (types["Task"].Fields.Single(field => field.Name == "Status").Type, types["Task"].Fields.Single(field => field.Name == "Status").Codes));
    }

    [Fact]
    public async Task A_picklist_is_a_code_list_and_a_yes_or_no_too()
    {
        await using var bench = await SalesforceBench.Start();
        Assert.Contains(Value(await bench.Open().Codes("Task.Status", false, bench.Calls, Cancel)).Items, code => code.Value == "Completed");
        Assert.Equal(2, Value(await bench.Open().Codes("boolean", false, bench.Calls, Cancel)).Items.Count);
        Assert.Equal(FaultKind.SchemaDrift, Fault(await bench.Open().Codes("Task.Nothing__c", false, bench.Calls, Cancel)).Kind);
    }

    [Fact]
    public async Task A_description_that_has_not_changed_is_not_sent_again()
    {
        await using var bench = await SalesforceBench.Start();
        var connector = bench.Open();
        Value(await connector.Codes("Task.Status", fresh: true, bench.Calls, Cancel));
        Value(await connector.Codes("Task.Status", fresh: true, bench.Calls, Cancel));
        Assert.Equal([200, 304], bench.Calls.Exchanges.TakeLast(2).Select(exchange => exchange.Status));
        var before = bench.Calls.Exchanges.Count;
        Value(await connector.Codes("Task.Status", fresh: false, bench.Calls, Cancel));
        Assert.Equal(before, bench.Calls.Exchanges.Count);
    }

    [Fact, Trait("row", "A177"), Trait("row", "A114")]
    public async Task A_test_tells_which_rights_and_fields_are_missing()
    {
        await using var bench = await SalesforceBench.Start("removedPermissions:0=Case.create", "removedFields:0=Lead.Phone", "sessionIdField=false", "notes=false");
        var details = string.Join('\n', Value(await bench.Open().Test(bench.Calls, Cancel)).Details);
        Assert.All(["Case: the user may not create", "Phone cannot be written", "Liaison_Session_Id__c", "Enhanced notes are off", "sandbox", "calls of the last 24 hours"], word => Assert.Contains(word, details, StringComparison.Ordinal));
    }

    [Fact, Trait("row", "A177")]
    public async Task Without_the_right_to_the_API_the_right_is_named()
    {
        await using var bench = await SalesforceBench.Start();
        await bench.Sandbox.Set(new { removedPermissions = new[] { "api" } });
        var fault = Fault(await bench.Open().Test(bench.Calls, Cancel));
        Assert.Equal(FaultKind.Permission, fault.Kind);
        Assert.Contains("API Enabled", fault.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_is_read_whole_with_everybodys_times()
    {
        await using var bench = await SalesforceBench.Start();
        var id = (await bench.Row("SELECT Id FROM Case WHERE CaseNumber = '00001001'")).GetProperty("Id").GetString()!;
        var values = Value(await bench.Open().Read("Case", id[..15], bench.Calls, Cancel));
        Assert.Equal((id, "High"), (values.Record, values.Values["Priority"]));
        Assert.EndsWith("+00:00", values.Values["CreatedDate"], StringComparison.Ordinal);
        Assert.Equal(FaultKind.NotFound, Fault(await bench.Open().Read("Case", "500000000000zzz", bench.Calls, Cancel)).Kind);
    }
}
