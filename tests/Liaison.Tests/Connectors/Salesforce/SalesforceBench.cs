using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Liaison.Connectors.Http;
using Liaison.Connectors.Salesforce;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;
using Liaison.Sandbox;
using Microsoft.AspNetCore.Builder;
using Xunit;

namespace Liaison.Tests.Connectors.Salesforce;

/// <summary>The connector at work against a stand-in of its own, connected as a person connects it.</summary>
public sealed class SalesforceBench : IAsyncDisposable
{
    public const string Secret = "liaison-sandbox-secret";
    public const string Redirect = "http://localhost:7000/connected";
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly HttpClient guarded = GuardedSockets.Client(allowInternalAddresses: true, TimeSpan.FromSeconds(10));
    private readonly HttpClient plain = new(new HttpClientHandler { AllowAutoRedirect = false });
    private readonly WebApplication app;
    private string? ownToken;

    private SalesforceBench(WebApplication app, TimeProvider time) => (this.app, Time, Address) = (app, time, new Uri(app.Urls.First()));

    public Uri Address { get; }

    public TimeProvider Time { get; }

    public Calls Calls { get; } = new();

    public Dictionary<string, byte[]> Files { get; } = [];

    public List<CallBudget> Budgets { get; } = [];

    /// <summary>The grant in force; null before anybody connected.</summary>
    public Grant? Grant { get; set; }

    public int Refreshes { get; private set; }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public SalesforceSettings Settings => new() { LoginHost = new Uri(Address, "/salesforce").ToString(), ClientId = "liaison-sandbox-client", ClientSecret = new Secret(Secret), TimeoutSeconds = 10 };

    /// <param name="settings">Of the stand-in: <c>personAccounts=true</c>.</param>
    public static Task<SalesforceBench> Start(params string[] settings) => Start(TimeProvider.System, settings);

    public static async Task<SalesforceBench> Start(TimeProvider time, params string[] settings)
    {
        var bench = await Unconnected(time, settings);
        await bench.Connect();
        return bench;
    }

    public static async Task<SalesforceBench> Unconnected(TimeProvider time, params string[] settings)
    {
        var app = SandboxApp.Build(["--urls", "http://127.0.0.1:0", "--quiet", "true", .. settings.SelectMany(one => one.Split('=', 2)).Select((part, at) => at % 2 == 0 ? "--salesforce:" + part : part)], time);
        await app.StartAsync();
        return new SalesforceBench(app, time);
    }

    public SalesforceConnector Open(SalesforceSettings? settings = null, HttpClient? http = null, ProviderApp? provided = null) => (SalesforceConnector)SalesforceConnector.Declaration.Open(settings ?? Settings,
        new ConnectorContext(new Id<Connection>("con_00000000000000000000000000"), http ?? guarded, Time,
            (attachment, _) => Task.FromResult<Stream?>(Files.TryGetValue(attachment, out var bytes) ? new MemoryStream(bytes) : null), Access, Budgets.Add, provided));

    public async Task Connect(string user = "integration@liaison.example")
    {
        var (verifier, challenge) = Proof();
        var code = await Approve(Open().AuthorizationUrl(Redirect, "state-1", challenge), user);
        Grant = ConfirmBench.Value(await Open().Exchange(code, Redirect, verifier, Calls, Cancel));
    }

    /// <summary>What a person does on Salesforce's page.</summary>
    public async Task<string> Approve(Uri page, string user = "integration@liaison.example", string allow = "yes")
    {
        using var form = new FormUrlEncodedContent([new("username", user), new("password", "sandbox"), new("allow", allow)]);
        using var answer = await plain.PostAsync(page, form);
        var back = answer.Headers.Location ?? throw new Xunit.Sdk.XunitException(await answer.Content.ReadAsStringAsync());
        var query = back.Query.TrimStart('?').Split('&').Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => Uri.UnescapeDataString(part[1]));
        return query.TryGetValue("code", out var code) ? code : throw new Xunit.Sdk.XunitException(back.Query);
    }

    public static (string Verifier, string Challenge) Proof()
    {
        var verifier = System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(48));
        return (verifier, System.Buffers.Text.Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))));
    }

    /// <summary>As the hub gives access: one refresh at a time, and a token that was renewed meanwhile is given as it is.</summary>
    public async Task<Outcome<Grant>> Access(Secret? refused, CancellationToken cancel)
    {
        await gate.WaitAsync(cancel);
        try
        {
            if (Grant is null || refused is null || refused != Grant.Access)
            {
                return Grant is null ? new Fault(FaultKind.Credentials, "Nobody has connected this integration yet.") : Grant;
            }
            Refreshes++;
            return (await Open().Refresh(Grant, Calls, cancel)).Match<Outcome<Grant>>(grant => Grant = grant, fault => fault);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Records as an administrator sees them, past the connector.</summary>
    public async Task<IReadOnlyList<JsonElement>> Rows(string soql)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address, "/services/data/v62.0/query/?q=" + Uri.EscapeDataString(soql)));
        return [.. (await Send(request)).GetProperty("records").EnumerateArray()];
    }

    public async Task<JsonElement> Row(string soql) => Assert.Single(await Rows(soql));

    public async Task<string> Add(string type, object record)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address, $"/services/data/v62.0/sobjects/{type}")) { Content = JsonContent.Create(record, options: new JsonSerializerOptions()) };
        request.Headers.Add("Sforce-Duplicate-Rule-Header", "allowSave=true");
        return (await Send(request)).GetProperty("id").GetString()!;
    }

    /// <summary>Lets something go wrong with what comes next.</summary>
    public Task Fault(object fault) => Control("/salesforce/faults", fault);

    public async Task<JsonElement> Control(string path, object body)
    {
        using var answer = await plain.PostAsJsonAsync(new Uri(Address, path), body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    public static RecordWrite Write(string alias, string type, string key, params (string Field, string? Value)[] fields) => new(
        alias, type.ToLowerInvariant(), type, null, key, [.. fields.Select(field => new RenderedField(field.Field, false, field.Value, "test"))], new Dictionary<string, string>());

    public Draft Draft(string type, string key, params (string Field, string? Value)[] fields) => new()
    {
        RecordType = type, Reference = type.ToLowerInvariant(), Key = key, TriggeredAt = Time.GetUtcNow(), Fields = [.. fields.Select(field => new RenderedField(field.Field, false, field.Value, "test"))],
    };

    public async ValueTask DisposeAsync()
    {
        guarded.Dispose();
        plain.Dispose();
        gate.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private async Task<JsonElement> Send(HttpRequestMessage request)
    {
        if (ownToken is null)
        {
            using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", "liaison-sandbox-client"), new("client_secret", Secret)]);
            using var token = await plain.PostAsync(new Uri(Address, "/services/oauth2/token"), form);
            ownToken = (await token.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString();
        }
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", ownToken);
        using var answer = await plain.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }
}
