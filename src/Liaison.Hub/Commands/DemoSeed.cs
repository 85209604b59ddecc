using System.Text.Json;
using System.Text.Json.Nodes;
using Liaison.Core.Cases;
using Liaison.Core.Connecting;
using Liaison.Core.Flows;
using Liaison.Core.Mapping;
using Liaison.Core.Rules;
using Liaison.Core.Shared;
using Liaison.Hub.Connecting;
using Liaison.Storage.Configuration;
using Liaison.Storage.Flows;
using Liaison.Storage.People;

namespace Liaison.Hub.Commands;

/// <summary>Fills a fresh hub with the sample configuration: a case type, connections to the stand-ins, templates, rules and a call flow.</summary>
internal sealed class DemoSeed(
    ConnectionStore connections, ReferenceStore references, TemplateStore templates, CaseTypeStore caseTypes, RuleStore rules, ApiKeyStore keys, ConnectorCatalog connectors,
    IServiceProvider services)
{
    /// <summary>Where the samples lie.</summary>
    public static readonly string Samples = Path.Combine(AppContext.BaseDirectory, "samples");

    /// <param name="CentreKey">With which the sample's contact centre tells its facts.</param>
    public sealed record Seeded(Id<Connection> Connection, string PushKey, string ExternalSystemNumber, string CentreKey);

    public const string CaseType = "service-request";

    public static string CasesFile => Path.Combine(Samples, "cases.csv");

    public async Task<Seeded> Fill(Id<Tenant> tenant, Uri sandbox, string hub, CancellationToken cancel)
    {
        foreach (var type in Parts(await Read("case-types.json", cancel)))
        {
            Done(await caseTypes.Create(tenant, Json.Read<CaseType>(type.ToJsonString()), Actor.Liaison, cancel));
        }
        var sample = At(await Read("connection.json", cancel), sandbox);
        var settings = sample["settings"]!.DeepClone().AsObject();
        var kind = sample["kind"]!.GetValue<string>();
        var declaration = connectors.Find(kind) ?? throw new CommandException($"The sample needs the connector “{kind}”, which this hub does not offer.");
        var name = sample["name"]!.GetValue<string>();
        var connection = Done(await connections.Create(tenant, kind, name, new JsonObject(), Actor.Liaison, cancel));
        var external = settings["externalSystemNumber"]!.GetValue<string>();
        Done(await connections.Save(tenant, connection, 1, new ConnectionContent(name, true, settings, [.. SettingsForm.SecretsOf(declaration.Settings)]), Actor.Liaison, cancel));
        foreach (var reference in sample["references"]!.AsArray())
        {
            Done(await references.Create(tenant, connection, reference!["name"]!.GetValue<string>(), reference["label"]!.GetValue<string>(), Actor.Liaison, cancel));
        }
        var ids = await Templates(tenant, connection, cancel);
        foreach (var rule in Parts(await Read("rules.json", cancel)))
        {
            await Rule(tenant, connection, rule.AsObject(), ids, cancel);
        }
        var key = Done(await keys.Create(tenant, "Confirm CRM Agent", ["integration"], connection, Actor.Liaison, cancel));
        var seed = ActivatorUtilities.CreateInstance<ConversationSeed>(services);
        var salesforce = await seed.Fill(tenant, At(await Read("salesforce.json", cancel), sandbox), hub, cancel);
        await seed.Fill(tenant, At(await Read("dynamics.json", cancel), sandbox), hub, cancel);
        await seed.Fill(tenant, At(await Read("kustomer.json", cancel), sandbox), hub, cancel);
        await ActivatorUtilities.CreateInstance<FeedSeed>(services).Fill(tenant, At(await Read("virtual-observer.json", cancel), sandbox), sandbox, cancel);
        await Flow(tenant, salesforce, cancel);
        var centre = Done(await keys.Create(tenant, "Contact centre (sample)", ["sessions:write", "lookups"], null, Actor.Liaison, cancel));
        return new Seeded(connection, key.Key.Text, external, centre.Key.Text);
    }

    /// <summary>A sample with the stand-ins' real address in it.</summary>
    internal static JsonObject At(JsonNode sample, Uri sandbox) =>
        JsonNode.Parse(sample.ToJsonString().Replace("http://127.0.0.1:8090", sandbox.ToString().TrimEnd('/'), StringComparison.Ordinal))!.AsObject();

    private async Task<Dictionary<string, Id<Template>>> Templates(Id<Tenant> tenant, Id<Connection> connection, CancellationToken cancel)
    {
        var ids = new Dictionary<string, Id<Template>>(StringComparer.Ordinal);
        foreach (var sample in Parts(await Read("templates.json", cancel)).Select(t => t.AsObject()))
        {
            var symbol = sample["id"]!.GetValue<string>();
            (sample["id"], sample["connectionId"], sample["connection"]) = (null, null, connection.Value);
            sample["id"] = "tpl_00000000000000000000000000";
            sample["version"] ??= 1;
            ids[symbol] = Done(await templates.Create(tenant, Json.Read<Template>(sample.ToJsonString()), Actor.Liaison, cancel)).Id;
        }
        return ids;
    }

    private async Task Rule(Id<Tenant> tenant, Id<Connection> connection, JsonObject rule, Dictionary<string, Id<Template>> ids, CancellationToken cancel)
    {
        rule["id"] = "rul_00000000000000000000000000";
        foreach (var action in rule["actions"]!.AsArray().Select(a => a!.AsObject()).Where(a => a["templateId"] is not null))
        {
            (action["connectionId"], action["templateId"]) = (connection.Value, ids[action["templateId"]!.GetValue<string>()].Value);
        }
        await rules.Create(tenant, Json.Read<Rule>(rule.ToJsonString()), Actor.Liaison, cancel);
    }

    /// <summary>The sample's call flow, published.</summary>
    private async Task Flow(Id<Tenant> tenant, Id<Connection> salesforce, CancellationToken cancel)
    {
        var flows = services.GetRequiredService<FlowStore>();
        var flow = Json.Read<CallFlow>((await Read("flow.json", cancel)).ToJsonString().Replace("SALESFORCE", salesforce.Value, StringComparison.Ordinal));
        var id = Done(await flows.Create(tenant, flow, Actor.Liaison, cancel));
        Done(await flows.Publish(tenant, id, 1, "The sample.", Actor.Liaison, cancel));
    }

    internal static async Task<JsonNode> Read(string file, CancellationToken cancel)
    {
        await using var stream = File.OpenRead(Path.Combine(Samples, file));
        return await JsonNode.ParseAsync(stream, cancellationToken: cancel) ?? throw new CommandException($"The sample {file} is empty.");
    }

    private static IEnumerable<JsonNode> Parts(JsonNode list) => (list is JsonArray array ? array : list["items"]!.AsArray()).Select(part => part!);

    private static T Done<T>(Saved<T> saved) => saved is Saved<T>.Done done ? done.Value : throw new CommandException($"The sample configuration could not be stored: {saved}");
}
