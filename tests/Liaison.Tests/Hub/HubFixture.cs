using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Liaison.Core.Shared;
using Liaison.Hub.Api;
using Liaison.Hub.Connecting;
using Liaison.Storage;
using Liaison.Storage.People;
using Liaison.Storage.Secrets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Liaison.Tests.Hub;

/// <summary>A real hub's API on a free loopback port, over a fresh database with one tenant and its three people.</summary>
public sealed class HubFixture : IAsyncDisposable
{
    public const string Password = "correct horse battery";

    private HubFixture(WebApplication app, Database database, Tenant tenant, string connectionString, ConcurrentQueue<string> log) =>
        (App, Database, Tenant, ConnectionString, Log) = (app, database, tenant, connectionString, log);

    public WebApplication App { get; }
    public Database Database { get; }
    public Tenant Tenant { get; }
    public string ConnectionString { get; }

    /// <summary>Every line that was logged, at every level, with its exception.</summary>
    public ConcurrentQueue<string> Log { get; }

    public Uri Address => new(App.Urls.Single());

    public T Get<T>() where T : notnull => App.Services.GetRequiredService<T>();

    /// <param name="services">What else to register: other parts' services, or connecting options of the test's own.</param>
    /// <param name="map">What else to map.</param>
    public static async Task<HubFixture> Start(PostgresFixture postgres, Action<IServiceCollection>? services = null, Action<WebApplication>? map = null, TimeProvider? time = null,
        ConnectingOptions? connecting = null)
    {
        var clock = time ?? TimeProvider.System;
        var connectionString = await postgres.CreateHubDatabase();
        var database = new Database(connectionString);
        var ring = await KeyRing.Load(database.All, MasterKey.Find(MasterKey.NewText(), null, "unused"));
        var log = new ConcurrentQueue<string>();
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Logging.ClearProviders().AddProvider(new LogBook(log)).SetMinimumLevel(LogLevel.Trace);
        services?.Invoke(builder.Services);
        builder.Services.AddSingleton(connecting ?? new ConnectingOptions { Assemblies = [typeof(TryoutConnector).Assembly], AllowInternalAddresses = true });
        builder.Services.AddSingleton(database).AddSingleton(new SecretBox(ring)).AddSingleton(ring).AddSingleton(clock)
            .AddSingleton(new IdSource(clock, new Random(7))).AddApi();
        var app = builder.Build();
        app.MapApi();
        map?.Invoke(app);
        await app.StartAsync();
        var tenant = await app.Services.GetRequiredService<TenantStore>().Create("Norchester", CancellationToken.None);
        var hub = new HubFixture(app, database, tenant, connectionString, log);
        foreach (var role in Enum.GetValues<Role>())
        {
            await hub.AddUser(tenant.Id, role, $"{role.Word()}@norchester.example");
        }
        return hub;
    }

    public Task AddUser(Id<Tenant> tenant, Role role, string email) =>
        People.Add(App.Services, tenant, $"An {role.Word()}", email, role);

    /// <summary>Nobody yet, with a jar for cookies.</summary>
    public HubClient Anonymous() => new(new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = Address });

    public Task<HubClient> SignIn(Role role = Role.Administrator) => SignIn($"{role.Word()}@norchester.example");

    public async Task<HubClient> SignIn(string email)
    {
        var client = Anonymous();
        client.Http.DefaultRequestHeaders.Add("X-Liaison", "1");
        var answer = await client.Post("/api/v1/session", new { email, password = Password });
        return answer.Status == 200 ? client : throw new InvalidOperationException($"{email} could not sign in: {answer.Text}");
    }

    /// <summary>A program with a key of these scopes.</summary>
    public async Task<HubClient> WithKey(params string[] scopes)
    {
        using var admin = await SignIn();
        var key = (await admin.Post("/api/v1/api-keys", new { name = "A program", scopes })).Json["key"]!.GetValue<string>();
        var client = Anonymous();
        client.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        await Database.DisposeAsync();
    }

    private sealed class LogBook(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
        public bool IsEnabled(LogLevel logLevel) => true;
        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel} {eventId.Id} {formatter(state, exception)} {exception}");
        public void Dispose() { }
    }
}

/// <summary>An answer, read.</summary>
public sealed record Answer(int Status, string Text, HttpResponseMessage Message)
{
    public JsonNode Json => JsonNode.Parse(Text)!;
    public string? Code => Text.StartsWith('{') ? Json["code"]?.GetValue<string>() : null;
    public int Version => Json["version"]!.GetValue<int>();
    public string Id => Json["id"]!.GetValue<string>();
}

/// <summary>Somebody who uses the API.</summary>
public sealed class HubClient(HttpClient http) : IDisposable
{
    public HttpClient Http => http;

    /// <summary>The session cookie as a browser would send it; null before signing in.</summary>
    public string? Cookie { get; private set; }

    public Task<Answer> Get(string path) => Send(HttpMethod.Get, path);
    public Task<Answer> Post(string path, object? body = null, string? idempotencyKey = null) => Send(HttpMethod.Post, path, body, idempotencyKey: idempotencyKey);
    public Task<Answer> Patch(string path, object body) => Send(HttpMethod.Patch, path, body);
    public Task<Answer> Put(string path, object body, int? version) => Send(HttpMethod.Put, path, body, version);
    public Task<Answer> Delete(string path, int? version = null) => Send(HttpMethod.Delete, path, null, version);

    public async Task<Answer> Send(HttpMethod method, string path, object? body = null, int? version = null, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = body as HttpContent ?? JsonContent.Create(body, options: new JsonSerializerOptions(JsonSerializerDefaults.Web));
        }
        if (version is { } seen)
        {
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{seen}\"");
        }
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }
        var answer = await http.SendAsync(request);
        if (answer.Headers.TryGetValues("Set-Cookie", out var cookies))
        {
            Cookie = cookies.First().Split(';')[0];
        }
        return new Answer((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer);
    }

    public void Dispose() => http.Dispose();
}
