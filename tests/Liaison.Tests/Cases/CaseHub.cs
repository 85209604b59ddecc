using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Dapper;
using Liaison.Core.Cases;
using Liaison.Core.Connecting;
using Liaison.Core.Mapping;
using Liaison.Core.Rules;
using Liaison.Core.Shared;
using Liaison.Hub.Connecting;
using Liaison.Hub.Hosting;
using Liaison.Storage.Configuration;
using Liaison.Storage.People;
using Liaison.Tests.Hub;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Liaison.Tests.Cases;

/// <summary>A whole hub on a fresh database, with its workers, one tenant, a case type “pothole”, and a connection to a ledger of its own.</summary>
internal sealed class CaseHub : IAsyncDisposable
{
    public static readonly CaseType Pothole = new("pothole", "Pothole", "place",
        [
            new FieldDefinition("place", "Place", FieldType.Text, Required: true), new FieldDefinition("size", "Size", FieldType.Choice, Choices: [new Choice("L", "Large"), new Choice("S", "Small")]),
            new FieldDefinition("due", "Due", FieldType.Date), new FieldDefinition("officer", "Officer", FieldType.Text, MaxLength: 20),
        ],
        [new StatusDefinition("open", "Open", StatusKind.Initial), new StatusDefinition("closed", "Closed", StatusKind.Final)], [new CaseDate("due", "Due", "due")]);

    private readonly DirectoryInfo folder;
    private readonly HubStore store;

    private CaseHub(DirectoryInfo folder, HubStore store, WebApplication app, Tenant tenant) => (this.folder, this.store, App, Tenant) = (folder, store, app, tenant);

    public WebApplication App { get; }
    public Tenant Tenant { get; }
    public Connection Connection { get; private set; } = null!;
    public Ledger Ledger => Liaison.Tests.Cases.Ledger.Of(Tenant.Id.Value);
    public Template Create { get; private set; } = null!;
    public Template Update { get; private set; } = null!;
    public string Data => folder.FullName;

    public T Get<T>() where T : notnull => App.Services.GetRequiredService<T>();

    /// <param name="connectors">Ours too, beside the ledger.</param>
    public static async Task<CaseHub> Start(PostgresFixture postgres, bool workers = true, bool connectors = false)
    {
        var folder = Directory.CreateTempSubdirectory("liaison-cases-");
        var options = new HubOptions
        {
            DataFolder = folder.FullName, Database = await postgres.CreateDatabase(), Urls = "http://127.0.0.1:0", AllowInternalAddresses = true,
            Roles = new HashSet<string>(workers ? ["api", "worker"] : ["api"], StringComparer.Ordinal),
        };
        var store = await HubStore.Open(options, _ => { }, CancellationToken.None);
        var app = HubHost.Build(options, store, new ConnectingOptions
        {
            Assemblies = connectors ? [typeof(LedgerConnector).Assembly, typeof(Liaison.Connectors.Confirm.ConfirmConnector).Assembly] : [typeof(LedgerConnector).Assembly], AllowInternalAddresses = connectors,
        }, static services => services.AddLogging(static logging => logging.ClearProviders()));
        var hub = new CaseHub(folder, store, app, await app.Services.GetRequiredService<TenantStore>().Create("Norchester", CancellationToken.None));
        await hub.Get<UserStore>().Create(hub.Tenant.Id, "Ann Admin", "admin@norchester.example", Role.Administrator, HubFixture.Password, Actor.Liaison, CancellationToken.None);
        await hub.Get<CaseTypeStore>().Create(hub.Tenant.Id, Pothole, Actor.Liaison, CancellationToken.None);
        await hub.Connect();
        await app.StartAsync();
        return hub;
    }

    public async Task<HubClient> SignIn()
    {
        var client = Anonymous();
        client.Http.DefaultRequestHeaders.Add("X-Liaison", "1");
        Xunit.Assert.Equal(200, (await client.Post("/api/v1/session", new { email = "admin@norchester.example", password = HubFixture.Password })).Status);
        return client;
    }

    public HubClient Anonymous() =>
        new(new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = new Uri(App.Urls.Single()) });

    public async Task<string> Key(Id<Connection>? connection, params string[] scopes) =>
        ((Saved<(Storage.Secrets.ApiKey Key, ApiKeyView View)>.Done)await Get<ApiKeyStore>().Create(Tenant.Id, "A key", scopes, connection, Actor.Liaison, CancellationToken.None)).Value.Key.Text;

    public async Task<HubClient> WithKey(params string[] scopes)
    {
        var client = Anonymous();
        client.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await Key(null, scopes));
        return client;
    }

    public async Task<Template> Template(TemplateKind kind, string name, params MappingRow[] rows) => Done(await Get<TemplateStore>().Create(
        Tenant.Id, new Template(default, Connection.Id, name, kind, "Enquiry", "enquiry", true, rows, 0), Actor.Liaison, CancellationToken.None));

    public Task Rule(string name, Trigger when, params RuleAction[] actions) =>
        Get<RuleStore>().Create(Tenant.Id, new Rule(default, "pothole", name, true, when, [], actions), Actor.Liaison, CancellationToken.None);

    public RuleAction Apply(Template template) => new(RuleActionKind.ApplyIntegration, Connection.Id, template.Id);

    /// <summary>Creating a case raises an enquiry; a changed place is sent as an update.</summary>
    public async Task WithRules()
    {
        await Rule("Raise", new Trigger(TriggerKind.Created), Apply(Create));
        await Rule("Change", new Trigger(TriggerKind.FieldChanged, "place"), Apply(Update));
    }

    public async Task<T> Sql<T>(string sql, object? values = null)
    {
        await using var connection = await Get<Storage.Database>().OpenForAll(CancellationToken.None);
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

    public static MappingRow Row(string fact, string field) => new(new RowSource(Fact: fact), new RowTarget(Field: field));

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        await store.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private async Task Connect()
    {
        var connections = Get<ConnectionStore>();
        var id = Done(await connections.Create(Tenant.Id, "ledger", "The ledger", [], Actor.Liaison, CancellationToken.None));
        await connections.Save(Tenant.Id, id, 1, new ConnectionContent("The ledger", true, new JsonObject { ["ledger"] = Tenant.Id.Value }, []), Actor.Liaison, CancellationToken.None);
        Connection = (await connections.Open(Tenant.Id, id, CancellationToken.None))!;
        await Get<ReferenceStore>().Create(Tenant.Id, id, "enquiry", "Enquiry", Actor.Liaison, CancellationToken.None);
        Create = await Template(TemplateKind.Create, "Raise", new MappingRow(new RowSource(Text: "HM"), new RowTarget(Field: "Service")), Row("case.values.place", "Description"));
        Update = await Template(TemplateKind.Update, "Change", Row("case.values.place", "Description"));
    }

    private static T Done<T>(Saved<T> saved) => ((Saved<T>.Done)saved).Value;
}
