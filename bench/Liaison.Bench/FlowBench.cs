using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Liaison.Core.Connecting;
using Liaison.Core.Flows;
using Liaison.Core.Flows.Nodes;
using Liaison.Core.Identification;
using Liaison.Core.Shared;
using Liaison.Storage.Flows;
using Liaison.Storage.Configuration;
using Liaison.Storage.People;

namespace Liaison.Bench;

/// <summary>Call flows without the other systems' time: what the walk through one costs beside code that does the same by hand, and runs over the hub's API, each kept in the database.</summary>
internal static class FlowBench
{
    private const int Callers = 16;
    private const string Crm = "con_00000000000000000000000000";
    private static readonly FoundRecord Person = new("Contact", "003", "Ann Smith", new Dictionary<string, string> { ["Name"] = "Ann Smith", ["Tier"] = "gold", ["Email"] = "ann@smith.example" });
    private static readonly FoundRecord[] Cases = [.. Enumerable.Range(1, 3).Select(n => new FoundRecord("Case", $"500{n}", $"0000{n}", new Dictionary<string, string> { ["CaseNumber"] = $"0000{n}" }))];
    private static readonly Identified Known = Identified.Of(Person, "The very number.");

    public static async Task Run()
    {
        await Walk();
        await Api();
    }

    /// <summary>Nine nodes: a lookup, a query, a branch, variables, a split, a priority, a queue.</summary>
    private static CallFlow Flow(bool asking) => new()
    {
        Name = "Main number",
        Nodes =
        [
            Node("start", new StartNode(), ("next", asking ? "who" : "set")),
            Node("who", new CustomerLookupNode { ConnectionId = Crm, Items = new Dictionary<string, string> { ["name"] = "Name", ["tier"] = "Tier", ["email"] = "Email" }, OpenRecord = true }, ("match", "cases"), ("noMatch", "queue")),
            Node("cases", new AdvancedLookupNode { ConnectionId = Crm, Take = "all", Items = new Dictionary<string, string> { ["cases"] = "CaseNumber" }, Query = new RecordQuery("Case", ["CaseNumber"], new QueryCondition.Free("Contact.Email = '{{ items.email }}'")) }, ("multiple", "split"), ("none", "set")),
            Node("split", new CoalesceNode { From = "items.cases", Items = ["case"], Rest = "others" }, ("next", "set"), ("empty", "set")),
            Node("set", new SetItemsNode { Items = new Dictionary<string, string> { ["greeting"] = "Hello {{ name | default:'there' }}, you call {{SYSTEM.DialledNumber}}" } }, ("next", "branch")),
            Node("branch", new BranchNode { Cases = [new BranchCase("case1") { All = [new FlowCondition("{{items.tier}}", "equals", "gold"), new FlowCondition("{{items.cases}}", "isNotEmpty")] }] }, ("case1", "urgent"), ("otherwise", "queue")),
            Node("urgent", new PriorityNode { Priority = 8 }, ("next", "queue")),
            Node("queue", new QueueNode { Queue = "Support {{tier}}" }, ("next", "end")),
            Node("end", new EndNode()),
        ],
    };

    private static PlacedNode Node(string id, FlowNode node, params (string Port, string To)[] exits) => new(id, node) { Exits = exits.ToDictionary(e => e.Port, e => e.To, StringComparer.Ordinal) };

    private static async Task Walk()
    {
        var systems = new FlowSystems(
            static (_, _) => Task.FromResult(new PersonAnswer(Known, "live")),
            static (question, _) => Task.FromResult(Answer(question.Facts["items.email"] ?? "")),
            static (_, found) => "https://crm.example/" + found.Record);
        var (flow, facts) = (Flow(asking: true), new Dictionary<string, string> { ["session.ani"] = "+442079460777", ["session.dnis"] = "+442079460000", ["customer.phone"] = "+442079460777" });
        async Task<string> ByFlow() => (await new FlowWalk(flow, systems, TimeProvider.System).Begin(facts, new Dictionary<string, string>(), CancellationToken.None)).Queue!;
        var (walked, plain) = (0.0, 0.0);
        for (var round = 0; round < 6; round++)
        {
            // The first round warms both up.
            var (a, b) = (await PerSecond(ByFlow), await PerSecond(() => ByHand(facts)));
            (walked, plain) = round == 0 ? (0, 0) : (Math.Max(walked, a), Math.Max(plain, b));
        }
        new Figure("flow_walks_per_second", walked, "runs/s", null, walked / plain).Say();
        new Figure("flow_walk_by_hand_per_second", plain, "runs/s").Say();
    }

    /// <summary>The same as the flow, written down: what a programmer would do, with an explanation of each step and all that is needed to go on later.</summary>
    private static async Task<string> ByHand(Dictionary<string, string> facts)
    {
        var (items, path) = (new Dictionary<string, string>(StringComparer.Ordinal), new List<string> { "The contact arrived." });
        var found = await Task.FromResult(Known).WaitAsync(TimeSpan.FromSeconds(2));
        foreach (var (name, field) in new[] { ("name", "Name"), ("tier", "Tier"), ("email", "Email") })
        {
            items[name] = found.Chosen!.Values[field];
        }
        path.Add(found.Why);
        var cases = await Task.FromResult(Answer(items["email"])).WaitAsync(TimeSpan.FromSeconds(2));
        items["cases"] = cases.Values["CaseNumber"];
        path.Add(cases.Why);
        var values = Csv.Split(items["cases"]);
        (items["case"], items["others"]) = (values[0], Csv.Line(values.Skip(1)));
        items["greeting"] = $"Hello {items["name"]}, you call {facts["session.dnis"]}";
        path.Add($"Set: greeting is {items["greeting"]}");
        var priority = items["tier"] == "gold" && items["cases"].Length > 0 ? 8 : 5;
        path.Add($"The priority is {priority}.");
        var queue = "Support " + items["tier"];
        path.Add($"The contact goes to {queue}.");
        return path.Count > 5 ? queue : "";
    }

    private static RecordsAnswer Answer(string email) => new(RecordsFound.Multiple, new Dictionary<string, string> { ["CaseNumber"] = Csv.Line(Cases.Select(c => c.Values["CaseNumber"])) }, Cases, $"3 records of {email}.");

    private static async Task<double> PerSecond(Func<Task<string>> run)
    {
        const int Count = 40_000;
        var clock = Stopwatch.StartNew();
        for (var n = 0; n < Count; n++)
        {
            if (await run() != "Support gold")
            {
                throw new InvalidOperationException("A run came to something else.");
            }
        }
        return Count / clock.Elapsed.TotalSeconds;
    }

    /// <summary>Runs over HTTP by many callers: the flow chosen by the number dialled, gone through, and kept on disk before it is answered.</summary>
    private static async Task Api()
    {
        await using var hub = await BenchHub.Start(new Uri("http://127.0.0.1:9/"));
        var flows = hub.App.Services.GetRequiredService<FlowStore>();
        var flow = Flow(asking: false) with { Match = new FlowMatch { Dnis = ["+442079460000"] } };
        var id = ((Saved<Id<CallFlow>>.Done)await flows.Create(hub.Tenant, flow, Actor.Liaison, CancellationToken.None)).Value;
        await flows.Publish(hub.Tenant, id, 1, "", Actor.Liaison, CancellationToken.None);
        hub.App.Services.GetRequiredService<Liaison.Hub.Road.Setups>().ForgetAll();
        using var api = await hub.Api("lookups");
        await Callings(api, TimeSpan.FromSeconds(3));
        var (took, seconds) = await Callings(api, TimeSpan.FromSeconds(8));
        new Figure("flow_runs_per_second", took.Count / seconds, "runs/s").Say();
        new Figure("flow_run_p50", took.At(0.5), "ms").Say();
        new Figure("flow_run_p99", took.At(0.99), "ms").Say();
        var kept = await hub.Count("select count(*) from flow_runs");
        new Figure("flow_runs_not_kept", Math.Max(0, took.Count - kept), "runs", "= 0").Say();
    }

    private static async Task<(Durations Took, double Seconds)> Callings(HttpClient api, TimeSpan life)
    {
        var (took, clock) = (new Durations(), Stopwatch.StartNew());
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            while (clock.Elapsed < life)
            {
                var began = Stopwatch.GetTimestamp();
                using var answer = await api.PostAsJsonAsync(new Uri("/api/v1/flow-runs", UriKind.Relative), new { facts = new { ani = "+442079460777", dnis = "+442079460000", channel = "voice", items = new { tier = "gold", cases = "1", name = "Ann" } } });
                var said = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
                if (said.GetProperty("queue").GetString() != "Support gold")
                {
                    throw new InvalidOperationException($"A run came to something else: {said}");
                }
                took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
        })));
        return (took, clock.Elapsed.TotalSeconds);
    }
}
