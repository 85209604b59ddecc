using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Dapper;
using Liaison.Core.Connecting;
using Liaison.Core.Memorialisation;
using Liaison.Core.Shared;
using Liaison.Hub.Connecting;
using Liaison.Hub.Hosting;
using Liaison.Storage.Configuration;
using Liaison.Storage.People;
using Liaison.Tests.Hub;
using Liaison.Tests.Sandbox.Dynamics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Liaison.Tests.Conversations.Dynamics;

/// <summary>A whole hub with its workers, a Dynamics of its own beside it, and a connection that a person has granted in Microsoft's own pages.</summary>
public sealed class DynamicsHub : IAsyncDisposable
{
    private readonly DirectoryInfo folder;
    private readonly HubStore store;
    private readonly WebApplication app;

    private DynamicsHub(DirectoryInfo folder, HubStore store, WebApplication app, DynamicsSandbox sandbox, Tenant tenant) => (this.folder, this.store, this.app, Sandbox, Tenant) = (folder, store, app, sandbox, tenant);

    public DynamicsSandbox Sandbox { get; }
    public Tenant Tenant { get; }
    public string Connection { get; private set; } = "";
    public HubClient Admin { get; private set; } = null!;

    /// <summary>The contact centre, which tells facts and looks people up.</summary>
    public HubClient Centre { get; private set; } = null!;

    public ConversationVocabulary Vocabulary => app.Services.GetRequiredService<ConnectorCatalog>().Find("dynamics")!.Conversations!;

    public static async Task<DynamicsHub> Start(PostgresFixture postgres, bool granted = true)
    {
        var sandbox = await DynamicsSandbox.Start();
        var folder = Directory.CreateTempSubdirectory("liaison-dynamics-");
        var options = new HubOptions { DataFolder = folder.FullName, Database = await postgres.CreateDatabase(), Urls = "http://127.0.0.1:0", AllowInternalAddresses = true };
        var store = await HubStore.Open(options, static _ => { }, CancellationToken.None);
        var app = HubHost.Build(options, store, more: static services => services.AddLogging(static logging => logging.ClearProviders()));
        var tenant = await app.Services.GetRequiredService<TenantStore>().Create("Norchester", CancellationToken.None);
        var hub = new DynamicsHub(folder, store, app, sandbox, tenant);
        await app.Services.GetRequiredService<UserStore>().Create(tenant.Id, "Ann Admin", "admin@norchester.example", Role.Administrator, HubFixture.Password, Actor.Liaison, CancellationToken.None);
        await app.StartAsync();
        hub.Admin = await hub.SignIn();
        hub.Centre = await hub.WithKey("sessions:write", "lookups");
        await hub.AddConnection();
        if (granted)
        {
            await hub.Grant();
            await hub.Enable(true);
        }
        return hub;
    }

    public async Task Choose(string preset, PushSwitches push) =>
        await Save("conversations", new ConversationPolicy(true, Vocabulary.Presets.Single(p => p.Name == preset).Triggers, Vocabulary.Mappings, push, new Filing()));

    /// <summary>Saves a document of the connection over what stands.</summary>
    public async Task Save<T>(string document, T wanted)
    {
        var path = $"/api/v1/connections/{Connection}/{document}";
        var saved = await Admin.Put(path, JsonNode.Parse(Json.Write(wanted))!, (await Admin.Get(path)).Version);
        Assert.True(saved.Status == 200, saved.Text);
    }

    public async Task<JsonNode> Ask(string path, object question)
    {
        var answer = await Centre.Post("/api/v1/" + path, question);
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Json;
    }

    public async Task Tell(params IReadOnlyList<JsonObject> facts)
    {
        using var batch = Liaison.Tests.Sessions.Facts.Batch(facts);
        var told = await Centre.Send(HttpMethod.Post, "/api/v1/events", batch);
        Assert.True(told.Status == 202 && told.Json["refused"]!.AsArray().Count == 0, told.Text);
    }

    /// <summary>Waits until every delivery has come to rest, and holds that all were delivered or gave way to a later one.</summary>
    public async Task Delivered()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await Sql<long>("select count(*) from deliveries where state in (0, 1)") > 0)
        {
            Assert.False(patience.IsCancellationRequested, (await Admin.Get("/api/v1/deliveries")).Text);
            await Task.Delay(25, CancellationToken.None);
        }
        var log = (await Admin.Get("/api/v1/deliveries?limit=200")).Json["items"]!.AsArray();
        Assert.NotEmpty(log);
        Assert.All(log, d => Assert.True((string?)d!["state"] == "delivered" || ((string?)d["state"], (int)d["attempts"]!) == ("cancelled", 0), d.ToJsonString()));
    }

    public Task<string> LinkOf(string subject, string type) =>
        Sql<string>("select l.record from record_links l join sessions s on s.id = l.subject where s.external_id = @subject and l.record_type = @type", new { subject, type });

    /// <summary>Goes through Microsoft's sign-in as a browser would, and comes back.</summary>
    public async Task<Answer> Grant()
    {
        var start = await Admin.Post($"/api/v1/connections/{Connection}/authorization", new { returnTo = $"/integrations/{Connection}" });
        Assert.True(start.Status == 200, start.Text);
        using var form = new FormUrlEncodedContent([new("username", "integration@liaison.example"), new("password", "sandbox"), new("allow", "yes")]);
        using var there = await Sandbox.Http.PostAsync(new Uri(start.Json["url"]!.GetValue<string>()), form);
        Assert.True(there.StatusCode == HttpStatusCode.Redirect, await there.Content.ReadAsStringAsync());
        return await Admin.Get(there.Headers.Location!.PathAndQuery);
    }

    public async Task Enable(bool enabled)
    {
        var path = $"/api/v1/connections/{Connection}";
        var now = await Admin.Get(path);
        var saved = await Admin.Put(path, new { name = "Dynamics", enabled, settings = now.Json["settings"] }, now.Version);
        Assert.True(saved.Status == 200, saved.Text);
    }

    public async Task<T> Sql<T>(string sql, object? values = null)
    {
        await using var connection = await store.Database.OpenForAll(CancellationToken.None);
        return (await connection.QueryFirstOrDefaultAsync<T>(sql, values))!;
    }

    public async ValueTask DisposeAsync()
    {
        Admin.Dispose();
        Centre.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        await store.DisposeAsync();
        await Sandbox.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private async Task AddConnection()
    {
        var made = await Admin.Post("/api/v1/connections", new { kind = "dynamics", name = "Dynamics" });
        Assert.True(made.Status == 201, made.Text);
        Connection = made.Id;
        var settings = made.Json["settings"]!.DeepClone().AsObject();
        (settings["instanceUrl"], settings["clientId"], settings["clientKey"]) = (Sandbox.Instance, DynamicsSandbox.ClientId, DynamicsSandbox.ClientKey);
        settings["authorizationUrl"] = $"{Sandbox.Instance}/login/{DynamicsSandbox.Tenant}/oauth2/v2.0/authorize";
        settings["tokenUrl"] = $"{Sandbox.Instance}/login/{DynamicsSandbox.Tenant}/oauth2/v2.0/token";
        var saved = await Admin.Put($"/api/v1/connections/{Connection}", new { name = "Dynamics", enabled = false, settings }, made.Version);
        Assert.True(saved.Status == 200, saved.Text);
    }

    private async Task<HubClient> WithKey(params string[] scopes)
    {
        var key = ((Saved<(Storage.Secrets.ApiKey Key, ApiKeyView View)>.Done)await app.Services.GetRequiredService<ApiKeyStore>().Create(Tenant.Id, "A key", scopes, null, Actor.Liaison, CancellationToken.None)).Value.Key.Text;
        var client = new HubClient(new HttpClient { BaseAddress = new Uri(app.Urls.Single()) });
        client.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    private async Task<HubClient> SignIn()
    {
        var client = new HubClient(new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.Single()) });
        client.Http.DefaultRequestHeaders.Add("X-Liaison", "1");
        Assert.Equal(200, (await client.Post("/api/v1/session", new { email = "admin@norchester.example", password = HubFixture.Password })).Status);
        return client;
    }
}
