using System.Text.Json;
using Xunit;

namespace Liaison.Tests.Sandbox.Dynamics;

public sealed class DynamicsQueryTests
{
    [Theory]
    [InlineData("lastname eq 'o''hara'", "Liam O'Hara")]
    [InlineData("contains(mobilephone,'%2B48')", "Zofia Nowak")]
    [InlineData("contains(telephone1,'512%25757%256000') and startswith(firstname,'J')", "Jo Park")]
    [InlineData("Microsoft.Dynamics.CRM.In(PropertyName='lastname',PropertyValues=['Loner','Nobody'])", "Sam Loner")]
    [InlineData("_parentcustomerid_value eq null", "Sam Loner")]
    [InlineData("parentcustomerid_account/name eq 'Harbour Lights Hotel'", "Hannah Marsh")]
    [InlineData("not (lastname ne 'Nowak') or lastname eq 'X'", "Zofia Nowak")]
    [InlineData("incident_customer_contacts/any(i:contains(i/title,'invoice'))", "Anne-Marie Duval")]
    [InlineData("lastname eq @p1&@p1='Park'", "Jo Park")]
    public async Task A_filter_finds_whom_it_means(string filter, string name)
    {
        await using var sandbox = await DynamicsSandbox.Start();
        var found = (await sandbox.Send("GET", "contacts?$select=fullname&$filter=" + filter.Replace(" ", "%20", StringComparison.Ordinal))).Ok().GetProperty("value").EnumerateArray().Select(one => one.GetProperty("fullname").GetString());
        Assert.Equal([name], found);
    }

    [Fact]
    public async Task A_bare_plus_is_a_blank_and_a_percent_sign_is_a_wildcard()
    {
        await using var sandbox = await DynamicsSandbox.Start();
        Assert.Empty((await sandbox.Send("GET", "contacts?$filter=contains(mobilephone,'+48')")).Ok().GetProperty("value").EnumerateArray());
        Assert.Equal(6, (await sandbox.Send("GET", "contacts?$filter=contains(lastname,'%25')")).Ok().GetProperty("value").GetArrayLength());
    }

    [Theory]
    [InlineData("$filter=lastname eq 'O'Hara'", "0x80060888", "unterminated literal")]
    [InlineData("$filter=shoesize eq 42", "0x0", "'shoesize'")]
    [InlineData("$select=shoesize", "0x0", "'shoesize'")]
    [InlineData("$filter=statecode eq 'Active'", "0x80060888", "incompatible types")]
    [InlineData("$filter=tolower(lastname) eq 'x'", "0x80060888", "unknown function")]
    [InlineData("$skip=5", "0x80060888", "$skip")]
    [InlineData("$expand=parentcustomerid", "0x0", "'parentcustomerid'")]
    public async Task A_query_that_makes_no_sense_is_refused(string query, string code, string told)
    {
        await using var sandbox = await DynamicsSandbox.Start();
        Assert.Contains(told, (await sandbox.Send("GET", "contacts?" + query.Replace(" ", "%20", StringComparison.Ordinal))).Refused(code), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Annotations_come_only_when_they_are_asked_for()
    {
        await using var sandbox = await DynamicsSandbox.Start();
        const string Query = "contacts?$select=fullname,_parentcustomerid_value&$filter=lastname eq 'Park'";
        Assert.False((await sandbox.Send("GET", Query)).Ok().GetProperty("value")[0].TryGetProperty("_parentcustomerid_value@Microsoft.Dynamics.CRM.lookuplogicalname", out _));
        var whole = (await sandbox.Send("GET", Query, null, ("Prefer", "odata.include-annotations=\"Microsoft.Dynamics.CRM.lookuplogicalname,OData.Community.Display.V1.FormattedValue\""))).Ok().GetProperty("value")[0];
        Assert.Equal("account", whole.GetProperty("_parentcustomerid_value@Microsoft.Dynamics.CRM.lookuplogicalname").GetString());
        Assert.Equal("Bluebonnet Freight", whole.GetProperty("_parentcustomerid_value@OData.Community.Display.V1.FormattedValue").GetString());
    }

    [Fact]
    public async Task An_expanded_lookup_that_is_empty_is_null()
    {
        await using var sandbox = await DynamicsSandbox.Start();
        var found = (await sandbox.Send("GET", "contacts?$select=fullname&$expand=parentcustomerid_account($select=name)&$filter=lastname eq 'Loner'")).Ok();
        Assert.Equal(JsonValueKind.Null, found.GetProperty("value")[0].GetProperty("parentcustomerid_account").ValueKind);
        Assert.Contains("Only $select and $filter", (await sandbox.Send("GET", "accounts?$expand=contact_customer_accounts($top=1;$expand=createdby($select=fullname))")).Refused("0x80060888"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_follow_their_links_to_the_end()
    {
        await using var sandbox = await DynamicsSandbox.Start();
        var (names, next) = (new List<string>(), "contacts?$select=lastname&$orderby=lastname&$count=true");
        while (next is not null)
        {
            var page = (await sandbox.Send("GET", next, null, ("Prefer", "odata.maxpagesize=4"))).Ok();
            Assert.Equal(6, page.GetProperty("@odata.count").GetInt32());
            names.AddRange(page.GetProperty("value").EnumerateArray().Select(one => one.GetProperty("lastname").GetString()!));
            next = page.TryGetProperty("@odata.nextLink", out var link) ? new Uri(link.GetString()!).PathAndQuery : null;
        }

        Assert.Equal(["Duval", "Loner", "Marsh", "Nowak", "O'Hara", "Park"], names);
    }

    [Fact]
    public async Task FetchXml_must_be_about_the_set_that_is_asked()
    {
        await using var sandbox = await DynamicsSandbox.Start();
        Task<ApiReply> Fetch(string xml) => sandbox.Send("GET", "contacts?fetchXml=" + Uri.EscapeDataString(xml), null, ("Prefer", "odata.include-annotations=\"*\""));
        (await Fetch("<fetch><entity name='account'/></fetch>")).Refused("0x80041102");
        (await Fetch("<fetch><entity name='contact'><attribute name='shoesize'/></entity></fetch>")).Refused("0x80041103");
        (await Fetch("<!DOCTYPE fetch><fetch/>")).Refused("0x80041103");
        var found = (await Fetch("<fetch top='2'><entity name='contact'><attribute name='fullname'/><attribute name='telephone2'/><filter type='or'><condition attribute='lastname' operator='begins-with' value='Ma'/><condition attribute='lastname' operator='in'><value>Park</value></condition></filter><order attribute='lastname'/></entity></fetch>")).Ok().GetProperty("value");
        Assert.Equal(["Hannah Marsh", "Jo Park"], found.EnumerateArray().Select(one => one.GetProperty("fullname").GetString()!));
        Assert.False(found[0].TryGetProperty("telephone2", out _));
    }
}
