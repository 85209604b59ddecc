using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Dapper;
using Liaison.Core.Connecting;
using Liaison.Core.Shared;
using Liaison.Hub.Connecting;
using Liaison.Hub.Hosting;
using Liaison.Storage;
using Liaison.Storage.Configuration;
using Liaison.Storage.People;
using Liaison.Storage.Secrets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Liaison.Tests.Hub;

/// <summary>A whole hub as its program starts it, on a fresh database with one tenant and its administrator, and what people and programs do at its door.</summary>
public abstract class WholeHub : IAsyncDisposable
{
    private readonly HubStore store;

    protected WholeHub(OpenHub open) => (Folder, store, App, Tenant) = (open.Folder, open.Store, open.App, open.Tenant);

    public WebApplication App { get; }

    public Tenant Tenant { get; }

    public Uri Address => new(App.Urls.Single());

    protected DirectoryInfo Folder { get; }

    public T Get<T>() where T : notnull => App.Services.GetRequiredService<T>();

    /// <summary>All but started: what the hub shall find when it begins can be stored now.</summary>
    /// <param name="roles">All of them if none is named.</param>
    protected static async Task<OpenHub> Open(PostgresFixture postgres, ConnectingOptions? connecting = null, params IReadOnlyList<string> roles)
    {
        var folder = Directory.CreateTempSubdirectory("liaison-hub-");
        var options = new HubOptions
        {
            DataFolder = folder.FullName, Database = await postgres.CreateHubDatabase(), Urls = "http://127.0.0.1:0", AllowInternalAddresses = true,
            Roles = new HashSet<string>(roles is [] ? HubOptions.AllRoles : roles, StringComparer.Ordinal),
        };
        var store = await HubStore.Open(options, static _ => { }, CancellationToken.None);
        var app = HubHost.Build(options, store, connecting, static services => services.AddLogging(static logging => logging.ClearProviders()));
        var tenant = await app.Services.GetRequiredService<TenantStore>().Create("Norchester", CancellationToken.None);
        await People.Add(app.Services, tenant.Id, "Ann Admin", "admin@norchester.example", Role.Administrator);
        return new OpenHub(folder, store, app, tenant);
    }

    /// <summary>As an administrator adds somebody: the hub hears of it.</summary>
    public async Task AddUser(string who, string email, Role role) =>
        Assert.IsType<Saved<User>.Done>(await Get<UserStore>().Create(Tenant.Id, who, email, role, HubFixture.Password, Actor.Liaison, CancellationToken.None));

    /// <summary>Nobody yet, with a jar for cookies.</summary>
    public HubClient Anonymous() => new(new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = Address });

    public async Task<HubClient> SignIn(string email = "admin@norchester.example")
    {
        var client = Anonymous();
        client.Http.DefaultRequestHeaders.Add("X-Liaison", "1");
        Assert.Equal(200, (await client.Post("/api/v1/session", new { email, password = HubFixture.Password })).Status);
        return client;
    }

    public async Task<string> Key(Id<Connection>? connection, params string[] scopes) =>
        ((Saved<(ApiKey Key, ApiKeyView View)>.Done)await Get<ApiKeyStore>().Create(Tenant.Id, "A key", scopes, connection, Actor.Liaison, CancellationToken.None)).Value.Key.Text;

    /// <summary>A program with a key of these scopes.</summary>
    public async Task<HubClient> WithKey(params string[] scopes)
    {
        var client = Anonymous();
        client.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await Key(null, scopes));
        return client;
    }

    public async Task<T> Sql<T>(string sql, object? values = null)
    {
        await using var connection = await store.Database.OpenForAll(CancellationToken.None);
        return (await connection.QueryFirstOrDefaultAsync<T>(sql, values))!;
    }

    /// <summary>Asks until it is so; what it last saw if it never is.</summary>
    public static async Task<Answer> Until(Func<Task<Answer>> look, Func<JsonNode, bool> so)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var seen = await look();
        while (!so(seen.Json) && !patience.IsCancellationRequested)
        {
            await Task.Delay(25, CancellationToken.None);
            seen = await look();
        }
        return so(seen.Json) ? seen : throw new Xunit.Sdk.XunitException($"It never came to be: {seen.Text}");
    }

    public virtual async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        await store.DisposeAsync();
        Folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    protected sealed record OpenHub(DirectoryInfo Folder, HubStore Store, WebApplication App, Tenant Tenant);
}
