using System.Collections.Concurrent;
using System.Net;
using Dapper;
using Liaison.Core.Connecting;
using Liaison.Core.Shared;
using Liaison.Hub.Connecting;
using Liaison.Hub.Hosting;
using Liaison.Storage;
using Liaison.Storage.Configuration;
using Liaison.Storage.People;
using Liaison.Tests.Hub;
using Liaison.Tests.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Liaison.Tests.Grants;

/// <summary>One or more whole hub processes on one database, and one connection to an <see cref="AccessServer"/>. The clock stands where the test puts it.</summary>
public sealed class GrantHub : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new("grants");
    private readonly List<HubStore> stores = [];
    private string connectionString = "";

    private GrantHub(AccessServer server, SettableTime time) => (Server, Time) = (server, time);

    public AccessServer Server { get; }

    public SettableTime Time { get; }

    public List<WebApplication> Processes { get; } = [];

    public Id<Tenant> Tenant { get; private set; }

    public Id<Connection> Connection { get; private set; }

    public ConcurrentQueue<string> Log { get; } = new();

    public Database Database => stores[0].Database;

    public string Authorization => $"/api/v1/connections/{Connection}/authorization";

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <param name="workers">Whether the processes also listen to what others say.</param>
    public static async Task<GrantHub> Start(PostgresFixture postgres, int processes = 1, bool workers = false, ProviderApp? providerApp = null)
    {
        var time = new SettableTime(new DateTimeOffset(2026, 5, 4, 9, 0, 0, TimeSpan.Zero));
        var hub = new GrantHub(await AccessServer.Start(time), time);
        hub.connectionString = await postgres.CreateHubDatabase();
        for (var n = 0; n < processes; n++)
        {
            await hub.AddProcess(workers, providerApp);
        }
        var services = hub.Processes[0].Services;
        var tenant = await services.GetRequiredService<TenantStore>().Create("Norchester", Cancel);
        hub.Tenant = tenant.Id;
        foreach (var (role, email) in new[] { (Role.Administrator, "administrator@norchester.example"), (Role.Administrator, "other@norchester.example"), (Role.Supervisor, "supervisor@norchester.example") })
        {
            await People.Add(services, tenant.Id, $"An {role.Word()}", email, role);
        }
        hub.Connection = await hub.AddConnection("Granted", providerApp is null ? AccessServer.ClientId : null);
        return hub;
    }

    public async Task<Id<Connection>> AddConnection(string name, string? clientId = AccessServer.ClientId, Uri? server = null)
    {
        var connections = Processes[0].Services.GetRequiredService<ConnectionStore>();
        var id = Assert.IsType<Saved<Id<Connection>>.Done>(await connections.Create(Tenant, "granted", name, [], Actor.Liaison, Cancel)).Value;
        var settings = new System.Text.Json.Nodes.JsonObject { ["address"] = (server ?? Server.Address).ToString(), ["clientId"] = clientId, ["clientSecret"] = AccessServer.ClientSecret };
        Assert.IsType<Saved<int>.Done>(await connections.Save(Tenant, id, 1, new ConnectionContent(name, true, settings, ["clientSecret"]), Actor.Liaison, Cancel));
        return id;
    }

    public T Get<T>(int process = 0) where T : notnull => Processes[process].Services.GetRequiredService<T>();

    /// <summary>The grant as a connector in that process gets it.</summary>
    public async Task<Outcome<Grant>> Access(Secret? refused = null, int process = 0) => await Get<Liaison.Hub.Connecting.Grants>(process).Get(Connection, refused, Cancel);

    public async Task<Secret> Token(int process = 0) => Assert.IsType<Outcome<Grant>.Success>(await Access(null, process)).Value.Access;

    public async Task<HubClient> SignIn(string who = "administrator", int process = 0)
    {
        var client = new HubClient(new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = new Uri(Processes[process].Urls.Single()) });
        client.Http.DefaultRequestHeaders.Add("X-Liaison", "1");
        var answer = await client.Post("/api/v1/session", new { email = $"{who}@norchester.example", password = HubFixture.Password });
        Assert.True(answer.Status == 200, answer.Text);
        return client;
    }

    /// <summary>Begins connecting, goes through the other system's sign-in, and gives the address that it sends the browser back to.</summary>
    public async Task<Uri> ComeBack(HubClient who, object? request = null, string? path = null)
    {
        var start = await who.Post(path ?? Authorization, request ?? new { });
        Assert.True(start.Status == 200, start.Text);
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var there = await browser.GetAsync(new Uri(start.Json["url"]!.GetValue<string>()), Cancel);
        return there.Headers.Location ?? throw new InvalidOperationException($"{there.StatusCode} {await there.Content.ReadAsStringAsync(Cancel)}");
    }

    public async Task Connect()
    {
        using var admin = await SignIn();
        var end = await admin.Get((await ComeBack(admin)).PathAndQuery);
        Assert.True(end.Status == 200, end.Text);
    }

    public async Task<T> Ask<T>(string sql, object? values = null)
    {
        await using var connection = await Database.OpenForAll(Cancel);
        return (await connection.ExecuteScalarAsync<T>(sql, values))!;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in Processes)
        {
            await process.StopAsync(CancellationToken.None);
            await process.DisposeAsync();
        }
        foreach (var store in stores)
        {
            await store.DisposeAsync();
        }
        await Server.DisposeAsync();
        folder.Dispose();
    }

    private async Task AddProcess(bool workers, ProviderApp? providerApp)
    {
        var options = new HubOptions
        {
            DataFolder = folder.Path, Database = connectionString, Urls = "http://127.0.0.1:0", StopGrace = TimeSpan.FromSeconds(5),
            Roles = new HashSet<string>(workers ? HubOptions.AllRoles : ["api"], StringComparer.Ordinal),
        };
        var store = await HubStore.Open(options, static _ => { }, Cancel);
        stores.Add(store);
        var connecting = new ConnectingOptions
        {
            Assemblies = [typeof(GrantedConnector).Assembly], Kinds = new HashSet<string>(["granted"], StringComparer.Ordinal), AllowInternalAddresses = true, ProviderApps = _ => providerApp,
        };
        var app = HubHost.Build(options, store, connecting, services => services
            .AddLogging(logging => logging.ClearProviders().AddProvider(new Book(Log)).SetMinimumLevel(LogLevel.Trace)).Replace(ServiceDescriptor.Singleton<TimeProvider>(Time)));
        await app.StartAsync(Cancel);
        Processes.Add(app);
    }

    private sealed class Book(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
        public bool IsEnabled(LogLevel logLevel) => true;
        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel} {eventId.Id} {formatter(state, exception)} {exception}");
        public void Dispose() { }
    }
}
