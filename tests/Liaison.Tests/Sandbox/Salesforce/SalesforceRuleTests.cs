using System.Net;
using System.Text.Json;
using Xunit;

namespace Liaison.Tests.Sandbox.Salesforce;

/// <summary>What is special about single kinds of records.</summary>
public sealed class SalesforceRuleTests
{
    [Fact]
    public async Task Cases_are_numbered_with_leading_noughts()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var first = await sandbox.Get("Case", await sandbox.Create("Case", new { Subject = "A" }));
        var second = await sandbox.Get("Case", await sandbox.Create("Case", new { Subject = "B" }));
        Assert.Equal(("00001005", "00001006"), (first.GetProperty("CaseNumber").GetString(), second.GetProperty("CaseNumber").GetString()));
        Assert.Equal("New", first.GetProperty("Status").GetString());
        Assert.Equal(first.GetProperty("Id").GetString(), (await sandbox.Send("GET", "sobjects/Case/CaseNumber/00001005")).Ok().GetProperty("Id").GetString());
    }

    [Fact]
    public async Task A_case_mirrors_its_contact_and_closes_by_its_status()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var contact = (await sandbox.Column("SELECT Id FROM Contact WHERE Email = 'hannah.marsh@example.com'", "Id"))[0];
        var id = await sandbox.Create("Case", new { ContactId = contact, Status = "Closed", Comments = "Done on the phone." });
        var made = await sandbox.Get("Case", id);
        Assert.Equal("020 7946 0958", made.GetProperty("ContactPhone").GetString());
        Assert.StartsWith("001", made.GetProperty("AccountId").GetString(), StringComparison.Ordinal);
        Assert.True(made.GetProperty("IsClosed").GetBoolean() && made.GetProperty("ClosedDate").ValueKind == JsonValueKind.String);
        Assert.Equal(["Done on the phone."], await sandbox.Column($"SELECT CommentBody FROM CaseComment WHERE ParentId = '{id}'", "CommentBody"));
    }

    [Fact]
    public async Task A_task_about_a_lead_is_about_nothing_else()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var lead = (await sandbox.Column("SELECT Id FROM Lead WHERE IsConverted = false LIMIT 1", "Id"))[0];
        var account = (await sandbox.Column("SELECT Id FROM Account LIMIT 1", "Id"))[0];
        (await sandbox.Send("POST", "sobjects/Task", new { WhoId = lead, WhatId = account })).Refused("FIELD_INTEGRITY_EXCEPTION");
        await sandbox.Create("Task", new { WhoId = lead });
    }

    [Fact]
    public async Task A_task_knows_its_account_and_when_it_was_completed()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var contact = (await sandbox.Query("SELECT Id, AccountId FROM Contact WHERE LastName = 'Duval'")).GetProperty("records")[0];
        var task = await sandbox.Get("Task", await sandbox.Create("Task", new { WhoId = contact.GetProperty("Id").GetString(), Subject = "Call", Status = "Completed" }));
        Assert.Equal(contact.GetProperty("AccountId").GetString(), task.GetProperty("AccountId").GetString());
        Assert.True(task.GetProperty("IsClosed").GetBoolean() && task.GetProperty("CompletedDateTime").ValueKind == JsonValueKind.String);
        Assert.Equal(("Normal", "Task"), (task.GetProperty("Priority").GetString(), task.GetProperty("TaskSubtype").GetString()));
    }

    [Fact]
    public async Task A_converted_lead_cannot_be_changed()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var lead = (await sandbox.Query("SELECT Id, ConvertedContactId FROM Lead WHERE IsConverted = true")).GetProperty("records")[0];
        (await sandbox.Send("PATCH", "sobjects/Lead/" + lead.GetProperty("Id").GetString(), new { Title = "Boss" })).Refused("CANNOT_UPDATE_CONVERTED_LEAD");
        await sandbox.Get("Contact", lead.GetProperty("ConvertedContactId").GetString()!);
    }

    [Fact]
    public async Task A_duplicate_is_refused_with_what_was_found_and_may_be_saved_anyway()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        await sandbox.Set(new { duplicateRules = "alert" });
        var record = new { LastName = "Marsh", Email = "HANNAH.marsh@example.com" };
        var refused = await sandbox.Send("POST", "sobjects/Contact", record);
        Assert.Equal("Use one of these records?", refused.Refused("DUPLICATES_DETECTED"));
        var result = refused.Json[0].GetProperty("duplicateResult");
        Assert.True(result.GetProperty("allowSave").GetBoolean());
        var found = result.GetProperty("matchResults")[0].GetProperty("matchRecords")[0].GetProperty("record");
        Assert.Equal(["hannah.marsh@example.com"], await sandbox.Column($"SELECT Email FROM Contact WHERE Id = '{found.GetProperty("Id").GetString()}'", "Email"));
        (await sandbox.Send("POST", "sobjects/Contact", record, ("Sforce-Duplicate-Rule-Header", "allowSave=true"))).Made();
    }

    [Fact]
    public async Task A_blocking_rule_does_not_give_way()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        await sandbox.Set(new { duplicateRules = "block" });
        var refused = await sandbox.Send("POST", "sobjects/Lead", new { FirstName = "Tom", LastName = "Reed", Company = "X", MobilePhone = "512 555 0110" }, ("Sforce-Duplicate-Rule-Header", "allowSave=true"));
        refused.Refused("DUPLICATES_DETECTED");
        Assert.False(refused.Json[0].GetProperty("duplicateResult").GetProperty("allowSave").GetBoolean());
    }

    [Fact]
    public async Task Assignment_rules_take_the_owner_unless_the_request_declines()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        await sandbox.Set(new { assignmentRules = true });
        var alice = (await sandbox.Column("SELECT Id FROM User WHERE Email = 'alice.archer@example.com'", "Id"))[0];
        async Task<string> Owner(params (string, string)[] headers) =>
            (await sandbox.Get("Case", (await sandbox.Send("POST", "sobjects/Case", new { OwnerId = alice }, headers)).Made())).GetProperty("OwnerId").GetString()!;
        Assert.StartsWith("00G", await Owner(), StringComparison.Ordinal);
        Assert.StartsWith("00G", await Owner(("Sforce-Auto-Assign", "TRUE")), StringComparison.Ordinal);
        Assert.Equal(alice, await Owner(("Sforce-Auto-Assign", "FALSE")));
    }

    [Fact]
    public async Task A_person_is_an_account_with_a_contact_behind_it()
    {
        await using var sandbox = await SalesforceSandbox.Start("--salesforce:personAccounts", "true");
        var id = await sandbox.Create("Account", new { FirstName = "Nia", LastName = "Holt", PersonEmail = "nia@example.com", PersonMobilePhone = "07700 900111" });
        var account = await sandbox.Get("Account", id);
        Assert.True(account.GetProperty("IsPersonAccount").GetBoolean());
        Assert.Equal("Nia Holt", account.GetProperty("Name").GetString());
        var contact = await sandbox.Get("Contact", account.GetProperty("PersonContactId").GetString()!);
        Assert.Equal(("Nia Holt", "nia@example.com", id), (contact.GetProperty("Name").GetString(), contact.GetProperty("Email").GetString(), contact.GetProperty("AccountId").GetString()));
        await sandbox.Create("Task", new { WhoId = account.GetProperty("PersonContactId").GetString() });
        Assert.Equal(HttpStatusCode.NoContent, (await sandbox.Send("PATCH", "sobjects/Account/" + id, new { LastName = "Hill" })).Status);
        Assert.Equal(["Nia Hill"], await sandbox.Column($"SELECT Name FROM Contact WHERE AccountId = '{id}'", "Name"));
        Assert.Equal(["Nia Hill", "Nia Hill"], await sandbox.Search("FIND {07700900111} IN PHONE FIELDS RETURNING Account(Name), Contact(Name)"));
    }

    [Fact]
    public async Task A_person_takes_no_name_and_an_organisation_needs_one()
    {
        await using var sandbox = await SalesforceSandbox.Start("--salesforce:personAccounts", "true");
        (await sandbox.Send("POST", "sobjects/Account", new { LastName = "Holt", Name = "Holt" })).Refused("INVALID_FIELD_FOR_INSERT_UPDATE");
        Assert.Equal("Required fields are missing: [Name]", (await sandbox.Send("POST", "sobjects/Account", new { Phone = "1" })).Refused("REQUIRED_FIELD_MISSING"));
    }

    [Fact]
    public async Task A_person_is_in_a_campaign_once()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var campaign = (await sandbox.Column("SELECT Id FROM Campaign", "Id"))[0];
        var lead = (await sandbox.Column("SELECT Id FROM Lead LIMIT 1", "Id"))[0];
        await sandbox.Create("CampaignMember", new { CampaignId = campaign, LeadId = lead });
        (await sandbox.Send("POST", "sobjects/CampaignMember", new { CampaignId = campaign, LeadId = lead })).Refused("DUPLICATE_VALUE");
    }

    [Fact]
    public async Task Users_are_found_by_an_address_that_need_not_be_unique()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        const string where = "SELECT Username FROM User WHERE IsActive = true AND UserType = 'Standard' AND Email = ";
        Assert.Equal(2, (await sandbox.Column(where + "'shared.desk@example.com' ORDER BY Username", "Username")).Length);
        Assert.Empty(await sandbox.Column(where + "'dan.dyer@example.com'", "Username"));
        Assert.Equal(["Front desk"], await sandbox.Column("SELECT Name FROM Group WHERE Type = 'Queue'", "Name"));
    }

    [Fact]
    public async Task Deleting_an_account_takes_its_contacts_along()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var account = (await sandbox.Column("SELECT Id FROM Account WHERE Name = 'Bluebonnet Freight'", "Id"))[0];
        Assert.Equal(HttpStatusCode.NoContent, (await sandbox.Send("DELETE", "sobjects/Account/" + account)).Status);
        Assert.Empty(await sandbox.Column($"SELECT Id FROM Contact WHERE AccountId = '{account}'", "Id"));
    }
}
