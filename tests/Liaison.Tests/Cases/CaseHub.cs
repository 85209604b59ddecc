using System.Text.Json.Nodes;
using Liaison.Core.Cases;
using Liaison.Core.Connecting;
using Liaison.Core.Mapping;
using Liaison.Core.Rules;
using Liaison.Core.Shared;
using Liaison.Hub.Connecting;
using Liaison.Storage.Configuration;
using Liaison.Storage.People;
using Liaison.Tests.Hub;

namespace Liaison.Tests.Cases;

/// <summary>A whole hub on a fresh database, with its workers, one tenant, a case type “pothole”, and a connection to a ledger of its own.</summary>
internal sealed class CaseHub : WholeHub
{
    public static readonly CaseType Pothole = new("pothole", "Pothole", "place",
        [
            new FieldDefinition("place", "Place", FieldType.Text, Required: true), new FieldDefinition("size", "Size", FieldType.Choice, Choices: [new Choice("L", "Large"), new Choice("S", "Small")]),
            new FieldDefinition("due", "Due", FieldType.Date), new FieldDefinition("officer", "Officer", FieldType.Text, MaxLength: 20),
        ],
        [new StatusDefinition("open", "Open", StatusKind.Initial), new StatusDefinition("closed", "Closed", StatusKind.Final)], [new CaseDate("due", "Due", "due")]);

    private CaseHub(OpenHub open) : base(open)
    {
    }

    public Connection Connection { get; private set; } = null!;
    public Ledger Ledger => Liaison.Tests.Cases.Ledger.Of(Tenant.Id.Value);
    public Template Create { get; private set; } = null!;
    public Template Update { get; private set; } = null!;
    public string Data => Folder.FullName;

    /// <param name="connectors">Ours too, beside the ledger.</param>
    public static async Task<CaseHub> Start(PostgresFixture postgres, bool workers = true, bool connectors = false)
    {
        var hub = new CaseHub(await Open(postgres, new ConnectingOptions
        {
            Assemblies = connectors ? [typeof(LedgerConnector).Assembly, typeof(Liaison.Connectors.Confirm.ConfirmConnector).Assembly] : [typeof(LedgerConnector).Assembly], AllowInternalAddresses = connectors,
        }, workers ? ["api", "worker"] : ["api"]));
        await hub.Get<CaseTypeStore>().Create(hub.Tenant.Id, Pothole, Actor.Liaison, CancellationToken.None);
        await hub.Connect();
        await hub.App.StartAsync();
        return hub;
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

    public static MappingRow Row(string fact, string field) => new(new RowSource(Fact: fact), new RowTarget(Field: field));

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
