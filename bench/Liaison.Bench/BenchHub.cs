using System.Text.Json.Nodes;
using Liaison.Core.Cases;
using Liaison.Core.Connecting;
using Liaison.Core.Mapping;
using Liaison.Core.Rules;
using Liaison.Core.Shared;
using Liaison.Hub.Connecting;
using Liaison.Hub.Hosting;
using Liaison.Hub.Road;
using Liaison.Storage.Configuration;
using Liaison.Storage.People;
using Npgsql;

namespace Liaison.Bench;

/// <summary>A whole hub in this process, on a private PostgreSQL in a temporary folder, with one connection to the sink.</summary>
internal sealed class BenchHub : IAsyncDisposable
{
    /// <summary>What the Confirm connector declares to do at once.</summary>
    public const int ConfirmAtOnce = 4;

    private static readonly Actor Bench = Actor.Liaison;
    private readonly TemporaryFolder folder;

    private BenchHub(TemporaryFolder folder, HubStore store, WebApplication app, Id<Tenant> tenant) => (this.folder, Store, App, Tenant) = (folder, store, app, tenant);

    public HubStore Store { get; }

    public WebApplication App { get; }

    public Id<Tenant> Tenant { get; }

    public Id<Template> Create { get; private set; }

    public Id<Template> Update { get; private set; }

    public CaseDesk Desk => App.Services.GetRequiredService<CaseDesk>();

    public static async Task<BenchHub> Start(Uri sink, bool workers = true)
    {
        var folder = new TemporaryFolder("bench");
        var options = new HubOptions { DataFolder = folder.Path, Database = Environment.GetEnvironmentVariable("LIAISON_DATABASE"), AllowInternalAddresses = true, Urls = $"http://127.0.0.1:{Liaison.Hub.Commands.Ports.FreeOr(0)}",
            Roles = new HashSet<string>(workers ? HubOptions.AllRoles : ["api"], StringComparer.Ordinal) };
        var store = await HubStore.Open(options, static _ => { }, CancellationToken.None);
        var app = HubHost.Build(options, store, new ConnectingOptions { AllowInternalAddresses = true, Assemblies = [typeof(SinkConnector).Assembly, System.Reflection.Assembly.Load("Liaison.Connectors")] },
            // Figures alone stand on the standard output; and that a file waits for its record is no news here.
            services => services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Liaison.Hub.Workers.Runner", LogLevel.Error)).Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
        var tenant = await app.Services.GetRequiredService<TenantStore>().Create("Bench", CancellationToken.None);
        var hub = new BenchHub(folder, store, app, tenant.Id);
        await hub.Configure(sink);
        await app.StartAsync();
        return hub;
    }

    public async Task<long> Count(string sql)
    {
        await using var connection = await Store.Database.OpenForAll(CancellationToken.None);
        await using var ask = new NpgsqlCommand(sql, connection);
        return (long)(await ask.ExecuteScalarAsync() ?? 0L);
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        await Store.DisposeAsync();
        folder.Dispose();
    }

    private async Task Configure(Uri sink)
    {
        var (services, none) = (App.Services, CancellationToken.None);
        var type = new CaseType("request", "Request", null,
            [new("summary", "Summary", FieldType.Text), new("description", "Description", FieldType.LongText), new("size", "Size", FieldType.Choice, Choices: [new("S", "Small"), new("L", "Large")])],
            [new("open", "Open", StatusKind.Initial), new("closed", "Closed", StatusKind.Final)], []);
        await services.GetRequiredService<CaseTypeStore>().Create(Tenant, type, Bench, none);
        var connections = services.GetRequiredService<ConnectionStore>();
        var connection = Done(await connections.Create(Tenant, "sink", "Sink", new JsonObject(), Bench, none));
        Done(await connections.Save(Tenant, connection, 1, new ConnectionContent("Sink", true, new JsonObject { ["address"] = sink.ToString() }, []), Bench, none));
        Done(await services.GetRequiredService<ReferenceStore>().Create(Tenant, connection, "record", "Record", Bench, none));
        Create = await Template(connection, "Create", TemplateKind.Create);
        Update = await Template(connection, "Update", TemplateKind.Update);
    }

    /// <summary>A connection to the Confirm stand-in, and a template that raises an enquiry.</summary>
    public async Task<Id<Template>> AddConfirm(Uri endpoint)
    {
        var connections = App.Services.GetRequiredService<ConnectionStore>();
        var confirm = Done(await connections.Create(Tenant, "confirm", "Confirm", new JsonObject(), Bench, CancellationToken.None));
        Done(await connections.Save(Tenant, confirm, 1, new ConnectionContent("Confirm", true, new JsonObject
        {
            ["endpoint"] = endpoint.ToString(), ["username"] = "LIAISON", ["password"] = "sandbox", ["tenantId"] = "Demo Council - Development", ["timezone"] = "Europe/London",
            ["setLoggedTime"] = true, ["cacheLookupsSeconds"] = 1800, ["timeoutSeconds"] = 60,
        }, ["password"]), Bench, CancellationToken.None));
        Done(await App.Services.GetRequiredService<ReferenceStore>().Create(Tenant, confirm, "enquiry", "Enquiry", Bench, CancellationToken.None));
        var raise = Done(await App.Services.GetRequiredService<TemplateStore>().Create(Tenant, new Template(default, confirm, "Raise", TemplateKind.Create, "Enquiry", "enquiry", true,
        [
            new(new RowSource(Text: "LG"), new RowTarget(Field: "ServiceCode")),
            new(new RowSource(Text: "SL"), new RowTarget(Field: "SubjectCode")),
            new(new RowSource(Fact: "case.values.description"), new RowTarget(Field: "EnquiryDescription")),
        ], 1), Bench, CancellationToken.None)).Id;
        // The hub hears of a change of settings from the database; what is asked for at once might come before.
        var setups = App.Services.GetRequiredService<Setups>();
        setups.ForgetAll();
        return raise;
    }

    public async Task RaiseOnCreate() => await App.Services.GetRequiredService<RuleStore>().Create(Tenant, new Rule(default, "request", "Raise", true, new Trigger(TriggerKind.Created), [],
        [new RuleAction(RuleActionKind.ApplyIntegration, TemplateId: Create)]), Bench, CancellationToken.None);

    private async Task<Id<Template>> Template(Id<Connection> connection, string name, TemplateKind kind) => Done(await App.Services.GetRequiredService<TemplateStore>().Create(Tenant, new Template(
        default, connection, name, kind, "Record", "record", true,
        [
            new(new RowSource(Fact: "case.values.summary"), new RowTarget(Field: "Summary")),
            new(new RowSource(Fact: "case.values.description"), new RowTarget(Field: "Description")),
            new(new RowSource(Fact: "case.values.size"), new RowTarget(Attribute: "SIZE")),
            new(new RowSource(Text: "{{ case.number }} of {{ person.fullName }}"), new RowTarget(Field: "Reference")),
            new(new RowSource(Fact: "case.dates.created"), new RowTarget(Field: "Created")),
            new(new RowSource(Text: "WEB"), new RowTarget(Field: "Method")),
        ], 1), Bench, CancellationToken.None)).Id;

    private static T Done<T>(Saved<T> saved) => saved is Saved<T>.Done done ? done.Value : throw new InvalidOperationException(saved.ToString());
}
