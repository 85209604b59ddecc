using System.Text.Json.Nodes;
using Liaison.Connectors.Http;
using Liaison.Connectors.Salesforce;
using Liaison.Core.Connecting;
using Liaison.Core.Shared;
using Liaison.Tests.Conventions;
using Microsoft.AspNetCore.Http;

namespace Liaison.Tests.Connectors.Salesforce;

/// <summary>A server that describes contacts as a real organisation did, finds nothing, and keeps what it was asked.</summary>
public sealed class RecordedOrganisation : IAsyncDisposable
{
    private readonly HttpClient http = GuardedSockets.Client(allowInternalAddresses: true, TimeSpan.FromSeconds(10));
    private HostileServer server = null!;

    public List<string> Asked { get; } = [];

    public Calls Calls { get; } = new();

    public SalesforceConnector Connector { get; private set; } = null!;

    public static string Fixture(string name) => Path.Combine(SourceTree.Root, "tests/Liaison.Tests/Fixtures/salesforce", name);

    /// <param name="more">Fields to add, by name and type.</param>
    public static async Task<RecordedOrganisation> Start(params (string Name, string Type)[] more)
    {
        var contact = JsonNode.Parse(await File.ReadAllTextAsync(Fixture("cumulusci/Contact_describe.json")))!.AsObject();
        foreach (var (name, type) in more)
        {
            contact["fields"]!.AsArray().Add(new JsonObject { ["name"] = name, ["label"] = name, ["type"] = type, ["filterable"] = true, ["createable"] = true, ["updateable"] = true, ["nillable"] = true });
        }
        var (describe, one) = (contact.ToJsonString(), new RecordedOrganisation());
        one.server = await HostileServer.Start(async answer =>
        {
            var path = answer.Request.Path.Value!;
            if (!path.EndsWith("/describe", StringComparison.Ordinal))
            {
                one.Asked.Add(answer.Request.Query["q"].ToString());
            }
            answer.Response.ContentType = "application/json";
            answer.Response.StatusCode = path.EndsWith("/describe", StringComparison.Ordinal) && !path.EndsWith("/Contact/describe", StringComparison.Ordinal) ? 404 : 200;
            await answer.Response.WriteAsync(answer.Response.StatusCode == 404 ? """[{"errorCode":"NOT_FOUND","message":"The requested resource does not exist"}]"""
                : path.EndsWith("/describe", StringComparison.Ordinal) ? describe
                : path.Contains("/search", StringComparison.Ordinal) ? """{"searchRecords":[]}""" : """{"totalSize":0,"done":true,"records":[]}""");
        });
        one.Connector = (SalesforceConnector)SalesforceConnector.Declaration.Open(new SalesforceSettings { LoginHost = one.server.Address.ToString() }, new ConnectorContext(
            new Id<Connection>("con_00000000000000000000000000"), one.http, TimeProvider.System, (_, _) => Task.FromResult<Stream?>(null),
            (_, _) => Task.FromResult<Outcome<Grant>>(new Grant(new Secret("00D!token"), null, one.server.Address, default, default, new GrantAccount("005000000000001AAA", "me", "", "00D000000000001EAA"))), static _ => { }));
        return one;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await server.DisposeAsync();
    }
}
