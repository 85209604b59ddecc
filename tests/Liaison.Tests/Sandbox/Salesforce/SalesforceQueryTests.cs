using System.Net;
using System.Text.Json;
using Xunit;

namespace Liaison.Tests.Sandbox.Salesforce;

public sealed class SalesforceQueryTests
{
    [Theory]
    [InlineData("Name = 'jo park'", "Jo Park")]
    [InlineData("LastName LIKE 'o\\'h%'", "Liam O'Hara")]
    [InlineData("LastName LIKE '_arsh'", "Hannah Marsh")]
    [InlineData("Phone LIKE '%757%6000'", "Anne-Marie Duval,Jo Park")]
    [InlineData("LastName IN ('Park', 'Nowak')", "Jo Park,Zofia Nowak")]
    [InlineData("AccountId = null", "Sam Loner")]
    [InlineData("AccountId != null AND MobilePhone = null", "Anne-Marie Duval")]
    [InlineData("NOT (LastName = 'Park' OR LastName = 'Nowak') AND Account.Name LIKE 'Blue%'", "Anne-Marie Duval")]
    [InlineData("Account.Name NOT IN ('Bluebonnet Freight') AND Email LIKE '%.pl'", "Zofia Nowak")]
    [InlineData("CreatedDate = TODAY AND LastName > 'O' AND LastName < 'P'", "Liam O'Hara")]
    [InlineData("CreatedDate < LAST_N_DAYS:3", "")]
    [InlineData("CreatedDate >= 2020-01-01T00:00:00Z AND LastName = 'Park'", "Jo Park")]
    [InlineData("IsDeleted = false AND LastName = 'Park'", "Jo Park")]
    [InlineData("Id IN (SELECT ContactId FROM Case WHERE Status = 'Closed')", "Jo Park")]
    [InlineData("Id NOT IN (SELECT ContactId FROM Case) AND AccountId != null", "Liam O'Hara,Zofia Nowak")]
    [InlineData("Owner.Name = 'Integration Liaison' AND Owner.Username LIKE 'integration%' AND LastName = 'Park'", "Jo Park")]
    public async Task A_condition_finds_what_it_says(string where, string names)
    {
        await using var sandbox = await SalesforceSandbox.Start();
        Assert.Equal(names, string.Join(',', await sandbox.Column($"SELECT Name FROM Contact WHERE {where} ORDER BY Name", "Name")));
    }

    [Fact]
    public async Task An_escaped_wildcard_means_itself()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        await sandbox.Create("Contact", new { LastName = "100%" });
        await sandbox.Create("Contact", new { LastName = "1000" });
        Assert.Equal(["100%"], await sandbox.Column("SELECT Name FROM Contact WHERE LastName LIKE '100\\%'", "Name"));
        Assert.Equal(["100%"], await sandbox.Column("SELECT Name FROM Contact WHERE LastName = '100%'", "Name"));
    }

    [Fact]
    public async Task A_missing_parent_is_null_and_a_present_one_is_nested()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var cases = (await sandbox.Query("SELECT CaseNumber, Contact.Name, Contact.Account.Name FROM Case ORDER BY CaseNumber")).GetProperty("records");
        Assert.Equal(JsonValueKind.Null, cases[3].GetProperty("Contact").ValueKind);
        var contact = cases[0].GetProperty("Contact");
        Assert.Equal(("Contact", "Harbour Lights Hotel"), (contact.GetProperty("attributes").GetProperty("type").GetString(), contact.GetProperty("Account").GetProperty("Name").GetString()));
        Assert.Equal(["attributes", "CaseNumber", "Contact"], cases[0].EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public async Task A_parent_of_several_possible_kinds_tells_its_kind()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var queue = (await sandbox.Column("SELECT Id FROM Group WHERE Type = 'Queue'", "Id"))[0];
        await sandbox.Create("Case", new { Subject = "Queued", OwnerId = queue });
        var owner = (await sandbox.Query("SELECT Owner.Name, Owner.Type FROM Case WHERE Owner.Type = 'Group'")).GetProperty("records")[0].GetProperty("Owner");
        Assert.Equal(("Front desk", "Group"), (owner.GetProperty("Name").GetString(), owner.GetProperty("Type").GetString()));
        Assert.Contains("No such column 'Website' on entity 'Name'", await sandbox.QueryError("INVALID_FIELD", "SELECT What.Website FROM Task"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Children_are_nested_and_none_are_null()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var accounts = (await sandbox.Query("SELECT Name, (SELECT LastName FROM Contacts ORDER BY LastName DESC LIMIT 1), (SELECT Id FROM Notes) FROM Account WHERE Name LIKE 'Blue%'")).GetProperty("records");
        Assert.Equal("Park", accounts[0].GetProperty("Contacts").GetProperty("records")[0].GetProperty("LastName").GetString());
        Assert.Equal(JsonValueKind.Null, accounts[0].GetProperty("Notes").ValueKind);
    }

    [Fact]
    public async Task A_count_has_no_records()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        Assert.Equal("""{"totalSize":6,"done":true,"records":[]}""", (await sandbox.Query("select count() from Contact")).GetRawText());
    }

    [Fact]
    public async Task Groups_are_counted_and_named()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var groups = (await sandbox.Query("SELECT Account.Name who, COUNT(Id) FROM Contact WHERE AccountId != null GROUP BY Account.Name HAVING COUNT(Id) > 1")).GetProperty("records");
        Assert.Equal("""[{"attributes":{"type":"AggregateResult"},"who":"Bluebonnet Freight","expr0":2}]""", groups.GetRawText());
        Assert.Equal(4, (await sandbox.Query("SELECT COUNT_DISTINCT(AccountId) n, MAX(CreatedDate) FROM Contact")).GetProperty("records")[0].GetProperty("n").GetInt32());
    }

    [Fact]
    public async Task Nothing_comes_first_unless_told_otherwise()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        Assert.Equal("", (await sandbox.Column("SELECT HomePhone FROM Contact ORDER BY HomePhone", "HomePhone"))[0]);
        Assert.Equal("512.555.0147", (await sandbox.Column("SELECT HomePhone FROM Contact ORDER BY HomePhone NULLS LAST", "HomePhone"))[0]);
        Assert.Equal("512.555.0147", (await sandbox.Column("SELECT HomePhone FROM Contact ORDER BY HomePhone DESC NULLS LAST LIMIT 2", "HomePhone"))[0]);
        Assert.Equal(["Jo", "Liam"], await sandbox.Column("SELECT FirstName FROM Contact ORDER BY FirstName LIMIT 2 OFFSET 2", "FirstName"));
    }

    [Fact]
    public async Task Pages_follow_each_other()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        await sandbox.Set(new { pageSize = 4 });
        var first = await sandbox.Query("SELECT Id FROM Contact");
        Assert.Equal((6, false, 4), (first.GetProperty("totalSize").GetInt32(), first.GetProperty("done").GetBoolean(), first.GetProperty("records").GetArrayLength()));
        var next = first.GetProperty("nextRecordsUrl").GetString()!;
        Assert.StartsWith("/services/data/v62.0/query/0r8", next, StringComparison.Ordinal);
        var second = (await sandbox.Send("GET", "/salesforce" + next)).Ok();
        Assert.Equal((true, 2), (second.GetProperty("done").GetBoolean(), second.GetProperty("records").GetArrayLength()));
        Assert.False(second.TryGetProperty("nextRecordsUrl", out _));
        (await sandbox.Send("GET", next)).Ok();
    }

    [Fact]
    public async Task A_place_in_a_result_is_forgotten_after_two_days()
    {
        var time = new SettableTime(new DateTimeOffset(2026, 5, 1, 9, 0, 0, TimeSpan.Zero));
        await using var sandbox = await SalesforceSandbox.Start(time);
        await sandbox.Set(new { pageSize = 1 });
        var next = (await sandbox.Query("SELECT Id FROM Contact")).GetProperty("nextRecordsUrl").GetString()!;
        time.Now = time.Now.AddDays(3);
        await sandbox.SignIn();
        (await sandbox.Send("GET", "/salesforce" + next)).Refused("INVALID_QUERY_LOCATOR");
        (await sandbox.Send("GET", "query/0r8nothing-2000")).Refused("INVALID_QUERY_LOCATOR");
    }

    [Fact]
    public async Task A_page_is_never_smaller_than_200_because_a_client_asks()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var records = Enumerable.Range(0, 200).Select(number => new { attributes = new { type = "Lead" }, LastName = "L" + number, Company = "C" });
        (await sandbox.Send("POST", "composite/sobjects", new { records })).Ok();
        var page = (await sandbox.Send("GET", "query?q=SELECT+Id+FROM+Lead", null, ("Sforce-Query-Options", "batchSize=10"))).Ok();
        Assert.Equal((203, 200), (page.GetProperty("totalSize").GetInt32(), page.GetProperty("records").GetArrayLength()));
    }

    [Fact]
    public async Task All_fields_can_be_asked_for_a_few_records()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var contact = (await sandbox.Query("SELECT FIELDS(ALL) FROM Contact LIMIT 1")).GetProperty("records")[0];
        Assert.True(contact.TryGetProperty("Liaison_Session_Id__c", out _) && contact.TryGetProperty("MailingAddress", out _));
        Assert.Equal("The SOQL FIELDS function must have a LIMIT of at most 200", await sandbox.QueryError("MALFORMED_QUERY", "SELECT FIELDS(ALL) FROM Contact"));
    }

    [Fact]
    public async Task A_record_is_found_by_key_at_once_and_still_by_its_new_key_after_a_change()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var id = await sandbox.Create("Task", new { Liaison_Session_Id__c = "a" });
        await sandbox.Send("PATCH", "sobjects/Task/" + id, new { Liaison_Session_Id__c = "b" });
        Assert.Empty(await sandbox.Column("SELECT Id FROM Task WHERE Liaison_Session_Id__c = 'a'", "Id"));
        Assert.Equal([id], await sandbox.Column("SELECT Id FROM Task WHERE Liaison_Session_Id__c IN ('a','b')", "Id"));
        Assert.Equal([id], await sandbox.Column($"SELECT Id FROM Task WHERE Id = '{id[..15]}'", "Id"));
    }

    [Fact]
    public async Task An_explained_query_is_checked_but_not_run()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        Assert.Equal(HttpStatusCode.OK, (await sandbox.Send("GET", "query?explain=SELECT+Id+FROM+Contact")).Status);
        (await sandbox.Send("GET", "query?explain=SELECT+Nope+FROM+Contact")).Refused("INVALID_FIELD");
    }
}
