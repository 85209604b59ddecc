using System.Text.Json;
using Liaison.Connectors.Dynamics;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;
using Liaison.Tests.Sandbox;
using Liaison.Tests.Sandbox.Dynamics;
using Xunit;

namespace Liaison.Tests.Connectors.Dynamics;

/// <summary>The connector at work against a stand-in of its own, connected as a person connects it.</summary>
public sealed class DynamicsBench : GrantedBench
{
    private DynamicsBench(DynamicsSandbox sandbox, TimeProvider time) : base(sandbox, time) => Sandbox = sandbox;

    /// <summary>The stand-in as an administrator sees it, past the connector.</summary>
    public DynamicsSandbox Sandbox { get; }

    protected override IAuthorize Usual => Open();

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
        new(await DynamicsSandbox.Start(time, [.. RunningSandbox.Of("dynamics", settings)]), time);

    public DynamicsConnector Open(DynamicsSettings? settings = null, HttpClient? http = null) => (DynamicsConnector)DynamicsConnector.Declaration.Open(settings ?? Settings, Context(http));

    /// <summary>Records as they stand over there.</summary>
    public async Task<IReadOnlyList<JsonElement>> Rows(string table, string? filter = null) => [.. (await Sandbox.Look($"records/{table}?limit=1000{(filter is null ? "" : "&" + filter)}")).GetProperty("items").EnumerateArray()];

    public async Task<JsonElement> Row(string table, string record) => await Sandbox.Look($"records/{table}/{record}");

    /// <summary>The id of a seeded record.</summary>
    public async Task<string> IdOf(string table, string filter) => Assert.Single(await Rows(table, filter)).GetProperty("id").GetString()!;

    public static RecordWrite Write(string alias, string type, string key, params (string Field, string? Value)[] fields) => new(
        alias, type, type, null, key, [.. fields.Select(field => new RenderedField(field.Field, false, field.Value, "test"))], new Dictionary<string, string>());

    public Draft Draft(string type, string key, params (string Field, string? Value)[] fields) => new()
    {
        RecordType = type, Reference = type, Key = key, TriggeredAt = Time.GetUtcNow(), Fields = [.. fields.Select(field => new RenderedField(field.Field, false, field.Value, "test"))],
    };

    public static Facts Facts(params (string Path, string Value)[] facts) => new(path => facts.FirstOrDefault(fact => fact.Path == path).Value);

    /// <summary>What a look over there found; null when there was nothing.</summary>
    public static T? Found<T>(Outcome<T?> outcome) where T : class => Assert.IsType<Outcome<T?>.Success>(outcome).Value;
}
