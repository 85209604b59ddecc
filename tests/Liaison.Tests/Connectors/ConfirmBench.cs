using System.Text.Json;
using Liaison.Connectors.Confirm;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;
using Liaison.Tests.Sandbox;
using Xunit;

namespace Liaison.Tests.Connectors;

/// <summary>The connector at work against a stand-in of its own, and the few things that its tests say again and again.</summary>
public sealed class ConfirmBench : IAsyncDisposable
{
    public const string Password = "sandbox";
    private readonly HttpClient http = GuardedSockets.Client(allowInternalAddresses: true, TimeSpan.FromSeconds(10));

    private ConfirmBench(ConfirmSandbox sandbox, TimeProvider time) => (Sandbox, Time) = (sandbox, time);

    public ConfirmSandbox Sandbox { get; }

    public TimeProvider Time { get; }

    public Calls Calls { get; } = new();

    public Dictionary<string, byte[]> Files { get; } = [];

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<ConfirmBench> Start(TimeProvider? time = null) =>
        new(await ConfirmSandbox.Start(time ?? TimeProvider.System), time ?? TimeProvider.System);

    public ConfirmSettings Settings => new()
    {
        Endpoint = new Uri(Sandbox.Address, ConfirmSandbox.Path).ToString(),
        Username = "LIAISON",
        Password = new Secret(Password),
        TenantId = ConfirmSandbox.Tenant,
        ExternalSystemNumber = "1",
        TimeoutSeconds = 10,
    };

    public ConfirmSettings WithWeb => Settings with { ConfirmWebBaseUrl = new Uri(Sandbox.Address, "/confirmweb/api/").ToString() };

    public ConfirmConnector Open(ConfirmSettings? settings = null) => (ConfirmConnector)ConfirmConnector.Declaration.Open(
        settings ?? Settings, new ConnectorContext(new Id<Connection>("con_00000000000000000000000000"), http, Time,
            (attachment, _) => Task.FromResult<Stream?>(Files.TryGetValue(attachment, out var bytes) ? new MemoryStream(bytes) : null), NoGrant.Access, static _ => { }));

    /// <summary>A draft about a street light, which needs no attribute.</summary>
    public Draft Light(string key, params (string Target, string? Value)[] more) =>
        Draft(key, [("ServiceCode", "LG"), ("SubjectCode", "SL"), ("EnquiryDescription", "The lamp is out"), .. more]);

    public Draft Draft(string key, params (string Target, string? Value)[] fields) => new()
    {
        RecordType = "Enquiry",
        Reference = "confirm-enquiry",
        Key = key,
        TriggeredAt = Time.GetUtcNow(),
        Fields = [.. fields.Select(field => field.Target.StartsWith("attribute:", StringComparison.Ordinal)
            ? new RenderedField(field.Target["attribute:".Length..], true, field.Value, "test") : new RenderedField(field.Target, false, field.Value, "test"))],
    };

    public Task<JsonElement> Enquiry(string number) => Sandbox.Get($"/confirm/control/enquiries/{number}");

    public static T Value<T>(Outcome<T> outcome) => outcome.Match(value => value, fault => throw new Xunit.Sdk.XunitException(fault.ToString()));

    public static Fault Fault<T>(Outcome<T> outcome) => outcome.Match(value => throw new Xunit.Sdk.XunitException($"A fault was expected, but it succeeded: {value}"), fault => fault);

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Sandbox.DisposeAsync();
    }
}
