using System.Text.Json.Nodes;
using Liaison.Core.Cases;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Mapping;
using Liaison.Core.Rules;
using Liaison.Core.Shared;
using Liaison.Hub.Connecting;
using Liaison.Hub.Hosting;
using Liaison.Storage.Configuration;
using Liaison.Storage.People;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Liaison.Tests.Crash;

/// <summary>A database on which one hub after the other, or several at once, may live and die.</summary>
internal sealed class CrashSite : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new("crash");
    private readonly List<CrashHub> hubs = [];

    private CrashSite(string database) => Database = database;

    public string Database { get; }

    public Id<Tenant> Tenant { get; private set; }

    public Register Register => Register.Of(Tenant.Value);

    public static async Task<CrashSite> Start(PostgresFixture postgres)
    {
        var site = new CrashSite(await postgres.CreateHubDatabase());
        await using var store = await HubStore.Open(site.Options(site.Database), static _ => { }, CancellationToken.None);
        await using var app = HubHost.Build(site.Options(site.Database), store, new ConnectingOptions { Assemblies = [typeof(RegisterConnector).Assembly] });
        await site.Configure(app.Services);
        return site;
    }

    /// <summary>Another hub on the same database.</summary>
    public async Task<CrashHub> Hub(Life life)
    {
        var hub = await CrashHub.Start(this, life);
        hubs.Add(hub);
        return hub;
    }

    public HubOptions Options(string database) => new()
    {
        DataFolder = folder.Path, Database = database, Urls = "http://127.0.0.1:0", StopGrace = TimeSpan.Zero, AllowInternalAddresses = true, Roles = new HashSet<string>(["api", "worker"], StringComparer.Ordinal),
    };

    /// <summary>The time of a lease has gone by without a sign of life from anybody.</summary>
    public async Task LeasesRunOut()
    {
        await using var connection = new NpgsqlConnection(Database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("""
            set liaison.tenant = '*';
            do $$ begin
              if to_regclass('workers') is null then update deliveries set lease_until = 'epoch' where state = 1;
              else execute 'update workers set alive_until = ''epoch'''; end if;
            end $$
            """, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(hubs.Select(hub => hub.DisposeAsync().AsTask()));
        folder.Dispose();
    }

    private async Task Configure(IServiceProvider services)
    {
        var who = Actor.Liaison;
        Tenant = (await services.GetRequiredService<TenantStore>().Create("Crash", CancellationToken.None)).Id;
        await services.GetRequiredService<CaseTypeStore>().Create(Tenant, new CaseType("request", "Request", null, [new("text", "Text", FieldType.Text)], [new("open", "Open", StatusKind.Initial)], []), who, CancellationToken.None);
        var connections = services.GetRequiredService<ConnectionStore>();
        var connection = Done(await connections.Create(Tenant, "register", "Register", [], who, CancellationToken.None));
        Done(await connections.Save(Tenant, connection, 1, new ConnectionContent("Register", true, new JsonObject { ["register"] = Tenant.Value }, []), who, CancellationToken.None));
        Done(await services.GetRequiredService<ReferenceStore>().Create(Tenant, connection, "enquiry", "Enquiry", who, CancellationToken.None));
        foreach (var (kind, trigger) in new[] { (TemplateKind.Create, new Trigger(TriggerKind.Created)), (TemplateKind.Update, new Trigger(TriggerKind.FieldChanged, "text")) })
        {
            var template = Done(await services.GetRequiredService<TemplateStore>().Create(Tenant, new Template(default, connection, $"{kind}", kind, "Enquiry", "enquiry", true,
                [new MappingRow(new RowSource(Fact: "case.values.text"), new RowTarget(Field: "Text"))], 1), who, CancellationToken.None));
            await services.GetRequiredService<RuleStore>().Create(Tenant, new Rule(default, "request", $"{kind}", true, trigger, [], [new RuleAction(RuleActionKind.ApplyIntegration, connection, template.Id)]), who, CancellationToken.None);
        }
    }

    private static T Done<T>(Saved<T> saved) => Assert.IsType<Saved<T>.Done>(saved).Value;
}
