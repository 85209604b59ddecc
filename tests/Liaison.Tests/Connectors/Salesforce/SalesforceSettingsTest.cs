using System.Text.Json;
using Liaison.Connectors.Salesforce;
using Liaison.Core.Connecting;
using Xunit;

namespace Liaison.Tests.Connectors.Salesforce;

public sealed class SalesforceSettingsTest
{
    [Theory, Trait("row", "A181")]
    [InlineData("https://login.salesforce.com")]
    [InlineData("https://login.salesforce.com/")]
    [InlineData("https://test.salesforce.com")]
    [InlineData("https://acme.my.salesforce.com")]
    [InlineData("https://acme--uat.sandbox.my.salesforce.com")]
    [InlineData("https://acme-dev-ed.develop.my.salesforce.com")]
    [InlineData("http://localhost:8080/salesforce")]
    [InlineData("http://127.0.0.1:5000")]
    [InlineData("http://[::1]:5000")]
    public void A_login_host_is_production_sandbox_or_a_My_Domain(string host) => Assert.Empty(Problems(new { loginHost = host, clientId = "x" }));

    [Theory, Trait("row", "A181")]
    [InlineData("https://acme.lightning.force.com", "acme.my.salesforce.com")]
    [InlineData("http://login.salesforce.com", "https")]
    [InlineData("https://login.salesforce.com:8443", "port")]
    [InlineData("https://salesforce.com.evil.example", "no address of Salesforce")]
    [InlineData("https://my.salesforce.com.evil.example", "no address of Salesforce")]
    [InlineData("https://evilmy.salesforce.com", "no address of Salesforce")]
    [InlineData("https://10.0.0.1", "no address of Salesforce")]
    [InlineData("https://169.254.169.254", "no address of Salesforce")]
    [InlineData("https://user:pw@login.salesforce.com", "user name")]
    [InlineData("login.salesforce.com", "https://")]
    [InlineData("", "needed")]
    public void Any_other_host_is_refused_with_what_to_do(string host, string word) =>
        Assert.Contains(word, Assert.Single(Problems(new { loginHost = host, clientId = "x" })).Message, StringComparison.OrdinalIgnoreCase);

    [Theory]
    [InlineData("https://acme.my.salesforce.com/", "https://login.salesforce.com/", true)]
    [InlineData("https://acme--uat.sandbox.my.salesforce.com/", "https://test.salesforce.com/", true)]
    [InlineData("http://127.0.0.1:5000/", "http://localhost:5000/", true)]
    [InlineData("http://127.0.0.1:5000/", "https://login.salesforce.com/", false)]
    [InlineData("https://evil.example/", "https://login.salesforce.com/", false)]
    [InlineData("http://acme.my.salesforce.com/", "https://login.salesforce.com/", false)]
    public void An_instance_is_held_against_the_same_list(string instance, string login, bool may) => Assert.Equal(may, SalesforceHosts.MayServe(new Uri(instance), new Uri(login)));

    [Fact, Trait("row", "A173")]
    public void Without_an_app_of_ones_own_the_providers_is_used_but_half_an_app_is_a_mistake()
    {
        Assert.Empty(Problems(new { loginHost = "https://login.salesforce.com" }));
        Assert.Equal("/clientId", Assert.Single(Problems(new { clientSecret = "x" })).At);
    }

    [Theory]
    [InlineData("""{"apiVersion":"62"}""", "/apiVersion")]
    [InlineData("""{"apiVersion":"40.0"}""", "/apiVersion")]
    [InlineData("""{"duplicates":"perhaps"}""", "/duplicates")]
    [InlineData("""{"sessionMinutes":1}""", "/sessionMinutes")]
    [InlineData("""{"dailyShare":0}""", "/dailyShare")]
    public void A_setting_that_makes_no_sense_is_named(string document, string at)
    {
        using var json = JsonDocument.Parse(document);
        Assert.Equal(at, Assert.Single(SettingsForm.Read(SalesforceConnector.Declaration, json.RootElement).Problems).At);
    }

    [Theory]
    [InlineData("https://test.salesforce.com", "sandbox")]
    [InlineData("https://acme--uat.sandbox.my.salesforce.com", "sandbox")]
    [InlineData("https://acme-dev-ed.develop.my.salesforce.com", "developer")]
    [InlineData("https://acme.my.salesforce.com", "production")]
    [InlineData("http://localhost:1", "stand-in on this machine")]
    public void The_environment_is_told_by_its_host(string host, string environment) => Assert.Equal(environment, SalesforceHosts.EnvironmentOf(new Uri(host)));

    private static IReadOnlyList<Liaison.Core.Shared.Problem> Problems(object settings) => SettingsForm.Read(SalesforceConnector.Declaration, JsonSerializer.SerializeToElement(settings)).Problems;
}
