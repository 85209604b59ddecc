using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Liaison.Connectors.Dynamics;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;
using Liaison.Tests.Sandbox.Dynamics;
using Xunit;

namespace Liaison.Tests.Connectors.Dynamics;

/// <summary>The connector at work against a stand-in of its own, connected as a person connects it.</summary>
public sealed class DynamicsBench : IAsyncDisposable
{
    public const string Redirect = "http://localhost:7000/connected";
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly HttpClient guarded = GuardedSockets.Client(allowInternalAddresses: true, TimeSpan.FromSeconds(10));

    private DynamicsBench(DynamicsSandbox sandbox, TimeProvider time) => (Sandbox, Time) = (sandbox, time);

    /// <summary>The stand-in as an administrator sees it, past the connector.</summary>
    public DynamicsSandbox Sandbox { get; }

    public TimeProvider Time { get; }

    public Calls Calls { get; } = new();

    public Dictionary<string, byte[]> Files { get; } = [];

    public List<CallBudget> Budgets { get; } = [];

    /// <summary>The grant in force; null before anybody connected.</summary>
    public Grant? Grant { get; set; }

    public int Refreshes { get; private set; }

    public string Login => $"{Sandbox.Instance}/login/{DynamicsSandbox.Tenant}";

    public DynamicsSettings Settings => new()
    {
        InstanceUrl = Sandbox.Instance, ClientId = DynamicsSandbox.ClientId, ClientKey = new Secret(DynamicsSandbox.ClientKey), AuthorizationUrl = Login + "/oauth2/v2.0/authorize", TimeoutSeconds = 10,
    };

    /// <param name="settings">Of the stand-in: <c>maxUploadFileSize=4000</c>.</param>
    public static Task<DynamicsBench> Start(params string[] settings) => Start(TimeProvider.System, settings);

    public static async Task<DynamicsBench> Start(TimeProvider time, params string[] settings)
    {
        var bench = await Unconnected(time, settings);
        await bench.Connect();
        return bench;
    }

    public static async Task<DynamicsBench> Unconnected(TimeProvider time, params string[] settings) =>
        new(await DynamicsSandbox.Start(time, [.. settings.SelectMany(one => one.Split('=', 2)).Select((part, at) => at % 2 == 0 ? "--dynamics:" + part : part)]), time);

    public DynamicsConnector Open(DynamicsSettings? settings = null, HttpClient? http = null) => (DynamicsConnector)DynamicsConnector.Declaration.Open(settings ?? Settings,
        new ConnectorContext(new Id<Connection>("con_00000000000000000000000000"), http ?? guarded, Time,
            (attachment, _) => Task.FromResult<Stream?>(Files.TryGetValue(attachment, out var bytes) ? new MemoryStream(bytes) : null), Access, Budgets.Add));

    public async Task Connect(DynamicsSettings? settings = null, string user = "integration@liaison.example")
    {
        var (verifier, challenge) = Proof();
        var code = await Approve(Open(settings).AuthorizationUrl(Redirect, "state-1", challenge), user);
        Grant = ConfirmBench.Value(await Open(settings).Exchange(code, Redirect, verifier, Calls, ConfirmBench.Cancel));
    }

    /// <summary>What a person does on Microsoft's page.</summary>
    public async Task<string> Approve(Uri page, string user = "integration@liaison.example", string allow = "yes")
    {
        using var form = new FormUrlEncodedContent([new("username", user), new("password", "sandbox"), new("allow", allow)]);
        using var answer = await Sandbox.Http.PostAsync(page, form);
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

    /// <summary>Records as they stand over there.</summary>
    public async Task<IReadOnlyList<JsonElement>> Rows(string table, string? filter = null) => [.. (await Sandbox.Look($"records/{table}?limit=1000{(filter is null ? "" : "&" + filter)}")).GetProperty("items").EnumerateArray()];

    public async Task<JsonElement> Row(string table, string record) => await Sandbox.Look($"records/{table}/{record}");

    /// <summary>The id of a seeded record.</summary>
    public async Task<string> IdOf(string table, string filter) => Assert.Single(await Rows(table, filter)).GetProperty("id").GetString()!;

    public Task<JsonElement> Fault(object fault) => Sandbox.Fault(fault);

    public static RecordWrite Write(string alias, string type, string key, params (string Field, string? Value)[] fields) => new(
        alias, type, type, null, key, [.. fields.Select(field => new RenderedField(field.Field, false, field.Value, "test"))], new Dictionary<string, string>());

    public Draft Draft(string type, string key, params (string Field, string? Value)[] fields) => new()
    {
        RecordType = type, Reference = type, Key = key, TriggeredAt = Time.GetUtcNow(), Fields = [.. fields.Select(field => new RenderedField(field.Field, false, field.Value, "test"))],
    };

    public static Facts Facts(params (string Path, string Value)[] facts) => new(path => facts.FirstOrDefault(fact => fact.Path == path).Value);

    /// <summary>What a look over there found; null when there was nothing.</summary>
    public static T? Found<T>(Outcome<T?> outcome) where T : class => Assert.IsType<Outcome<T?>.Success>(outcome).Value;

    public async ValueTask DisposeAsync()
    {
        guarded.Dispose();
        gate.Dispose();
        await Sandbox.DisposeAsync();
    }
}
