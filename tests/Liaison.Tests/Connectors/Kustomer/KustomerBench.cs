using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Liaison.Connectors.Http;
using Liaison.Connectors.Kustomer;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;
using Liaison.Tests.Sandbox;
using Microsoft.AspNetCore.Builder;
using Xunit;

namespace Liaison.Tests.Connectors.Kustomer;

/// <summary>The connector at work against a stand-in of its own.</summary>
public sealed class KustomerBench : IAsyncDisposable
{
    public const string Key = "demo-key";
    private readonly HttpClient guarded = GuardedSockets.Client(allowInternalAddresses: true, TimeSpan.FromSeconds(10));
    private readonly WebApplication sandbox;

    private KustomerBench(WebApplication sandbox, TimeProvider time)
    {
        (this.sandbox, Time) = (sandbox, time);
        Address = new Uri(sandbox.Urls.First());
        Http = new HttpClient { BaseAddress = new Uri(Address, "/kustomer/") };
    }

    public Uri Address { get; }

    /// <summary>The stand-in as an administrator sees it, past the connector.</summary>
    public HttpClient Http { get; }

    public TimeProvider Time { get; }

    public Calls Calls { get; } = new();

    public Dictionary<string, byte[]> Files { get; } = [];

    public List<CallBudget> Budgets { get; } = [];

    public KustomerSettings Settings => new() { Region = "EMEA", ApiKey = new Secret(Key), BaseUrl = Address + "kustomer", TimeoutSeconds = 10 };

    /// <param name="settings">Of the stand-in: <c>uniqueExternalIds=true</c>.</param>
    public static Task<KustomerBench> Start(params string[] settings) => Start(TimeProvider.System, settings);

    public static async Task<KustomerBench> Start(TimeProvider time, params string[] settings) => new(await RunningSandbox.Open("kustomer", time, RunningSandbox.Of("kustomer", settings)), time);

    public KustomerConnector Open(KustomerSettings? settings = null, HttpClient? http = null) => OpenAt(settings ?? Settings, http ?? guarded, Time, Files, Budgets);

    public static KustomerConnector OpenAt(KustomerSettings settings, HttpClient http, TimeProvider? time = null, Dictionary<string, byte[]>? files = null, List<CallBudget>? budgets = null) =>
        (KustomerConnector)KustomerConnector.Declaration.Open(settings, new ConnectorContext(new Id<Connection>("con_00000000000000000000000000"), http, time ?? TimeProvider.System,
            (attachment, _) => Task.FromResult<Stream?>(files?.TryGetValue(attachment, out var bytes) == true ? new MemoryStream(bytes) : null), NoGrant.Access, budget => budgets?.Add(budget)));

    public Task<JsonElement> Fault(object fault) => Post("faults", fault);

    public Task<JsonElement> Make(string type, object record) => Post($"control/records/{type}", record);

    public async Task<JsonElement> Post(string path, object body)
    {
        using var answer = await Http.PostAsJsonAsync(path, body, new JsonSerializerOptions(), ConfirmBench.Cancel);
        var text = await answer.Content.ReadAsStringAsync(ConfirmBench.Cancel);
        Assert.True(answer.IsSuccessStatusCode, text);
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    public async Task Change(string type, string id, object values)
    {
        using var answer = await Http.PatchAsJsonAsync($"control/records/{type}/{id}", values, new JsonSerializerOptions(), ConfirmBench.Cancel);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(ConfirmBench.Cancel));
    }

    /// <summary>Records as they stand over there.</summary>
    public async Task<IReadOnlyList<JsonNode>> Records(string type, string? filter = null) =>
        [.. JsonNode.Parse(await Http.GetStringAsync(new Uri(Http.BaseAddress!, $"control/records/{type}?limit=500{(filter is null ? "" : "&" + filter)}"), ConfirmBench.Cancel))!["items"]!.AsArray().Select(one => one!)];

    public async Task<JsonNode> Record(string type, string record) => JsonNode.Parse(await Http.GetStringAsync(new Uri(Http.BaseAddress!, $"control/records/{type}/{record.Split('.')[0]}"), ConfirmBench.Cancel))!;

    /// <summary>The id of a seeded customer.</summary>
    public async Task<string> Customer(string name) => (string)Assert.Single(await Records("customer", "name=" + Uri.EscapeDataString(name)))["id"]!;

    public async Task<int> CountOf(string key) => (await Http.GetFromJsonAsync<JsonElement>($"control/keys/{Uri.EscapeDataString(key)}", ConfirmBench.Cancel)).GetProperty("records").GetArrayLength();

    public static RecordWrite Write(string alias, string type, string key, params (string Field, string? Value)[] fields) => new(
        alias, type, type, null, key, [.. fields.Select(field => new RenderedField(field.Field, false, field.Value, "test"))], new Dictionary<string, string>());

    public Draft Draft(string type, string key, params (string Field, string? Value)[] fields) => new()
    {
        RecordType = type, Reference = type, Key = key, TriggeredAt = Time.GetUtcNow(), Fields = [.. fields.Select(field => new RenderedField(field.Field, false, field.Value, "test"))],
    };

    /// <summary>A customer and a conversation that belongs to them, as a call leaves them.</summary>
    public static IReadOnlyList<RecordWrite> Talk(string key, string phone, params (string Field, string? Value)[] conversation) =>
    [
        Write("person", "customer", key + "-customer", ("name", "Ines Okafor"), ("phones", phone)),
        Write("activity", "conversation", key + "-conversation", conversation) with { Links = new Dictionary<string, string> { ["customer"] = "person" } },
    ];

    public async ValueTask DisposeAsync()
    {
        guarded.Dispose();
        Http.Dispose();
        await sandbox.StopAsync();
        await sandbox.DisposeAsync();
    }
}
