using Xunit;

namespace Liaison.Tests.Sandbox.Salesforce;

/// <summary>A query that is wrong is refused as the vendor refuses it, with the place where it is wrong.</summary>
public sealed class SalesforceQueryErrorTests
{
    [Theory]
    [InlineData("INVALID_TYPE", "select count() from XYZZY", 21, "sObject type 'XYZZY' is not supported.")]
    [InlineData("INVALID_FIELD", "SELECT Id, Foo__c FROM Contact", 12, "No such column 'Foo__c' on entity 'Contact'. If you are attempting to use a custom field")]
    [InlineData("INVALID_FIELD", "SELECT Foo.Name FROM Contact", 8, "Didn't understand relationship 'Foo' in field path.")]
    [InlineData("INVALID_TYPE", "SELECT Id, (SELECT Id FROM Foos) FROM Contact", 28, "Didn't understand relationship 'Foos' in FROM part of query call.")]
    [InlineData("MALFORMED_QUERY", "SELECT Id FORM Contact", 16, "unexpected token: 'Contact'")]
    [InlineData("MALFORMED_QUERY", "SELECT Id FROM Contact WHERE Name = ", 37, "unexpected token: '<EOF>'")]
    [InlineData("MALFORMED_QUERY", "SELECT Id FROM Contact WHERE Name = 'a' AND Name = 'b' OR Name = 'c'", 56, "unexpected token: 'OR'")]
    [InlineData("MALFORMED_QUERY", "SELECT Id FROM Contact WHERE Name = Peter", 37, "unexpected token: 'Peter'")]
    [InlineData("MALFORMED_QUERY", "SELECT Id FROM Contact WHERE Name = 'O''Hara'", 40, "unexpected token: 'Hara'")]
    [InlineData("MALFORMED_QUERY", "SELECT Id FROM Contact WHERE Name = 'Anne\\-Marie'", 37, "Illegal character sequence '\\-'")]
    [InlineData("INVALID_FIELD", "SELECT Id FROM Contact WHERE Name = 5", 30, "value of filter criterion for field 'Name' must be of type string and should be enclosed in quotes")]
    [InlineData("INVALID_FIELD", "SELECT Id FROM User WHERE IsActive = 'true'", 27, "value of filter criterion for field 'IsActive' must be of type boolean and should not be enclosed in quotes")]
    [InlineData("INVALID_FIELD", "SELECT Id FROM Task WHERE CallDurationInSeconds > '5'", 27, "must be of type int and should not be enclosed in quotes")]
    [InlineData("INVALID_FIELD", "SELECT Id FROM Contact WHERE CreatedDate > '2026-05-01T00:00:00Z'", 30, "must be of type dateTime and should not be enclosed in quotes")]
    [InlineData("INVALID_FIELD", "SELECT Id FROM Contact WHERE CreatedDate > 2026-05-01", 30, "must be of type dateTime and should not be enclosed in quotes")]
    [InlineData("INVALID_FIELD", "SELECT Id FROM Task WHERE ActivityDate = 2026-05-01T00:00:00Z", 27, "must be of type date and should not be enclosed in quotes")]
    [InlineData("INVALID_FIELD", "SELECT Id FROM Contact WHERE Description LIKE 'a%'", 30, "field 'Description' can not be filtered in a query call")]
    [InlineData("MALFORMED_QUERY", "SELECT Id FROM Contact ORDER BY Description", 33, "field 'Description' can not be sorted in a query call")]
    [InlineData("MALFORMED_QUERY", "SELECT Name, COUNT(Id) FROM Contact GROUP BY Name, Description", 52, "field 'Description' can not be grouped in a query call")]
    [InlineData("INVALID_QUERY_FILTER_OPERATOR", "SELECT Id FROM Contact WHERE Id = 'someone'", 35, "invalid ID field: someone")]
    [InlineData("INVALID_QUERY_FILTER_OPERATOR", "SELECT Id FROM Contact WHERE AccountId LIKE '001%'", 30, "invalid operator on id field")]
    [InlineData("MALFORMED_QUERY", "SELECT Id, Name, COUNT(Id) FROM Contact GROUP BY Name", 8, "Field must be grouped or aggregated: Id")]
    [InlineData("MALFORMED_QUERY", "SELECT Id, Id FROM Contact", 8, "duplicate field selected: Id")]
    public async Task A_wrong_query_is_pointed_into(string code, string query, int column, string message)
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var told = await sandbox.QueryError(code, query);
        Assert.Contains($"ERROR at Row:1:Column:{column}\n", told, StringComparison.Ordinal);
        Assert.Contains(message, told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_recorded_answer_for_an_unknown_object_is_given_word_for_word()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        Assert.Equal(
            "\nselect count() from XYZZY\n                    ^\nERROR at Row:1:Column:21\nsObject type 'XYZZY' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.",
            await sandbox.QueryError("INVALID_TYPE", "select count() from XYZZY"));
    }

    [Fact]
    public async Task A_row_is_told_too()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        Assert.Contains("\nWHERE Nope = 1\n      ^\nERROR at Row:3:Column:7\n", await sandbox.QueryError("INVALID_FIELD", "SELECT Id\nFROM Contact\nWHERE Nope = 1"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MALFORMED_QUERY", "SELECT Id, LinkedEntityId FROM ContentDocumentLink LIMIT 5", "requires a filter by a single Id")]
    [InlineData("NUMBER_OUTSIDE_VALID_RANGE", "SELECT Id FROM Contact LIMIT 5 OFFSET 2001", "Maximum SOQL offset allowed is 2000")]
    [InlineData("MALFORMED_QUERY", "SELECT COUNT() FROM Contact GROUP BY Name", "Grouped query cannot use COUNT()")]
    public async Task What_may_not_be_asked_is_refused(string code, string query, string message)
    {
        await using var sandbox = await SalesforceSandbox.Start();
        Assert.Contains(message, await sandbox.QueryError(code, query), StringComparison.Ordinal);
    }
}
