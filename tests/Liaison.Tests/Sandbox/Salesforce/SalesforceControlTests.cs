using System.Net;
using System.Net.Http.Json;
using Xunit;

namespace Liaison.Tests.Sandbox.Salesforce;

public sealed class SalesforceControlTests
{
    [Fact]
    public async Task Every_record_that_bears_a_key_is_told()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        await sandbox.Create("Contact", new { LastName = "K", Liaison_Session_Id__c = "ses_9" });
        await sandbox.Create("Task", new { Subject = "Call", Liaison_Session_Id__c = "ses_9" });
        await sandbox.Create("Task", new { Subject = "Call", CallObject = "ses_9" });
        var found = (await sandbox.Look("keys/ses_9")).GetProperty("records").EnumerateArray().Select(one => one.GetProperty("type").GetString() + "." + one.GetProperty("field").GetString());
        Assert.Equal(["Contact.Liaison_Session_Id__c", "Task.CallObject", "Task.Liaison_Session_Id__c"], found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Records_are_listed_by_field_and_page()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var first = await sandbox.Look("records/Contact?limit=4");
        Assert.Equal((4, 6), (first.GetProperty("items").GetArrayLength(), first.GetProperty("total").GetInt32()));
        Assert.Equal(2, (await sandbox.Look("records/Contact?limit=4&after=" + first.GetProperty("next").GetString())).GetProperty("items").GetArrayLength());
        Assert.Equal("Park", (await sandbox.Look("records/Contact?FirstName=jo")).GetProperty("items")[0].GetProperty("LastName").GetString());
        using var wrong = await sandbox.Http.GetAsync("/salesforce/control/records/Contact?Shoe=42");
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
    }

    [Fact]
    public async Task A_person_of_the_organisation_changes_a_record_and_the_rules_hold_for_them_too()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var id = await sandbox.Create("Case", new { Subject = "Before" });
        using var changed = await sandbox.Http.PatchAsJsonAsync("/salesforce/control/records/Case/" + id, new { Subject = "After", Status = "Closed" });
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal(["Alice Archer"], (await sandbox.Query($"SELECT LastModifiedBy.Name FROM Case WHERE Id = '{id}' AND IsClosed = true")).GetProperty("records").EnumerateArray()
            .Select(one => one.GetProperty("LastModifiedBy").GetProperty("Name").GetString()!));
        using var refused = await sandbox.Http.PatchAsJsonAsync("/salesforce/control/records/Case/" + id, new { Nope = 1 });
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task A_person_changes_a_record_on_its_page()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var id = await sandbox.Create("Case", new { Subject = "<b>Before</b>" });
        Assert.Contains("&lt;b&gt;Before", await sandbox.Http.GetStringAsync("/salesforce/" + id), StringComparison.Ordinal);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal) { ["field"] = "Status", ["value"] = "Working" });
        using var changed = await sandbox.Http.PostAsync("/salesforce/" + id, form);
        Assert.Equal(HttpStatusCode.Found, changed.StatusCode);
        Assert.Equal("Working", (await sandbox.Get("Case", id)).GetProperty("Status").GetString());
        Assert.Contains("Working", await sandbox.Http.GetStringAsync("/salesforce/objects/Case"), StringComparison.Ordinal);
        Assert.Contains("Fault switches", await sandbox.Http.GetStringAsync("/salesforce/switches"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_latest_requests_are_told_with_what_struck_them()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        await sandbox.Fault(new { kind = "lock", operation = "create", count = 1 });
        await sandbox.Send("POST", "sobjects/Task", new { Subject = "Call" });
        await sandbox.Send("POST", "sobjects/Task", new { Subject = "Call" }, ("Sforce-Call-Options", "client=Liaison"));
        var told = (await sandbox.Look("requests")).EnumerateArray().ToList();
        Assert.Equal([("create", 400), ("create", 201)], told.Select(one => (one.GetProperty("operation").GetString()!, one.GetProperty("status").GetInt32())));
        Assert.Equal("Lock", told[0].GetProperty("fault").GetString());
        Assert.Equal("client=Liaison", told[1].GetProperty("client").GetString());
    }

    [Fact]
    public async Task An_unknown_setting_is_refused()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        using var refused = await sandbox.Http.PostAsJsonAsync("/salesforce/control/settings", new { shoeSize = 42 });
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.True((await sandbox.Set(new { assignmentRules = true })).GetProperty("assignmentRules").GetBoolean());
    }

    [Fact]
    public async Task A_reset_brings_the_first_day_back()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        await sandbox.Create("Contact", new { LastName = "Extra" });
        await sandbox.Set(new { personAccounts = true });
        await sandbox.Control("reset", new { });
        (await sandbox.Send("GET", "limits")).Refused("INVALID_SESSION_ID", 401);
        await sandbox.SignIn();
        Assert.Equal(6, (await sandbox.Query("SELECT COUNT() FROM Contact")).GetProperty("totalSize").GetInt32());
        await sandbox.QueryError("INVALID_FIELD", "SELECT IsPersonAccount FROM Account");
    }

    [Fact]
    public async Task Records_files_and_refresh_tokens_outlive_the_process()
    {
        var folder = Directory.CreateTempSubdirectory("sandbox-").FullName;
        try
        {
            string contact, version, token;
            await using (var sandbox = await SalesforceSandbox.Start("--data", folder))
            {
                contact = await sandbox.Create("Contact", new { LastName = "Kept", Liaison_Session_Id__c = "k1", Birthdate = "1980-02-29" });
                version = await sandbox.Create("ContentVersion", new { PathOnClient = "a.txt", VersionData = "MQ==" });
                await sandbox.Send("DELETE", "sobjects/Contact/" + (await sandbox.Column("SELECT Id FROM Contact WHERE LastName = 'Loner'", "Id"))[0]);
                // Numbers that were given to what was rolled back are not given again.
                await sandbox.Send("POST", "composite/sobjects", """{"allOrNone":true,"records":[{"attributes":{"type":"Case"},"Subject":"Undone"},{"attributes":{"type":"Case"},"Subject":5}]}""");
                await sandbox.Create("Case", new { Subject = "Five" });
                token = (await sandbox.Control("tokens", new { })).GetProperty("refreshToken").GetString()!;
            }

            await using var again = await SalesforceSandbox.Start("--data", folder);
            Assert.Equal("1980-02-29", (await again.Get("Contact", contact)).GetProperty("Birthdate").GetString());
            Assert.Equal("1"u8.ToArray(), (await again.Send("GET", $"sobjects/ContentVersion/{version}/VersionData")).Bytes);
            Assert.Equal(6, (await again.Query("SELECT COUNT() FROM Contact")).GetProperty("totalSize").GetInt32());
            Assert.Equal("00001007", (await again.Get("Case", await again.Create("Case", new { Subject = "Six" }))).GetProperty("CaseNumber").GetString());
            Assert.Equal(HttpStatusCode.OK, (await again.Send("PATCH", "sobjects/Contact/Liaison_Session_Id__c/k1", new { Title = "T" })).Status);
            Assert.NotEqual(contact, await again.Create("Contact", new { LastName = "Another" }));
            using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["grant_type"] = "refresh_token", ["refresh_token"] = token, ["client_id"] = SalesforceSandbox.ClientId, ["client_secret"] = SalesforceSandbox.ClientSecret,
            });
            using var refreshed = await again.Http.PostAsync("/salesforce/services/oauth2/token", form);
            Assert.Equal(HttpStatusCode.OK, refreshed.StatusCode);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
