using System.Net;
using System.Text.Json;
using Xunit;

namespace Liaison.Tests.Sandbox.Salesforce;

public sealed class SalesforceRecordTests
{
    [Fact]
    public async Task A_new_record_answers_201_with_its_address()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var answer = await sandbox.Send("POST", "sobjects/Contact/", new { LastName = "New" });
        Assert.Equal($"/services/data/v62.0/sobjects/Contact/{answer.Made()}", answer.Headers["Location"]);
        Assert.Equal($$"""{"id":"{{answer.Made()}}","success":true,"errors":[]}""", answer.Text);
        Assert.StartsWith("api-usage=", answer.Headers["sforce-limit-info"], StringComparison.Ordinal);
        Assert.NotEmpty(answer.Headers["x-sfdc-request-id"]);
    }

    [Fact]
    public async Task Times_have_an_offset_without_a_colon()
    {
        var time = new SettableTime(new DateTimeOffset(2026, 5, 1, 7, 25, 37, TimeSpan.Zero));
        await using var sandbox = await SalesforceSandbox.Start(time);
        var contact = await sandbox.Get("Contact", await sandbox.Create("Contact", new { LastName = "Timed" }));
        Assert.Equal("2026-05-01T07:25:37.000+0000", contact.GetProperty("CreatedDate").GetString());
    }

    [Fact]
    public async Task A_compound_name_and_address_are_put_together()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var contact = await sandbox.Get("Contact", await sandbox.Create("Contact", new { FirstName = "Ada", LastName = "Lane", MailingCity = "Leeds" }));
        Assert.Equal(("Ada Lane", "Leeds"), (contact.GetProperty("Name").GetString(), contact.GetProperty("MailingAddress").GetProperty("city").GetString()));
        Assert.Equal(JsonValueKind.Null, contact.GetProperty("OtherAddress").ValueKind);
        Assert.Equal("INVALID_FIELD_FOR_INSERT_UPDATE", (await sandbox.Send("POST", "sobjects/Contact", new { LastName = "A", Name = "B" })).Json[0].GetProperty("errorCode").GetString());
    }

    [Fact]
    public async Task A_short_id_is_as_good_as_a_long_one_and_case_matters()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var id = await sandbox.Create("Contact", new { LastName = "Short" });
        Assert.Equal(id, (await sandbox.Get("Contact", id[..15])).GetProperty("Id").GetString());
        (await sandbox.Send("GET", "sobjects/Contact/" + id[..15].ToLowerInvariant())).Refused("NOT_FOUND", 404);
    }

    [Theory]
    [InlineData("Contact", """{}""", "REQUIRED_FIELD_MISSING", "Required fields are missing: [LastName]", "LastName")]
    [InlineData("Lead", """{"FirstName":"A"}""", "REQUIRED_FIELD_MISSING", "Required fields are missing: [LastName, Company]", "LastName")]
    [InlineData("Contact", """{"LastName":"A","Email":"nowhere"}""", "INVALID_EMAIL_ADDRESS", "Email: invalid email address: nowhere", "Email")]
    [InlineData("Contact", """{"LastName":"A","FirstName":"12345678901234567890123456789012345678901"}""", "STRING_TOO_LONG", "First Name: data value too large: 12345678901234567890123456789012345678901 (max length=40)", "FirstName")]
    [InlineData("Task", """{"Subject":"A","CallType":"Sideways"}""", "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", "Call Type: bad value for restricted picklist field: Sideways", "CallType")]
    [InlineData("Task", """{"CallDurationInSeconds":999999999}""", "NUMBER_OUTSIDE_VALID_RANGE", "Call Duration: value outside of valid range on numeric field: 999999999", "CallDurationInSeconds")]
    [InlineData("Task", """{"WhoId":"001Sb0000000001IAA"}""", "FIELD_INTEGRITY_EXCEPTION", "Name ID: id value of incorrect type: 001Sb0000000001IAA", "WhoId")]
    [InlineData("Task", """{"WhoId":"nobody"}""", "MALFORMED_ID", "Name ID: id value of incorrect type: nobody", "WhoId")]
    [InlineData("Case", """{"ContactId":"003Sb00000000zzIAA"}""", "INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", "ContactId")]
    [InlineData("Case", """{"OwnerId":"005Sb0000000005IAA"}""", "INACTIVE_OWNER_OR_USER", "owner or user is inactive.", "OwnerId")]
    public async Task A_wrong_value_is_refused_with_its_field(string type, string record, string code, string message, string field)
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var answer = await sandbox.Send("POST", "sobjects/" + type, record);
        Assert.Equal(message, answer.Refused(code));
        Assert.Equal(field, answer.Json[0].GetProperty("fields")[0].GetString());
    }

    [Theory]
    [InlineData("""{"LastName":5}""")]
    [InlineData("""{"LastName":"A","DoNotExist":{}}""")]
    [InlineData("""{"LastName":"A","Birthdate":"01/05/2026"}""")]
    [InlineData("""{"LastName":"A","EmailBouncedDate":"2026-05-01 07:25"}""")]
    [InlineData("""{"LastName":""")]
    public async Task A_value_of_the_wrong_kind_refuses_the_request(string record)
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var answer = await sandbox.Send("POST", "sobjects/Contact", record);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains(answer.Json[0].GetProperty("errorCode").GetString(), new[] { "JSON_PARSER_ERROR", "INVALID_FIELD" });
    }

    [Fact]
    public async Task Several_wrong_values_are_told_together()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var answer = await sandbox.Send("POST", "sobjects/Contact", new { Email = "no", Title = new string('x', 129) });
        Assert.Equal(["INVALID_EMAIL_ADDRESS", "STRING_TOO_LONG", "REQUIRED_FIELD_MISSING"], answer.Json.EnumerateArray().Select(one => one.GetProperty("errorCode").GetString()));
    }

    [Fact]
    public async Task A_field_that_only_counts_on_creation_cannot_be_changed()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var id = await sandbox.Create("Task", new { Subject = "Call", TaskSubtype = "Call" });
        Assert.Contains("TaskSubtype", (await sandbox.Send("PATCH", "sobjects/Task/" + id, new { TaskSubtype = "Email" })).Refused("INVALID_FIELD_FOR_INSERT_UPDATE"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_answers_204_and_an_empty_text_is_nothing()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var id = await sandbox.Create("Contact", new { LastName = "Before", Title = "Chief" });
        var changed = await sandbox.Send("PATCH", "sobjects/Contact/" + id, new { LastName = "After", Title = "" });
        Assert.Equal((HttpStatusCode.NoContent, 0), (changed.Status, changed.Bytes.Length));
        var contact = await sandbox.Get("Contact", id);
        Assert.Equal(("After", JsonValueKind.Null), (contact.GetProperty("Name").GetString(), contact.GetProperty("Title").ValueKind));
        (await sandbox.Send("PATCH", "sobjects/Contact/" + id, new { LastName = (string?)null })).Refused("REQUIRED_FIELD_MISSING");
    }

    [Fact]
    public async Task What_is_deleted_stays_visible_to_queryAll_only()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var id = await sandbox.Create("Contact", new { LastName = "Gone" });
        Assert.Equal(HttpStatusCode.NoContent, (await sandbox.Send("DELETE", "sobjects/Contact/" + id)).Status);
        (await sandbox.Send("DELETE", "sobjects/Contact/" + id)).Refused("ENTITY_IS_DELETED", 404);
        (await sandbox.Send("PATCH", "sobjects/Contact/" + id, new { LastName = "Back" })).Refused("ENTITY_IS_DELETED", 404);
        Assert.Empty(await sandbox.Column("SELECT Id FROM Contact WHERE LastName = 'Gone'", "Id"));
        Assert.Single((await sandbox.Send("GET", "queryAll?q=" + Uri.EscapeDataString("SELECT Id FROM Contact WHERE LastName = 'Gone' AND IsDeleted = true"))).Ok().GetProperty("records").EnumerateArray());
    }

    [Fact]
    public async Task An_upsert_creates_once_and_then_updates()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        const string path = "sobjects/Task/Liaison_Session_Id__c/ses%2F1%20%2B";
        var made = await sandbox.Send("PATCH", path, new { Subject = "First" });
        Assert.True(made.Status == HttpStatusCode.Created && made.Json.GetProperty("created").GetBoolean());
        var changed = await sandbox.Send("PATCH", path, new { Subject = "Second" });
        Assert.True(changed.Status == HttpStatusCode.OK && !changed.Json.GetProperty("created").GetBoolean());
        var task = (await sandbox.Send("GET", path)).Ok();
        Assert.Equal(("Second", "ses/1 +"), (task.GetProperty("Subject").GetString(), task.GetProperty("Liaison_Session_Id__c").GetString()));
    }

    [Fact]
    public async Task Upserts_of_one_key_side_by_side_make_one_record()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => sandbox.Send("PATCH", "sobjects/Contact/Liaison_Session_Id__c/ses_1", new { LastName = "N" + number })));
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        Assert.Single((await sandbox.Look("keys/ses_1")).GetProperty("records").EnumerateArray());
    }

    [Fact]
    public async Task An_upsert_by_an_address_that_several_have_lists_them()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        await sandbox.Create("Contact", new { LastName = "One", Email = "same@example.com" });
        await sandbox.Create("Contact", new { LastName = "Two", Email = "same@example.com" });
        var answer = await sandbox.Send("PATCH", "sobjects/Contact/Email/same@example.com", new { LastName = "Who" });
        Assert.Equal((HttpStatusCode.MultipleChoices, 2), (answer.Status, answer.Json.GetArrayLength()));
        Assert.StartsWith("/services/data/v62.0/sobjects/Contact/003", answer.Json[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_upsert_that_may_only_update_does_not_create()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        (await sandbox.Send("PATCH", "sobjects/Task/Liaison_Session_Id__c/x?updateOnly=true", new { Subject = "A" })).Refused("NOT_FOUND", 404);
        Assert.Equal("Provided external ID field does not exist or is not accessible: Subject", (await sandbox.Send("PATCH", "sobjects/Task/Subject/x", new { Priority = "High" })).Refused("NOT_FOUND", 404));
    }

    [Fact]
    public async Task A_unique_value_stands_on_one_record()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var first = await sandbox.Create("Case", new { Subject = "A", Liaison_Session_Id__c = "k" });
        Assert.Contains("on record with id: " + first[..15], (await sandbox.Send("POST", "sobjects/Case", new { Liaison_Session_Id__c = "K" })).Refused("DUPLICATE_VALUE"), StringComparison.Ordinal);
        await sandbox.Send("DELETE", "sobjects/Case/" + first);
        await sandbox.Create("Case", new { Liaison_Session_Id__c = "k" });
    }

    [Fact]
    public async Task A_parent_can_be_told_by_its_external_id()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var contact = await sandbox.Create("Contact", new { LastName = "Parent", Liaison_Session_Id__c = "p" });
        var id = await sandbox.Create("Case", """{"Subject":"Child","Contact":{"Liaison_Session_Id__c":"p"}}""");
        Assert.Equal(contact, (await sandbox.Get("Case", id)).GetProperty("ContactId").GetString());
        Assert.Equal("Foreign key external ID: q not found for field Liaison_Session_Id__c in entity Contact", (await sandbox.Send("POST", "sobjects/Case", """{"Contact":{"Liaison_Session_Id__c":"q"}}""")).Refused("INVALID_FIELD"));
    }

    [Fact]
    public async Task Taken_permissions_and_locked_fields_are_felt()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var id = await sandbox.Create("Case", new { Subject = "Mine" });
        await sandbox.Set(new { removedPermissions = new[] { "Case.edit", "Task.create", "Lead.read" }, readOnlyFields = new[] { "Contact.Title" } });
        (await sandbox.Send("PATCH", "sobjects/Case/" + id, new { Subject = "Yours" })).Refused("INSUFFICIENT_ACCESS_OR_READONLY", 403);
        (await sandbox.Send("POST", "sobjects/Task", new { Subject = "No" })).Refused("INSUFFICIENT_ACCESS_OR_READONLY", 403);
        await sandbox.QueryError("INVALID_TYPE", "SELECT Id FROM Lead");
        (await sandbox.Send("POST", "sobjects/Contact", new { LastName = "A", Title = "B" })).Refused("INVALID_FIELD_FOR_INSERT_UPDATE");
        await sandbox.Set(new { removedPermissions = new[] { "api" } });
        (await sandbox.Send("GET", "limits")).Refused("API_DISABLED_FOR_ORG", 403);
    }

    [Fact]
    public async Task An_address_longer_than_16_KB_is_refused()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        Assert.Equal(HttpStatusCode.RequestUriTooLong, (await sandbox.Send("GET", "query?q=" + new string('a', 16_400))).Status);
        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, (await sandbox.Send("GET", "limits", null, ("X-Long", new string('a', 16_380)))).Status);
    }
}
