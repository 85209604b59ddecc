using System.Net.Http.Json;
using System.Text.Json;
using Liaison.Connectors.Salesforce;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;
using Liaison.Tests.Sandbox;
using Liaison.Tests.Sandbox.Salesforce;
using Xunit;

namespace Liaison.Tests.Connectors.Salesforce;

/// <summary>The connector at work against a stand-in of its own, connected as a person connects it.</summary>
public sealed class SalesforceBench : GrantedBench
{
    public const string Secret = SalesforceSandbox.ClientSecret;

    private SalesforceBench(SalesforceSandbox sandbox, TimeProvider time) : base(sandbox, time) => Sandbox = sandbox;

    /// <summary>The stand-in from its other side, past the connector.</summary>
    public SalesforceSandbox Sandbox { get; }

    public Uri Address => Sandbox.Address;

    protected override IAuthorize Usual => Open();

    public SalesforceSettings Settings => new() { LoginHost = new Uri(Address, "/salesforce").ToString(), ClientId = SalesforceSandbox.ClientId, ClientSecret = new Secret(Secret), TimeoutSeconds = 10 };

    /// <param name="settings">Of the stand-in: <c>personAccounts=true</c>.</param>
    public static Task<SalesforceBench> Start(params string[] settings) => Start(TimeProvider.System, settings);

    public static async Task<SalesforceBench> Start(TimeProvider time, params string[] settings)
    {
        var bench = await Unconnected(time, settings);
        await bench.Connect();
        return bench;
    }

    public static async Task<SalesforceBench> Unconnected(TimeProvider time, params string[] settings) =>
        new(await SalesforceSandbox.SignedOut(time, [.. RunningSandbox.Of("salesforce", settings)]), time);

    public SalesforceConnector Open(SalesforceSettings? settings = null, HttpClient? http = null, ProviderApp? provided = null) =>
        (SalesforceConnector)SalesforceConnector.Declaration.Open(settings ?? Settings, Context(http, provided));

    /// <summary>Records as an administrator sees them, past the connector.</summary>
    public async Task<IReadOnlyList<JsonElement>> Rows(string soql)
    {
        await SignIn();
        return [.. (await Sandbox.Query(soql)).GetProperty("records").EnumerateArray()];
    }

    public async Task<JsonElement> Row(string soql) => Assert.Single(await Rows(soql));

    public async Task<string> Add(string type, object record)
    {
        await SignIn();
        return (await Sandbox.Send("POST", "sobjects/" + type, record, ("Sforce-Duplicate-Rule-Header", "allowSave=true"))).Made();
    }

    public static RecordWrite Write(string alias, string type, string key, params (string Field, string? Value)[] fields) => new(
        alias, type.ToLowerInvariant(), type, null, key, [.. fields.Select(field => new RenderedField(field.Field, false, field.Value, "test"))], new Dictionary<string, string>());

    public Draft Draft(string type, string key, params (string Field, string? Value)[] fields) => new()
    {
        RecordType = type, Reference = type.ToLowerInvariant(), Key = key, TriggeredAt = Time.GetUtcNow(), Fields = [.. fields.Select(field => new RenderedField(field.Field, false, field.Value, "test"))],
    };

    // With a token of the app's own, so that the grant of the person who connected stays the only one.
    private async Task SignIn()
    {
        if (Sandbox.Token.Length == 0)
        {
            using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", SalesforceSandbox.ClientId), new("client_secret", Secret)]);
            using var token = await Sandbox.Http.PostAsync("/services/oauth2/token", form, Cancel);
            Sandbox.Token = (await token.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("access_token").GetString()!;
        }
    }
}
