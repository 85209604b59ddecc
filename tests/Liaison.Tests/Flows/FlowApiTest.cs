using System.Text.Json.Nodes;
using Dapper;
using Liaison.Storage;
using Liaison.Storage.People;
using Liaison.Tests.Cases;
using Liaison.Tests.Hub;
using Liaison.Tests.Sessions;
using Xunit;

namespace Liaison.Tests.Flows;

/// <summary>Call flows over the API: drafts, publishing, going back, and runs that wait while processes come and go.</summary>
public sealed class FlowApiTest(PostgresFixture postgres)
{
    private static object Node(string id, object node, object? exits = null, string label = "") => new { id, label, node, exits = exits ?? new { } };

    private static object Flow(string name, object? match, params object[] nodes) => new { name, match = match ?? new { }, nodes };

    private static object ToQueue(string name, string queue, object? match = null) => Flow(name, match, Node("s", new { kind = "start" }, new { next = "q" }), Node("q", new { kind = "queue", queue }, new { next = "e" }), Node("e", new { kind = "end" }));

    private static object Pin(string name = "PIN") => Flow(name, null,
        Node("s", new { kind = "start" }, new { next = "c" }), Node("c", new { item = "pin", prompt = "Your PIN, please", minDigits = 4, maxDigits = 4, kind = "collectCode" }, new { collected = "q", none = "e" }),
        Node("q", new { kind = "queue", queue = "VIP {{pin}}", skills = new[] { "pl" } }, new { next = "e" }), Node("e", new { kind = "end" }));

    [Fact, Trait("row", "A122"), Trait("row", "A126")]
    public async Task Every_kind_of_node_is_offered_with_its_ports_and_its_form()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        using var admin = await hub.SignIn();
        var nodes = (await admin.Get("/api/v1/flow-nodes")).Json["items"]!.AsArray();
        Assert.Equal(["start", "customerLookup", "advancedLookup", "branch", "setItems", "coalesce", "collectCode", "queue", "priority", "end"], nodes.Select(n => (string?)n!["kind"]));
        var lookup = nodes.Single(n => (string?)n!["kind"] == "customerLookup")!;
        Assert.Equal(["match", "several", "noMatch"], lookup["ports"]!.AsArray().Select(p => (string?)p!["name"]));
        // The only connection here is one that cannot be searched for people.
        Assert.Empty(lookup["form"]!.AsArray().Single(f => (string?)f!["type"] == "connection")!["choices"]!.AsArray());
        Assert.All(nodes.SelectMany(n => n!["form"]!.AsArray()), f => Assert.True(((string)f!["help"]!).Length > 10, f.ToJsonString()));
    }

    [Fact, Trait("row", "A122")]
    public async Task A_draft_is_published_changed_published_again_and_an_earlier_version_put_back_to_work()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        using var admin = await hub.SignIn();
        using var centre = await hub.WithKey("lookups");
        async Task<string?> Queue() => (string?)(await centre.Post("/api/v1/flow-runs", new { facts = new { ani = "+442079460777", channel = "voice" } })).Json["queue"];

        var made = await admin.Post("/api/v1/flows", ToQueue("Main number", "One"));
        Assert.True(made.Status == 201, made.Text);
        var path = $"/api/v1/flows/{made.Id}";
        Assert.Equal((true, true), (made.Json["published"] is null, (bool)made.Json["changedSincePublished"]!));
        Assert.Equal("noFlow", (string?)(await centre.Post("/api/v1/flow-runs", new { })).Json["status"]);
        Assert.Equal(409, (await admin.Post("/api/v1/flows", ToQueue("MAIN number", "One"))).Status);

        var first = await admin.Send(HttpMethod.Post, path + "/publish", new { note = "The first" }, made.Version);
        Assert.True(first.Status == 200, first.Text);
        Assert.Equal((1, false, "Ann Admin"), ((int)first.Json["published"]!["version"]!, (bool)first.Json["changedSincePublished"]!, (string?)first.Json["published"]!["by"]));
        Assert.Equal("One", await Queue());
        Assert.Equal(412, (await admin.Put(path, ToQueue("Main number", "Two"), made.Version)).Status);
        Assert.Equal(428, (await admin.Put(path, ToQueue("Main number", "Two"), null)).Status);
        var second = await admin.Put(path, ToQueue("Main number", "Two"), first.Version);
        Assert.True((bool)second.Json["changedSincePublished"]!);
        Assert.Equal("One", await Queue());
        second = await admin.Send(HttpMethod.Post, path + "/publish", new { note = "The second" }, second.Version);
        Assert.Equal("Two", await Queue());

        var back = await admin.Send(HttpMethod.Post, path + "/rollback", new { version = 1 }, second.Version);
        Assert.Equal((1, true), ((int)back.Json["published"]!["version"]!, (bool)back.Json["changedSincePublished"]!));
        Assert.Equal("One", await Queue());
        Assert.Equal("no-such-version", (await admin.Send(HttpMethod.Post, path + "/rollback", new { version = 9 }, back.Version)).Code);
        var versions = (await admin.Get(path + "/versions")).Json["items"]!.AsArray();
        Assert.Equal([(2, "The second", false), (1, "The first", true)], versions.Select(v => ((int)v!["version"]!, (string)v["note"]!, (bool)v["current"]!)));
        Assert.Contains("Two", (await admin.Get(path + "/versions/2")).Text, StringComparison.Ordinal);
        Assert.Equal(404, (await admin.Get(path + "/versions/3")).Status);
        var audited = (await admin.Get("/api/v1/audit")).Text;
        Assert.All(new[] { "flow.created", "flow.changed", "flow.published", "flow.rolledBack" }, action => Assert.Contains(action, audited, StringComparison.Ordinal));

        Assert.Equal(204, (await admin.Delete(path, back.Version)).Status);
        Assert.Equal("noFlow", (string?)(await centre.Post("/api/v1/flow-runs", new { })).Json["status"]);
        var runs = (await admin.Get($"/api/v1/flow-runs?flow={made.Id}&limit=2")).Json;
        Assert.Equal(["One", "Two"], runs["items"]!.AsArray().Select(r => (string?)r!["queue"]));
        Assert.Equal(["One", "One"], (await admin.Get($"/api/v1/flow-runs?flow={made.Id}&after={runs["next"]}")).Json["items"]!.AsArray().Select(r => (string?)r!["queue"]));
    }

    [Fact, Trait("row", "A134"), Trait("row", "A122")]
    public async Task A_draft_may_be_unfinished_but_what_could_not_work_is_not_published()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        using var admin = await hub.SignIn();
        var made = await admin.Post("/api/v1/flows", Flow("Half", null, Node("s", new { kind = "start" }, new { next = "a" }), Node("a", new { kind = "advancedLookup", withinMs = 2000 }), Node("b", new { kind = "customerLookup", by = "item" })));
        Assert.True(made.Status == 201, made.Text);
        var refused = await admin.Send(HttpMethod.Post, $"/api/v1/flows/{made.Id}/publish", new { }, made.Version);
        Assert.Equal((422, "invalid-flow"), (refused.Status, refused.Code));
        var problems = refused.Json["problems"]!.AsArray().Select(p => $"{p!["at"]} {p["code"]}").ToList();
        Assert.Contains("/nodes/1/node/query/recordType required", problems);
        Assert.Contains("/nodes/2/node/item required", problems);
        Assert.Contains("/nodes/1/exits/none warning-unwired", problems);
        var check = await admin.Post("/api/v1/flows/check", ToQueue("Fine", "One"));
        Assert.Equal((200, 0), (check.Status, check.Json["problems"]!.AsArray().Count));
        Assert.Equal(422, (await admin.Post("/api/v1/flows", ToQueue(" ", "One"))).Status);
        Assert.Equal(422, (await admin.Post("/api/v1/flows", ToQueue("Nul", "One\0"))).Status);
        Assert.Equal(201, (await admin.Post("/api/v1/flows", ToQueue("No nul", @"One\u0000"))).Status);
        Assert.Equal(400, (await admin.Post("/api/v1/flows", Flow("Odd", null, Node("s", new { kind = "teleport" })))).Status);
    }

    [Fact, Trait("row", "A122")]
    public async Task A_run_that_waits_for_digits_goes_on_in_another_process_and_once_only()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        await using var other = await SecondHub.Start(hub);
        using var admin = await hub.SignIn();
        using var centre = await hub.WithKey("lookups", "sessions:write", "sessions:read");
        using var elsewhere = other.Client(await hub.Key(null, "lookups", "sessions:read"));
        await Publish(admin, Pin());
        var waits = await centre.Post("/api/v1/flow-runs", new { session = new { source = "pbx", subject = "call-1" }, facts = new { ani = "020 7946 0777", dnis = "+48221234567", channel = "voice", items = new { lang = "pl" } } });
        Assert.Equal(("collect", "Your PIN, please", "c"), ((string?)waits.Json["status"], (string?)waits.Json["collect"]!["prompt"], (string?)waits.Json["collect"]!["nodeId"]));
        var path = $"/api/v1/flow-runs/{waits.Json["runId"]}";
        var wrong = await elsewhere.Post(path + "/continue", new { code = "12#" });
        Assert.Equal("collect", (string?)wrong.Json["status"]);
        var right = await Task.WhenAll(centre.Post(path + "/continue", new { code = "1234#" }), elsewhere.Post(path + "/continue", new { code = "1234" }));
        var done = Assert.Single(right, r => r.Status == 200).Json;
        Assert.Equal("not-waiting", Assert.Single(right, r => r.Status == 409).Code);
        Assert.Equal(("finished", "VIP 1234", "pl", "1234"), ((string?)done["status"], (string?)done["queue"], (string?)done["skills"]![0], (string?)done["items"]!["pin"]));
        Assert.Equal(["s", "c", "c", "c", "q", "e"], done["path"]!.AsArray().Select(v => (string?)v!["nodeId"]));

        // The session was met by the run, and knows what it found.
        var session = (await admin.Get($"/api/v1/sessions/{done["sessionId"]}")).Json;
        Assert.Equal(("VIP 1234", "1234", "pl", "voice"), ((string?)session["queue"], (string?)session["items"]!["pin"], (string?)session["items"]!["lang"], (string?)session["channel"]));
        Assert.Equal("pl", (string?)session["items"]!["skills"]);
        var stored = (await elsewhere.Get($"/api/v1/flow-runs?session={done["sessionId"]}")).Json["items"]!.AsArray().Single()!;
        Assert.Equal(done["path"]!.ToJsonString(), stored["path"]!.ToJsonString());
        Assert.Equal(stored.ToJsonString(), (await elsewhere.Get(path)).Json.ToJsonString());
    }

    [Fact, Trait("row", "A122")]
    public async Task A_run_ends_with_the_version_that_it_began_with()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        using var admin = await hub.SignIn();
        var flow = await Publish(admin, Pin());
        async Task<string> Begin() => (string)(await admin.Post("/api/v1/flow-runs", new { flowId = flow.Id })).Json["runId"]!;
        async Task<JsonNode> Continue(string run) => (await admin.Post($"/api/v1/flow-runs/{run}/continue", new { code = "1234" })).Json;
        var (one, two) = (await Begin(), await Begin());
        var changed = await admin.Put($"/api/v1/flows/{flow.Id}", ToQueue("PIN", "Everybody"), flow.Version);
        changed = await admin.Send(HttpMethod.Post, $"/api/v1/flows/{flow.Id}/publish", new { }, changed.Version);
        Assert.Equal(("VIP 1234", 1), ((string?)(await Continue(one))["queue"], (int)(await admin.Get($"/api/v1/flow-runs/{one}")).Json["flow"]!["version"]!));
        Assert.Equal(204, (await admin.Delete($"/api/v1/flows/{flow.Id}", changed.Version)).Status);
        var orphan = await Continue(two);
        Assert.Equal(("finished", "The flow was deleted meanwhile."), ((string?)orphan["status"], (string?)orphan["why"]));
    }

    [Fact, Trait("row", "A137"), Trait("row", "A122")]
    public async Task A_try_shows_the_way_with_typed_values_and_leaves_nothing_behind()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        using var admin = await hub.SignIn();
        var flow = await admin.Post("/api/v1/flows", Flow("Try me", null, Node("s", new { kind = "start" }, new { next = "b" }),
            Node("b", new { kind = "branch", cases = new[] { new { port = "case1", label = "VIP", all = new[] { new { value = "{{items.tier}}", @operator = "equals", against = "gold" } } } } }, new { case1 = "c", otherwise = "q" }),
            Node("c", new { kind = "collectCode", item = "pin", prompt = "PIN for {{SYSTEM.CallerPhoneNumber}}" }, new { collected = "q" }), Node("q", new { kind = "queue", queue = "Q{{pin}}" })));
        var values = (await admin.Get($"/api/v1/flows/{flow.Id}/placeholders")).Json["items"]!.AsArray();
        Assert.Equal([("SYSTEM.CallerPhoneNumber", "Caller's number", 0), ("items.tier", "tier", 0), ("pin", "pin", 1)], values.Select(v => ((string)v!["path"]!, (string)v["label"]!, v["setBy"]!.AsArray().Count)));
        async Task<JsonNode> Try(object body) => (await admin.Post($"/api/v1/flows/{flow.Id}/try", body)).Json;
        var asks = await Try(new { facts = new Dictionary<string, string> { ["items.tier"] = "Gold", ["SYSTEM.CallerPhoneNumber"] = "+48" } });
        Assert.Equal(("collect", "PIN for +48"), ((string?)asks["status"], (string?)asks["collect"]!["prompt"]));
        var whole = await Try(new { facts = new Dictionary<string, string> { ["items.tier"] = "Gold" }, codes = new { c = "77" } });
        Assert.Equal(("finished", "Q77", true), ((string?)whole["status"], (string?)whole["queue"], whole["runId"] is null));
        Assert.Equal("“Gold” is “gold”.", (string?)whole["path"]![1]!["why"]);
        Assert.Equal("not-published", (await admin.Post($"/api/v1/flows/{flow.Id}/try", new { published = true })).Code);
        Assert.Empty((await admin.Get("/api/v1/flow-runs")).Json["items"]!.AsArray());
    }

    [Fact, Trait("row", "A122")]
    public async Task Who_may_only_look_up_tells_no_session_and_a_stranger_sees_no_flow_and_no_run()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        using var admin = await hub.SignIn();
        var flow = await Publish(admin, Pin());
        var run = (string)(await admin.Post("/api/v1/flow-runs", new { })).Json["runId"]!;
        using var lookups = await hub.WithKey("lookups");
        Assert.Equal("may-not-tell", (await lookups.Post("/api/v1/flow-runs", new { session = new { source = "pbx", subject = "1" } })).Code);
        Assert.Equal(403, (await lookups.Get("/api/v1/flows")).Status);
        Assert.Equal(403, (await lookups.Get($"/api/v1/flow-runs/{run}")).Status);
        Assert.Equal(422, (await admin.Post("/api/v1/flow-runs", new { session = new { source = "liaison/sessions", subject = "1" } })).Status);
        Assert.Equal(404, (await admin.Post("/api/v1/flow-runs", new { sessionId = "ses_00000000000000000000000000" })).Status);

        var other = await hub.Get<TenantStore>().Create("Southchester", CancellationToken.None);
        await hub.Get<UserStore>().Create(other.Id, "Sam", "sam@southchester.example", Role.Administrator, HubFixture.Password, Actor.Liaison, CancellationToken.None);
        using var stranger = hub.Anonymous();
        stranger.Http.DefaultRequestHeaders.Add("X-Liaison", "1");
        Assert.Equal(200, (await stranger.Post("/api/v1/session", new { email = "sam@southchester.example", password = HubFixture.Password })).Status);
        var path = $"/api/v1/flows/{flow.Id}";
        foreach (var (method, at, body) in new (HttpMethod, string, object?)[]
        {
            (HttpMethod.Get, path, null), (HttpMethod.Put, path, Pin()), (HttpMethod.Delete, path, null), (HttpMethod.Post, path + "/publish", new { }), (HttpMethod.Post, path + "/rollback", new { version = 1 }),
            (HttpMethod.Get, path + "/versions", null), (HttpMethod.Get, path + "/versions/1", null), (HttpMethod.Get, path + "/placeholders", null), (HttpMethod.Post, path + "/try", new { }),
            (HttpMethod.Get, $"/api/v1/flow-runs/{run}", null), (HttpMethod.Post, $"/api/v1/flow-runs/{run}/continue", new { code = "1234" }),
        })
        {
            var answer = await stranger.Send(method, at, body, flow.Version);
            Assert.True(answer.Status == 404, $"{method} {at}: {answer.Status} {answer.Text}");
        }
        Assert.Equal(("noFlow", 0, 1), ((string?)(await stranger.Post("/api/v1/flow-runs", new { flowId = flow.Id })).Json["status"], (await stranger.Get("/api/v1/flows")).Json["items"]!.AsArray().Count, (await stranger.Get("/api/v1/flow-runs")).Json["items"]!.AsArray().Count));
        await using var strange = await hub.Get<Database>().Open(other.Id, CancellationToken.None);
        Assert.All(new[] { ("flows", 0), ("flow_versions", 0), ("flow_runs", 1) }, t => Assert.Equal(t.Item2, strange.ExecuteScalar<int>($"select count(*)::int from {t.Item1}")));
    }

    private static async Task<Answer> Publish(HubClient admin, object flow)
    {
        var made = await admin.Post("/api/v1/flows", flow);
        Assert.True(made.Status == 201, made.Text);
        var published = await admin.Send(HttpMethod.Post, $"/api/v1/flows/{made.Id}/publish", new { }, made.Version);
        Assert.True(published.Status == 200, published.Text);
        return published;
    }
}
