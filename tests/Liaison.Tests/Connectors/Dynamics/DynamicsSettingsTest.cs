using System.Text.Json;
using Liaison.Connectors.Dynamics;
using Liaison.Core.Connecting;
using Xunit;

namespace Liaison.Tests.Connectors.Dynamics;

public sealed class DynamicsSettingsTest
{
    private const string Tenant = "https://login.microsoftonline.com/7e4a4700-0311-4c11-8e00-5a4db0c00001/oauth2/v2.0/";

    [Fact, Trait("row", "A145"), Trait("row", "A146")]
    public void The_form_asks_for_client_id_client_key_and_the_three_addresses()
    {
        var fields = SettingsForm.FieldsOf(typeof(DynamicsSettings)).ToDictionary(field => field.Name);
        Assert.Equal(("Client ID", "Client key", "secret"), (fields["clientId"].Label, fields["clientKey"].Label, fields["clientKey"].Type));
        Assert.All(["instanceUrl", "authorizationUrl", "tokenUrl"], name => Assert.Equal("url", fields[name].Type));
        Assert.All(["instanceUrl", "clientId"], name => Assert.True(fields[name].Required));
    }

    [Theory, Trait("row", "A146")]
    [InlineData("https://contoso.crm4.dynamics.com", null, null)]
    [InlineData("https://contoso.crm.dynamics.cn/", Tenant + "authorize", Tenant + "token")]
    [InlineData("http://127.0.0.1:7070/dynamics", "http://127.0.0.1:7070/dynamics/login/t/oauth2/authorize", null)]
    public void Addresses_of_any_cloud_and_of_this_machine_are_taken(string instance, string? authorize, string? token) => Assert.Empty(Problems(instance, authorize, token));

    [Theory, Trait("row", "A146")]
    [InlineData("http://contoso.crm4.dynamics.com", null, null, "https://")]
    [InlineData("https://contoso.crm4.dynamics.com/main.aspx", null, null, "behind the host")]
    [InlineData("https://contoso.crm4.dynamics.com", "http://login.example/oauth2/authorize", null, "https://")]
    [InlineData("https://contoso.crm4.dynamics.com", null, "ftp://login.example/token", "https://")]
    [InlineData("", null, null, "needed")]
    public void Other_addresses_are_refused_with_what_to_do(string instance, string? authorize, string? token, string told) => Assert.Contains(told, Assert.Single(Problems(instance, authorize, token)).Message, StringComparison.Ordinal);

    [Fact]
    public void An_application_needs_a_tenant_of_its_own()
    {
        Assert.Equal("needs-tenant", Assert.Single(Problems("https://contoso.crm4.dynamics.com", null, "https://login.microsoftonline.com/common/oauth2/v2.0/token", "application")).Code);
        Assert.Empty(Problems("https://contoso.crm4.dynamics.com", null, Tenant + "token", "application"));
        Assert.Equal("unknown-choice", Assert.Single(Problems("https://contoso.crm4.dynamics.com", null, null, "robot")).Code);
    }

    [Fact, Trait("row", "A144")]
    public async Task A_record_s_address_opens_it_where_people_work()
    {
        await using var bench = await DynamicsBench.Start();
        var id = await bench.IdOf("contact", "lastname=Marsh");
        var url = bench.Open().UrlOf("contact", id)!;
        Assert.Contains("Hannah Marsh", await bench.Sandbox.Http.GetStringAsync(url), StringComparison.Ordinal);
        var app = Guid.Parse("0a5e0a5e-0000-4000-8000-000000000001");
        Assert.Equal($"https://contoso.crm4.dynamics.com/main.aspx?appid={app}&pagetype=entityrecord&etn=contact&id={id}",
            bench.Open(bench.Settings with { InstanceUrl = "https://contoso.api.crm4.dynamics.com/", AppId = app.ToString() }).UrlOf("contact", id));
        Assert.Null(bench.Open().UrlOf("contact&x=", id));
        Assert.Null(bench.Open().UrlOf("contact", "1"));
    }

    private static IReadOnlyList<Liaison.Core.Shared.Problem> Problems(string instance, string? authorize, string? token, string workAs = "person") => SettingsForm.Read(DynamicsConnector.Declaration,
        JsonSerializer.SerializeToElement(new { instanceUrl = instance, clientId = "id", clientKey = "key", authorizationUrl = authorize, tokenUrl = token, workAs })).Problems;
}
