using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Liaison.Core.Connecting;
using Liaison.Core.Memorialisation;
using Liaison.Core.Shared;
using Liaison.Hub.Commands;
using Liaison.Hub.Connecting;
using Liaison.Hub.Road;
using Liaison.Storage.Configuration;
using Liaison.Storage.People;

namespace Liaison.Bench;

/// <summary>A connection to a Salesforce in the bench's hub, as if somebody had connected it; and a way into the hub's API.</summary>
internal static class SalesforceSetup
{
    public static Uri HostOf(Uri server) => new(server, "/salesforce");

    public static async Task<Id<Connection>> AddSalesforce(this BenchHub hub, Uri server)
    {
        var connections = hub.App.Services.GetRequiredService<ConnectionStore>();
        var connection = Done(await connections.Create(hub.Tenant, "salesforce", "Salesforce", new JsonObject(), Actor.Liaison, CancellationToken.None));
        Done(await connections.Save(hub.Tenant, connection, 1, new ConnectionContent("Salesforce", true, new JsonObject
        {
            ["loginHost"] = HostOf(server).ToString(), ["clientId"] = "liaison-sandbox-client", ["clientSecret"] = "liaison-sandbox-secret",
        }, ["clientSecret"]), Actor.Liaison, CancellationToken.None));
        hub.App.Services.GetRequiredService<Setups>().ForgetAll();
        return connection;
    }

    /// <param name="life">How long the access token lives.</param>
    /// <param name="ahead">After how much of its life the hub is to fetch a newer one; null leaves that to the hub.</param>
    public static async Task Connect(this BenchHub hub, Id<Connection> connection, Uri server, string access, string refresh, string user, string organisation, TimeSpan life, TimeSpan? ahead = null)
    {
        var now = TimeProvider.System.GetUtcNow();
        var grant = new Grant(new Secret(access), new Secret(refresh), HostOf(server), now, now + life, new GrantAccount(user, "integration@liaison.example", "integration@liaison.example", organisation));
        var term = ahead is { } early ? new GrantTerm(now, now + life, now + early, now + TimeSpan.FromDays(7)) : GrantTerm.Of(grant, null, now, 0.5);
        var stored = Done(await hub.App.Services.GetRequiredService<GrantStore>().Connect(hub.Tenant, connection, grant, term, true, Actor.Liaison, CancellationToken.None));
        hub.App.Services.GetRequiredService<Grants>().Know(connection, stored);
    }

    /// <summary>Connects to the stand-in, which gives tokens to whom it asks.</summary>
    public static async Task<string> Connect(this BenchHub hub, Id<Connection> connection, SandboxProcess sandbox)
    {
        var (token, access) = await TokenOf(sandbox);
        await hub.Connect(connection, sandbox.Url, access, token.GetProperty("refreshToken").GetString()!, token.GetProperty("userId").GetString()!, token.GetProperty("organizationId").GetString()!, TimeSpan.FromMinutes(90));
        return access;
    }

    public static async Task<(JsonElement Token, string Access)> TokenOf(SandboxProcess sandbox)
    {
        using var issued = await sandbox.Http.PostAsJsonAsync("/salesforce/control/tokens", new { });
        var token = await issued.Content.ReadFromJsonAsync<JsonElement>();
        return (token, token.GetProperty("accessToken").GetString()!);
    }

    public static async Task Becomes(this BenchHub hub, Id<Connection> connection, ConversationPolicy policy)
    {
        Done(await hub.App.Services.GetRequiredService<ConnectionDocumentStore>().Save(hub.Tenant, connection, DocumentKinds.Conversations, policy, 0, Actor.Liaison, CancellationToken.None));
        hub.App.Services.GetRequiredService<Setups>().ForgetAll();
    }

    /// <summary>The hub's API as a program calls it, over HTTP.</summary>
    public static async Task<HttpClient> Api(this BenchHub hub, params string[] scopes)
    {
        var key = Done(await hub.App.Services.GetRequiredService<ApiKeyStore>().Create(hub.Tenant, "Bench", scopes, null, Actor.Liaison, CancellationToken.None)).Key.Text;
        return new HttpClient { BaseAddress = new Uri(hub.App.Urls.First()), Timeout = TimeSpan.FromSeconds(60), DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) } };
    }

    private static T Done<T>(Saved<T> saved) => saved is Saved<T>.Done done ? done.Value : throw new InvalidOperationException(saved.ToString());
}
