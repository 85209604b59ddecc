using System.Text.Json;
using Liaison.Connectors.Kustomer;
using Liaison.Core.Connecting;
using Liaison.Core.Shared;
using Xunit;

namespace Liaison.Tests.Connectors.Kustomer;

public sealed class KustomerSettingsTest
{
    [Theory, Trait("row", "A70")]
    [InlineData("ven12345", "https://ven12345.api.kustomerapp.com")]
    [InlineData("  Ven12345 ", "https://ven12345.api.kustomerapp.com")]
    [InlineData("https://ven12345.kustomer.com", "https://ven12345.api.kustomerapp.com")]
    [InlineData("https://ven12345.kustomerapp.com/app/customers/", "https://ven12345.api.kustomerapp.com")]
    [InlineData("ven12345.api.kustomerapp.com", "https://ven12345.api.kustomerapp.com")]
    [InlineData("https://ven12345.api.kustomerapp.com/v1/", "https://ven12345.api.kustomerapp.com")]
    [InlineData("https://ven12345.api.prod2.kustomerapp.com", "https://ven12345.api.prod2.kustomerapp.com")]
    [InlineData("https://api.prod4.kustomerapp.com/v1", "https://api.prod4.kustomerapp.com")]
    [InlineData("http://127.0.0.1:5151/kustomer/", "http://127.0.0.1:5151/kustomer")]
    public void A_base_URL_is_made_of_whatever_form_people_enter(string entered, string api)
    {
        var address = KustomerAddresses.ApiOf(entered);
        Assert.Equal((null, api), (address.Wrong, address.Address));
    }

    [Theory, Trait("row", "A70")]
    [InlineData("ven12345", null, "https://ven12345.kustomerapp.com/app/customers")]
    [InlineData("ven12345", "https://ven12345.kustomerapp.com/app/customers", "https://ven12345.kustomerapp.com/app/customers")]
    [InlineData("ven12345", "https://ven12345.kustomerapp.com/app/customers/", "https://ven12345.kustomerapp.com/app/customers")]
    [InlineData("ven12345", "https://ven12345.kustomer.com", "https://ven12345.kustomerapp.com/app/customers")]
    [InlineData("https://api.prod2.kustomerapp.com", "ven12345", "https://ven12345.kustomerapp.com/app/customers")]
    [InlineData("http://localhost:5151/kustomer", null, "http://localhost:5151/kustomer/app/customers")]
    [InlineData("http://localhost:5151/kustomer", "http://localhost:5151/kustomer/app/customers/", "http://localhost:5151/kustomer/app/customers")]
    public void A_screen_pop_leads_to_the_customer_under_the_organisation_s_own_address(string api, string? pages, string expected)
    {
        var connector = KustomerBench.OpenAt(Complete with { BaseUrl = api, ScreenPopDomain = pages }, new HttpClient());
        Assert.Equal(expected + "/58210c3db0f09110006b7953", connector.UrlOf("customer", "58210c3db0f09110006b7953"));
        Assert.Equal(expected + "/58210c3db0f09110006b7953/event/58228e05d4e96711004eccb7", connector.UrlOf("conversation", "58228e05d4e96711004eccb7.58210c3db0f09110006b7953"));
        Assert.Null(connector.UrlOf("conversation", "58228e05d4e96711004eccb7"));
    }

    [Theory, Trait("row", "A70")]
    [InlineData("baseUrl", "http://ven12345.api.kustomerapp.com", "must begin with https")]
    [InlineData("baseUrl", "https://user:word@ven12345.api.kustomerapp.com", "user name or password")]
    [InlineData("baseUrl", "https://www.kustomer.com", "Kustomer's own site")]
    [InlineData("baseUrl", "https://ven12345.kustomerap.com", "end with .kustomerapp.com")]
    [InlineData("baseUrl", "not an address", "neither an organisation's name nor an address")]
    [InlineData("screenPopDomain", "https://other.kustomerapp.com/app/customers", "of “other”, and the base URL of “ven12345”")]
    [InlineData("screenPopDomain", "https://api.prod2.kustomerapp.com", "address of a whole region")]
    [InlineData("region", "EUROPE", "no choice")]
    [InlineData("region", "", "Region is needed")]
    [InlineData("apiKey", "", "API key is needed")]
    public void What_is_wrong_with_an_address_is_said_where_it_stands(string name, string value, string said)
    {
        var document = new Dictionary<string, object> { ["region"] = "EMEA", ["apiKey"] = "key", ["baseUrl"] = "ven12345", [name] = value };
        var problem = Assert.Single(SettingsForm.Read(KustomerConnector.Declaration, JsonSerializer.SerializeToElement(document)).Problems);
        Assert.Equal("/" + name, problem.At);
        Assert.Contains(said, problem.Message, StringComparison.Ordinal);
    }

    [Fact, Trait("row", "A65"), Trait("row", "A68"), Trait("row", "A69"), Trait("row", "A70")]
    public void The_form_asks_for_region_description_key_and_both_addresses()
    {
        var form = SettingsForm.FieldsOf(typeof(KustomerSettings)).ToDictionary(field => field.Name, StringComparer.Ordinal);
        Assert.Equal(["AMERICAS", "APAC", "EMEA"], form["region"].Choices.Select(choice => choice.Value));
        Assert.Equal((true, true), (form["region"].Required, form["region"].Fixed));
        Assert.Equal((false, "text"), (form["description"].Required, form["description"].Type));
        Assert.Equal(("secret", true), (form["apiKey"].Type, form["apiKey"].Required));
        Assert.Contains("external_screenpop_domain_kc", form["screenPopDomain"].Help, StringComparison.Ordinal);
        Assert.Contains("base_url", form["baseUrl"].Help, StringComparison.Ordinal);
        Assert.Empty(SettingsForm.Read(KustomerConnector.Declaration, JsonSerializer.SerializeToElement(new { region = "APAC", apiKey = "key", baseUrl = "ven12345" })).Problems);
    }

    [Fact]
    public void A_region_of_Kustomer_without_an_organisation_needs_the_screen_pop_address()
    {
        var document = JsonSerializer.SerializeToElement(new { region = "EMEA", apiKey = "key", baseUrl = "https://api.prod2.kustomerapp.com" });
        Assert.Equal("/screenPopDomain", Assert.Single(SettingsForm.Read(KustomerConnector.Declaration, document).Problems).At);
    }

    private static KustomerSettings Complete => new() { Region = "EMEA", ApiKey = new Secret("key"), BaseUrl = "ven12345" };
}
