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
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Liaison.Tests.Conversations;

/// <summary>A whole hub with its workers, and one connection to a system whose stand-in is somebody else's matter.</summary>
public sealed class SystemHub : IAsyncDisposable
{
    private readonly string kind;
    private readonly string name;
    private readonly DirectoryInfo folder;
    private readonly HubStore store;
    private readonly WebApplication app;

    private SystemHub(string kind, string name, DirectoryInfo folder, HubStore store, WebApplication app, Tenant tenant) => (this.kind, this.name, this.folder, this.store, this.app, Tenant) = (kind, name, folder, store, app, tenant);

    public Tenant Tenant { get; }
    public string Connection { get; private set; } = "";
    public HubClient Admin { get; private set; } = null!;

    /// <summary>The contact centre, which tells facts and looks people up.</summary>
    public HubClient Centre { get; private set; } = null!;

    public Uri Address => new(app.Urls.Single());

    public T Get<T>() where T : notnull => app.Services.GetRequiredService<T>();

    public ConversationVocabulary Vocabulary => app.Services.GetRequiredService<ConnectorCatalog>().Find(kind)!.Conversations!;

    /// <param name="settings">Fills in the new connection's settings; it is not switched on yet.</param>
    public static async Task<SystemHub> Start(PostgresFixture postgres, string kind, string name, Action<JsonObject> settings)
    {
        var folder = Directory.CreateTempSubdirectory($"liaison-{kind}-");
        var options = new HubOptions { DataFolder = folder.FullName, Database = await postgres.CreateDatabase(), Urls = "http://127.0.0.1:0", AllowInternalAddresses = true };
        var store = await HubStore.Open(options, static _ => { }, CancellationToken.None);
        var app = HubHost.Build(options, store, more: static services => services.AddLogging(static logging => logging.ClearProviders()));
        var tenant = await app.Services.GetRequiredService<TenantStore>().Create("Norchester", CancellationToken.None);
        var hub = new SystemHub(kind, name, folder, store, app, tenant);
        await hub.AddUser("Ann Admin", "admin@norchester.example", Role.Administrator);
        await app.StartAsync();
        hub.Admin = await hub.SignIn("admin@norchester.example");
        hub.Centre = await hub.WithKey("sessions:write", "lookups");
        await hub.AddConnection(settings);
        return hub;
    }

    public Task AddUser(string who, string email, Role role) => app.Services.GetRequiredService<UserStore>().Create(Tenant.Id, who, email, role, HubFixture.Password, Actor.Liaison, CancellationToken.None);

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

    public async Task Enable(bool enabled, Action<JsonObject>? change = null)
    {
        var saved = await TrySave(enabled, change);
        Assert.True(saved.Status == 200, saved.Text);
    }

    /// <summary>Saves the connection, with settings that are changed.</summary>
    public async Task<Answer> TrySave(bool enabled, Action<JsonObject>? change = null)
    {
        var path = $"/api/v1/connections/{Connection}";
        var now = await Admin.Get(path);
        var settings = now.Json["settings"]!.DeepClone().AsObject();
        change?.Invoke(settings);
        return await Admin.Put(path, new { name, enabled, settings }, now.Version);
    }

    public async Task<T> Sql<T>(string sql, object? values = null)
    {
        await using var connection = await store.Database.OpenForAll(CancellationToken.None);
        return (await connection.QueryFirstOrDefaultAsync<T>(sql, values))!;
    }

    public async Task<HubClient> WithKey(params string[] scopes)
    {
        var client = new HubClient(new HttpClient { BaseAddress = Address });
        client.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await NewKey(scopes));
        return client;
    }

    public async Task<string> NewKey(params string[] scopes) =>
        ((Saved<(Storage.Secrets.ApiKey Key, ApiKeyView View)>.Done)await app.Services.GetRequiredService<ApiKeyStore>().Create(Tenant.Id, "A key", scopes, null, Actor.Liaison, CancellationToken.None)).Value.Key.Text;

    public async Task<HubClient> SignIn(string email)
    {
        var client = new HubClient(new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = Address });
        client.Http.DefaultRequestHeaders.Add("X-Liaison", "1");
        Assert.Equal(200, (await client.Post("/api/v1/session", new { email, password = HubFixture.Password })).Status);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        Admin.Dispose();
        Centre.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        await store.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private async Task AddConnection(Action<JsonObject> fill)
    {
        var made = await Admin.Post("/api/v1/connections", new { kind, name });
        Assert.True(made.Status == 201, made.Text);
        Connection = made.Id;
        await Enable(false, fill);
    }
}
