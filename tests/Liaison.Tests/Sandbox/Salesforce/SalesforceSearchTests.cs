using Xunit;

namespace Liaison.Tests.Sandbox.Salesforce;

public sealed class SalesforceSearchTests
{
    [Theory]
    [InlineData("\"5127576000\"", "Anne-Marie Duval,Jo Park")]
    [InlineData("\"\\(512\\) 757\\-6000\"", "Anne-Marie Duval,Jo Park")]
    [InlineData("7576000", "Anne-Marie Duval,Jo Park")]
    [InlineData("\"2079460958\"", "Hannah Marsh")]
    [InlineData("\"1134960123\"", "Liam O'Hara")]
    [InlineData("\"447700900456\" OR \"600555012\"", "Liam O'Hara,Zofia Nowak")]
    [InlineData("\"\\+442079460958\"", "")]
    [InlineData("512* AND 0198", "Jo Park")]
    public async Task A_phone_number_is_found_by_its_last_digits_but_not_when_it_is_longer_than_stored(string term, string names)
    {
        await using var sandbox = await SalesforceSandbox.Start();
        Assert.Equal(names, string.Join(',', (await sandbox.Search($"FIND {{{term}}} IN PHONE FIELDS RETURNING Contact(Name)")).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task A_phone_number_in_a_text_field_is_not_a_phone_number()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var found = (await sandbox.Send("GET", "search?q=" + Uri.EscapeDataString("FIND {07700900999} IN PHONE FIELDS RETURNING Case(Id)"))).Ok();
        Assert.Empty(found.GetProperty("searchRecords").EnumerateArray());
    }

    [Theory]
    [InlineData("FIND {park} IN NAME FIELDS RETURNING Contact(Name)", "Jo Park")]
    [InlineData("FIND {par*} IN NAME FIELDS RETURNING Contact(Name)", "Jo Park")]
    [InlineData("FIND {jo AND park} RETURNING Contact(Name)", "Jo Park")]
    [InlineData("FIND {duval OR marsh} RETURNING Contact(Name ORDER BY Name DESC)", "Hannah Marsh,Anne-Marie Duval")]
    [InlineData("FIND {bluebonnet AND NOT park} IN EMAIL FIELDS RETURNING Contact(Name)", "Anne-Marie Duval")]
    [InlineData("FIND {\"am.duval@bluebonnet.example\"} IN EMAIL FIELDS RETURNING Contact(Name)", "Anne-Marie Duval")]
    [InlineData("FIND {Anne\\-Marie} RETURNING Contact(Name)", "Anne-Marie Duval")]
    [InlineData("FIND {\"512 555\"} IN PHONE FIELDS RETURNING Lead(Name WHERE IsConverted = false LIMIT 1)", "")]
    [InlineData("FIND {5125550122} IN PHONE FIELDS RETURNING Lead(Name), Contact(Name)", "Vera Converted")]
    [InlineData("FIND {5125550122} IN PHONE FIELDS RETURNING Lead(Name WHERE IsConverted = false)", "")]
    public async Task Words_are_found_whole_in_the_fields_asked_for(string search, string names)
    {
        await using var sandbox = await SalesforceSandbox.Start();
        Assert.Equal(names, string.Join(',', await sandbox.Search(search)));
    }

    [Theory]
    [InlineData("park")]
    [InlineData("FIND park RETURNING Contact")]
    [InlineData("FIND {Anne-Marie} RETURNING Contact")]
    [InlineData("FIND {\"+15127576000\"} IN PHONE FIELDS RETURNING Contact")]
    [InlineData("FIND {(512) 757-6000} IN PHONE FIELDS RETURNING Contact")]
    [InlineData("FIND {a} RETURNING Contact")]
    [InlineData("FIND {jo and} RETURNING Contact")]
    [InlineData("FIND {*park} RETURNING Contact")]
    [InlineData("FIND {park} IN SHOE FIELDS RETURNING Contact")]
    [InlineData("FIND {park} RETURNING Contact(Name WHERE)")]
    [InlineData("FIND {park} RETURNING Note(Title)")]
    public async Task A_search_that_breaks_the_rules_is_malformed(string search)
    {
        await using var sandbox = await SalesforceSandbox.Start();
        (await sandbox.Send("GET", "search?q=" + Uri.EscapeDataString(search))).Refused("MALFORMED_SEARCH");
    }

    [Fact]
    public async Task An_unescaped_dash_is_told_in_the_recorded_words()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        Assert.Contains("mismatched character '-' expecting '}'", (await sandbox.Send("GET", "search?q=" + Uri.EscapeDataString("FIND {Anne-Marie}"))).Refused("MALFORMED_SEARCH"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_by_parameters_needs_no_escapes()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var posted = (await sandbox.Send("POST", "parameterizedSearch", new
        {
            q = "(512) 757-6000", @in = "PHONE", fields = new[] { "Name" }, sobjects = new object[] { new { name = "Contact", where = "LastName = 'Park'" }, new { name = "Account", fields = new[] { "Name", "Phone" }, limit = 5 } },
        })).Ok().GetProperty("searchRecords");
        Assert.Equal(["Jo Park", "Bluebonnet Freight"], posted.EnumerateArray().Select(one => one.GetProperty("Name").GetString()));
        var got = (await sandbox.Send("GET", "parameterizedSearch?q=Anne-Marie&sobject=Contact&Contact.fields=Id,Name&in=NAME")).Ok().GetProperty("searchRecords");
        Assert.Equal("Anne-Marie Duval", got[0].GetProperty("Name").GetString());
    }

    [Fact]
    public async Task A_new_or_changed_number_is_found_at_once()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var id = await sandbox.Create("Contact", new { LastName = "Mover", Phone = "0117 496 0001" });
        await sandbox.Send("PATCH", "sobjects/Contact/" + id, new { Phone = "0117 496 0002" });
        Assert.Empty(await sandbox.Search("FIND {01174960001} IN PHONE FIELDS RETURNING Contact(Name)"));
        Assert.Equal(["Mover"], await sandbox.Search("FIND {01174960002} IN PHONE FIELDS RETURNING Contact(Name)"));
    }
}
