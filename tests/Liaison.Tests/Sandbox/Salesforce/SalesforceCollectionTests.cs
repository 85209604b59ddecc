using System.Text.Json;
using Xunit;

namespace Liaison.Tests.Sandbox.Salesforce;

public sealed class SalesforceCollectionTests
{
    [Fact]
    public async Task Each_record_has_its_own_result_and_the_whole_is_200()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var results = await Send(sandbox, "POST", "", allOrNone: false, new { attributes = Contact, LastName = "Good" }, new { attributes = Contact, FirstName = "Bad" });
        Assert.True(results[0].GetProperty("success").GetBoolean());
        Assert.Equal("""{"success":false,"errors":[{"statusCode":"REQUIRED_FIELD_MISSING","message":"Required fields are missing: [LastName]","fields":["LastName"]}]}""", results[1].GetRawText());
    }

    [Fact]
    public async Task All_or_nothing_rolls_the_good_ones_back_in_the_recorded_words()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var results = await Send(sandbox, "POST", "", allOrNone: true, new { attributes = Contact, FirstName = "Bad" }, new { attributes = Contact, LastName = "Good" });
        Assert.Equal(
            """{"success":false,"errors":[{"statusCode":"ALL_OR_NONE_OPERATION_ROLLED_BACK","message":"Record rolled back because not all records were valid and the request was using AllOrNone header","fields":[]}]}""",
            results[1].GetRawText());
        Assert.Empty(await sandbox.Column("SELECT Id FROM Contact WHERE LastName = 'Good'", "Id"));
    }

    [Fact]
    public async Task Updates_need_an_id_and_unknown_fields_are_told_per_record()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var id = await sandbox.Create("Contact", new { LastName = "C" });
        var results = await Send(sandbox, "PATCH", "", allOrNone: false, new { attributes = Contact, LastName = "No id" }, new { attributes = Contact, id, Nope = 1 }, new { attributes = Contact, Id = id, LastName = "D" });
        Assert.Equal(["MISSING_ARGUMENT", "INVALID_FIELD", "saved"], results.Select(Code));
        Assert.Equal("Id not specified in an update call", results[0].GetProperty("errors")[0].GetProperty("message").GetString());
    }

    [Fact]
    public async Task Upserts_create_update_and_refuse_what_is_not_unique()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        await sandbox.Create("Contact", new { LastName = "A", Email = "twice@example.com" });
        await sandbox.Create("Contact", new { LastName = "B", Email = "twice@example.com" });
        var results = await Send(
            sandbox, "PATCH", "/Contact/Email", allOrNone: false,
            new { attributes = Contact, LastName = "New", Email = "new@example.com" }, new { attributes = Contact, Title = "Changed", Email = "hannah.marsh@example.com" },
            new { attributes = Contact, LastName = "C", Email = "twice@example.com" }, new { LastName = "No type", Email = "x@example.com" });
        Assert.Equal([true, false], results.Take(2).Select(one => one.GetProperty("created").GetBoolean()));
        Assert.Equal(["DUPLICATE_EXTERNAL_ID", "JSON_PARSER_ERROR"], results.Skip(2).Select(Code));
    }

    [Fact]
    public async Task An_empty_or_too_long_list_is_refused_as_a_whole()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        Assert.Equal("At least 1 record is required", (await sandbox.Send("POST", "composite/sobjects", new { records = Array.Empty<object>() })).Refused("REQUIRED_FIELD_MISSING"));
        (await sandbox.Send("POST", "composite/sobjects", new { records = Enumerable.Repeat(new { attributes = Contact, LastName = "X" }, 201) })).Refused("TOO_MANY_RECORDS");
    }

    [Fact]
    public async Task Several_records_are_read_and_deleted_by_their_ids()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        string[] ids = [await sandbox.Create("Contact", new { LastName = "One" }), await sandbox.Create("Contact", new { LastName = "Two" })];
        var read = (await sandbox.Send("POST", "composite/sobjects/Contact", new { ids = new[] { ids[0], "003Sb00000000zzIAA", ids[1] }, fields = new[] { "Name" } })).Ok();
        Assert.Equal("One", read[0].GetProperty("Name").GetString());
        Assert.Equal(JsonValueKind.Null, read[1].ValueKind);
        var deleted = (await sandbox.Send("DELETE", $"composite/sobjects?ids={ids[0]},{ids[1]},{ids[1]}")).Ok();
        Assert.Equal(["saved", "saved", "ENTITY_IS_DELETED"], deleted.EnumerateArray().Select(Code));
    }

    private static readonly object Contact = new { type = "Contact" };

    private static string? Code(JsonElement result) => result.GetProperty("success").GetBoolean() ? "saved" : result.GetProperty("errors")[0].GetProperty("statusCode").GetString();

    private static async Task<JsonElement[]> Send(SalesforceSandbox sandbox, string method, string path, bool allOrNone, params object[] records) =>
        [.. (await sandbox.Send(method, "composite/sobjects" + path, new { allOrNone, records })).Ok().EnumerateArray()];
}
