using System.Net;
using System.Text.Json;
using Xunit;

namespace Liaison.Tests.Sandbox.Salesforce;

public sealed class SalesforceDescribeTests
{
    [Fact]
    public async Task Versions_are_listed_to_anybody_oldest_first()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        sandbox.Token = "none";
        var versions = (await sandbox.Send("GET", "/salesforce/services/data")).Ok();
        Assert.Equal(["58.0", "59.0", "60.0", "61.0", "62.0", "63.0", "64.0", "65.0", "66.0"], versions.EnumerateArray().Select(one => one.GetProperty("version").GetString()));
        Assert.Equal("Spring '26", versions[8].GetProperty("label").GetString());
        (await sandbox.Send("GET", "/salesforce/services/data/v57.0/limits")).Refused("INVALID_SESSION_ID", 401);
    }

    [Fact]
    public async Task A_version_that_is_not_served_is_not_found()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        (await sandbox.Send("GET", "/salesforce/services/data/v99.0/limits")).Refused("NOT_FOUND", 404);
    }

    [Theory]
    [InlineData("Contact", "LastName")]
    [InlineData("Lead", "LastName,Company")]
    [InlineData("Case", "")]
    [InlineData("Task", "")]
    [InlineData("Account", "Name")]
    public async Task Required_fields_are_those_of_a_real_organisation(string type, string required)
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var fields = (await Describe(sandbox, type)).GetProperty("fields").EnumerateArray();
        Assert.Equal(required, string.Join(',', fields.Where(field => field.GetProperty("createable").GetBoolean() && !field.GetProperty("nillable").GetBoolean() && !field.GetProperty("defaultedOnCreate").GetBoolean())
            .Select(field => field.GetProperty("name").GetString())));
    }

    [Theory]
    [InlineData("Contact")]
    [InlineData("Task")]
    [InlineData("ContentVersion")]
    public async Task Every_field_is_described_with_57_keys(string type)
    {
        await using var sandbox = await SalesforceSandbox.Start();
        Assert.All((await Describe(sandbox, type)).GetProperty("fields").EnumerateArray(), field => Assert.Equal(57, field.EnumerateObject().Count()));
    }

    [Fact]
    public async Task A_description_is_not_sent_again_while_nothing_changed()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var first = await sandbox.Send("GET", "sobjects/Contact/describe");
        var byTag = await sandbox.Send("GET", "sobjects/Contact/describe", null, ("If-None-Match", first.Headers["ETag"]));
        var byTime = await sandbox.Send("GET", "sobjects/Contact/describe", null, ("If-Modified-Since", first.Headers["Last-Modified"]));
        Assert.Equal((HttpStatusCode.NotModified, HttpStatusCode.NotModified), (byTag.Status, byTime.Status));
        Assert.Empty(byTag.Bytes);
    }

    [Fact]
    public async Task A_changed_organisation_is_described_anew()
    {
        var time = new SettableTime(new DateTimeOffset(2026, 5, 1, 9, 0, 0, TimeSpan.Zero));
        await using var sandbox = await SalesforceSandbox.Start(time);
        var first = await sandbox.Send("GET", "sobjects/Contact/describe");
        time.Now = time.Now.AddMinutes(1);
        await sandbox.Set(new { removedFields = new[] { "Contact.Email" } });
        var second = await sandbox.Send("GET", "sobjects/Contact/describe", null, ("If-Modified-Since", first.Headers["Last-Modified"]));
        Assert.DoesNotContain("Email", Names(second.Ok()));
    }

    [Fact]
    public async Task A_removed_field_is_gone_from_queries_and_writes_in_their_own_words()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        await sandbox.Set(new { removedFields = new[] { "Contact.Email" } });
        Assert.Contains("No such column 'Email' on entity 'Contact'", await sandbox.QueryError("INVALID_FIELD", "SELECT Email FROM Contact"), StringComparison.Ordinal);
        Assert.Equal("No such column 'Email' on sobject of type Contact", (await sandbox.Send("POST", "sobjects/Contact", new { LastName = "A", Email = "a@b.example" })).Refused("INVALID_FIELD"));
    }

    [Fact]
    public async Task The_session_id_field_can_be_taken_away()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var field = (await Describe(sandbox, "Task")).GetProperty("fields").EnumerateArray().Single(one => one.GetProperty("name").GetString() == "Liaison_Session_Id__c");
        Assert.True(field.GetProperty("externalId").GetBoolean() && field.GetProperty("unique").GetBoolean() && field.GetProperty("idLookup").GetBoolean());
        await sandbox.Set(new { sessionIdField = false });
        Assert.DoesNotContain("Liaison_Session_Id__c", Names(await Describe(sandbox, "Task")));
        (await sandbox.Send("PATCH", "sobjects/Task/Liaison_Session_Id__c/x", new { Subject = "Call" })).Refused("NOT_FOUND", 404);
    }

    [Fact]
    public async Task All_objects_are_listed_and_notes_only_where_they_are_turned_on()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        async Task<string[]> All() => [.. (await sandbox.Send("GET", "sobjects")).Ok().GetProperty("sobjects").EnumerateArray().Select(one => one.GetProperty("name").GetString()!)];
        Assert.Contains("ContentNote", await All());
        await sandbox.Set(new { notes = false });
        Assert.DoesNotContain("ContentNote", await All());
        (await sandbox.Send("POST", "sobjects/ContentNote", new { Title = "x" })).Refused("NOT_FOUND", 404);
    }

    [Fact]
    public async Task Persons_are_described_only_in_an_organisation_that_has_them()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        Assert.DoesNotContain("IsPersonAccount", Names(await Describe(sandbox, "Account")));
        await sandbox.Set(new { personAccounts = true });
        var account = await Describe(sandbox, "Account");
        Assert.Contains("PersonMobilePhone", Names(account));
        Assert.Equal(["Organization", "PersonAccount", "Master"], account.GetProperty("recordTypeInfos").EnumerateArray().Select(one => one.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task An_unknown_object_is_not_found()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        Assert.Equal("The requested resource does not exist", (await sandbox.Send("GET", "sobjects/Foo/describe")).Refused("NOT_FOUND", 404));
    }

    [Fact]
    public async Task The_address_of_a_record_opens_its_page()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var id = await sandbox.Create("Case", new { Subject = "Look at me" });
        var template = (await Describe(sandbox, "Case")).GetProperty("urls").GetProperty("uiDetailTemplate").GetString()!;
        Assert.Contains("Look at me", await sandbox.Http.GetStringAsync(new Uri(template.Replace("{ID}", id, StringComparison.Ordinal))), StringComparison.Ordinal);
    }

    private static async Task<JsonElement> Describe(SalesforceSandbox sandbox, string type) => (await sandbox.Send("GET", $"sobjects/{type}/describe")).Ok();

    private static string[] Names(JsonElement description) => [.. description.GetProperty("fields").EnumerateArray().Select(field => field.GetProperty("name").GetString()!)];
}
