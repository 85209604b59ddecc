using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Liaison.Core.Cases;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Mapping;
using Liaison.Core.Rules;
using Liaison.Core.Shared;
using Liaison.Hub.Hosting;
using Liaison.Hub.Road;
using Liaison.Storage.Configuration;
using Liaison.Storage.People;
using Liaison.Tests.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Npgsql;
using Xunit;

namespace Liaison.Tests.Road;

/// <summary>A whole hub on a real database, joined to a Confirm stand-in of its own; only the waits between attempts are short.</summary>
public sealed class RoadFixture : IAsyncDisposable
{
    public static readonly RetrySchedule Hasty = new([.. Enumerable.Repeat(TimeSpan.FromMilliseconds(20), 9)], 0, TimeSpan.FromSeconds(2));
    private readonly TemporaryFolder folder = new("road");
    private HubStore? store;

    private RoadFixture(ConfirmSandbox sandbox) => Sandbox = sandbox;

    public ConfirmSandbox Sandbox { get; }

    public WebApplication App { get; private set; } = null!;

    public Id<Tenant> Tenant { get; private set; }

    public Id<Connection> Connection { get; private set; }

    public Id<Template> Create { get; private set; }

    public Id<Template> Update { get; private set; }

    public CaseDesk Desk => App.Services.GetRequiredService<CaseDesk>();

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<RoadFixture> Start(PostgresFixture postgres, RetrySchedule? schedule = null, bool workers = true)
    {
        var road = new RoadFixture(await ConfirmSandbox.Start(TimeProvider.System));
        var options = new HubOptions
        {
            DataFolder = road.folder.Path, Database = await postgres.CreateHubDatabase(), AllowInternalAddresses = true, Urls = "http://127.0.0.1:0", StopGrace = TimeSpan.FromSeconds(5),
            Roles = new HashSet<string>(workers ? HubOptions.AllRoles : ["api"], StringComparer.Ordinal),
        };
        road.store = await HubStore.Open(options, static _ => { }, Cancel);
        road.App = HubHost.Build(options, road.store, more: services => services.AddLogging(static logging => logging.SetMinimumLevel(LogLevel.Error)).Replace(ServiceDescriptor.Singleton(schedule ?? Hasty)));
        await road.Configure();
        await road.App.StartAsync(Cancel);
        return road;
    }

    public async Task<Case> Open(string description = "A lamp is out", string news = "") =>
        Assert.IsType<CaseOutcome.Saved>(await Desk.Open(Tenant, new Origin("Ann"), new NewCase("request", new Dictionary<string, string?> { ["description"] = description, ["news"] = news }), Cancel)).Case;

    public async Task<CaseOutcome> Change(Case subject, string field, string? value) =>
        await Desk.Change(Tenant, new Origin("Ann"), subject.Id, _ => new CaseEdit(new Dictionary<string, string?> { [field] = value }), null, Cancel);

    public async Task Rule(TriggerKind on, params RuleAction[] actions) => await App.Services.GetRequiredService<RuleStore>().Create(
        Tenant, new Rule(default, "request", $"On {on}", true, new Trigger(on), [], actions), Actor.Liaison, Cancel);

    public RuleAction Apply(Id<Template> template) => new(RuleActionKind.ApplyIntegration, Connection, template);

    public async Task<Id<Template>> Template(string name, TemplateKind kind, params MappingRow[] rows) => Done(await App.Services.GetRequiredService<TemplateStore>().Create(
        Tenant, new Template(default, Connection, name, kind, "Enquiry", "enquiry", true, rows, 1), Actor.Liaison, Cancel)).Id;

    public static MappingRow Out(string field, string text) => new(new RowSource(Text: text), new RowTarget(Field: field));

    public static MappingRow In(string record, string caseField) => new(new RowSource(Record: record), new RowTarget(CaseField: caseField));

    public async Task Settings(Action<JsonObject> change)
    {
        var connections = App.Services.GetRequiredService<ConnectionStore>();
        var current = (await connections.Open(Tenant, Connection, Cancel))!;
        var settings = JsonNode.Parse(current.Settings)!.AsObject();
        change(settings);
        Done(await connections.Save(Tenant, Connection, current.Version, new ConnectionContent(current.Name, true, settings, ["password"]), Actor.Liaison, Cancel));
    }

    public async Task Fault(object fault) => (await Sandbox.Http.PostAsJsonAsync("/confirm/faults", fault, Cancel)).EnsureSuccessStatusCode();

    public async Task NoFaults() => (await Sandbox.Http.DeleteAsync(new Uri("/confirm/faults", UriKind.Relative), Cancel)).EnsureSuccessStatusCode();

    public async Task<JsonElement> Vendor(string path) => await Sandbox.Http.GetFromJsonAsync<JsonElement>($"/confirm/control/{path}", Cancel);

    public async Task<T> Ask<T>(string sql, params object[] values)
    {
        await using var connection = await store!.Database.OpenForAll(Cancel);
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }
        return (T)(await command.ExecuteScalarAsync(Cancel))!;
    }

    /// <summary>Waits until so many deliveries are in a state.</summary>
    public async Task Until(DeliveryState state, long count = 1)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (await Ask<long>("select count(*) from deliveries where state = $1", (int)state) < count)
        {
            if (limit.IsCancellationRequested)
            {
                Assert.Fail($"Waited in vain for {count} × {state}; the deliveries are: {await Ask<string>("select coalesce(string_agg(id || ' ' || kind || ' ' || state || ' ' || coalesce(fault::text, ''), E'\n'), 'none') from deliveries")}");
            }
            await tick.WaitForNextTickAsync(Cancel);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync(CancellationToken.None);
        await App.DisposeAsync();
        await store!.DisposeAsync();
        await Sandbox.DisposeAsync();
        folder.Dispose();
    }

    private async Task Configure()
    {
        var services = App.Services;
        Tenant = (await services.GetRequiredService<TenantStore>().Create("Road", Cancel)).Id;
        await services.GetRequiredService<CaseTypeStore>().Create(Tenant, new CaseType("request", "Request", null,
            [
                new("description", "Description", FieldType.LongText), new("news", "News", FieldType.Text), new("status_there", "Status there", FieldType.Text),
                new("subject_there", "Subject there", FieldType.Text), new("number_there", "Number there", FieldType.Number, MaxLength: 8), new("size", "Size", FieldType.Choice, Choices: [new("S", "Small")]),
            ], [new("open", "Open", StatusKind.Initial), new("closed", "Closed", StatusKind.Final)], []), Actor.Liaison, Cancel);
        var connections = services.GetRequiredService<ConnectionStore>();
        Connection = Done(await connections.Create(Tenant, "confirm", "Confirm", new JsonObject(), Actor.Liaison, Cancel));
        await Settings(s =>
        {
            (s["endpoint"], s["username"], s["password"]) = (new Uri(Sandbox.Address, ConfirmSandbox.Path).ToString(), "LIAISON", "sandbox");
            (s["tenantId"], s["externalSystemNumber"], s["timezone"], s["setLoggedTime"], s["cacheLookupsSeconds"]) = (ConfirmSandbox.Tenant, "7", "Europe/London", true, 600);
        });
        Done(await services.GetRequiredService<ReferenceStore>().Create(Tenant, Connection, "enquiry", "Enquiry number", Actor.Liaison, Cancel));
        Create = await Template("Raise", TemplateKind.Create, Out("ServiceCode", "LG"), Out("SubjectCode", "SL"), Out("EnquiryDescription", "{{ case.values.description }}"));
        Update = await Template("Tell", TemplateKind.Update, Out("StatusLogNotes", "{{ case.values.news }}"));
    }

    private static T Done<T>(Saved<T> saved) => Assert.IsType<Saved<T>.Done>(saved).Value;
}
