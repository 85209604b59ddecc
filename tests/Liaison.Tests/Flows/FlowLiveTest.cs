using System.Text.Json.Nodes;
using Liaison.Core.Connecting;
using Liaison.Core.Identification;
using Liaison.Tests.Conversations;
using Xunit;

namespace Liaison.Tests.Flows;

/// <summary>Calls that pass through flows which ask a Salesforce: what it finds, and all that can go wrong with it.</summary>
public sealed class FlowLiveTest(PostgresFixture postgres)
{
    private const string Marsh = "hannah.marsh@example.com";

    private static object Node(string id, object node, object? exits = null) => new { id, node, exits = exits ?? new { } };

    /// <summary>Looks the caller up; whom it knows goes to one queue, all others to another.</summary>
    private static object[] Nodes(params object[] lookups) =>
        [Node("s", new { kind = "start" }, new { next = "a" }), .. lookups, Node("yes", new { kind = "queue", queue = "Known" }, new { next = "e" }), Node("no", new { kind = "queue", queue = "Unknown" }, new { next = "e" }), Node("e", new { kind = "end" })];

    private static object Customer(TalkHub hub, int withinMs = 9_000, bool? fresh = null, int? reuseDays = null) => new
    {
        kind = "customerLookup", connectionId = hub.Connection.Value, openRecord = true, withinMs, fresh, reuseDays, items = new Dictionary<string, string> { ["title"] = "Title", ["last"] = "LastName" },
    };

    private static object Query(TalkHub hub, string where, string take = "first", int withinMs = 9_000) => new
    {
        kind = "advancedLookup", connectionId = hub.Connection.Value, take, withinMs, items = new Dictionary<string, string> { ["last"] = "LastName", ["account"] = "Account.Name" },
        query = new { recordType = "Contact", fields = new[] { "LastName" }, condition = new { kind = "free", text = where } },
    };

    [Fact, Trait("row", "A122"), Trait("row", "A123"), Trait("row", "A128"), Trait("row", "A105"), Trait("row", "A124")]
    public async Task A_call_is_recognised_its_session_shows_the_record_and_what_is_written_afterwards_goes_there()
    {
        await using var hub = await TalkHub.Start(postgres);
        await hub.Choose("support");
        var contact = await hub.Add("Contact", new { FirstName = "Ines", LastName = "Okafor", Phone = "+442079460777", Title = "Director" });
        await Publish(hub, "Main", Nodes(Node("a", Customer(hub), new { match = "yes", noMatch = "no" })), new { dnis = new[] { "+44 20 7946 0000" } });
        // The call itself tells neither number nor name: only what the flow found leads to the record.
        var call = new Talk("call-1", "voice", Name: "Somebody", Company: null);
        await hub.Tell(call.Started());
        var run = await Run(hub, new { session = new { source = (string)call.Started()["source"]!, subject = "call-1" }, facts = new { ani = "+442079460777", dnis = "+442079460000" } });
        Assert.Equal(("finished", "Known", "Director", "Okafor"), ((string?)run["status"], (string?)run["queue"], (string?)run["items"]!["title"], (string?)run["items"]!["last"]));
        var url = (string?)run["records"]![0]!["url"];
        Assert.Contains(contact, url, StringComparison.Ordinal);
        Assert.Equal(url, (string?)run["screenPop"]!["url"]);
        Assert.Equal("match", (string?)run["path"]![1]!["details"]!["identified"]!["verdict"]);

        var session = await hub.Session("call-1");
        Assert.Equal((contact, url, true, "Director"), ((string?)session["recognised"]![0]!["record"], (string?)session["recognised"]![0]!["url"], (bool)session["recognised"]![0]!["open"]!, (string?)session["recognised"]![0]!["values"]!["Title"]));
        Assert.Equal(("Known", "Director"), ((string?)session["queue"], (string?)session["items"]!["title"]));
        Assert.Equal(contact, await hub.LinkOf("call-1", "Contact"));
        await hub.Tell(call.Answered(), call.Ended());
        await hub.Delivered();
        Assert.Equal(contact, (string?)(await hub.RecordOf("call-1", "Case"))["ContactId"]);
    }

    [Fact, Trait("row", "A124"), Trait("row", "A125"), Trait("row", "A126"), Trait("row", "A242")]
    public async Task A_caller_is_found_by_number_SIP_address_name_or_a_variable_and_its_field()
    {
        await using var hub = await TalkHub.Start(postgres);
        var begin = hub.Vocabulary.Identification;
        await hub.Save("identification", begin with
        {
            DefaultRegion = "GB",
            Rules = [.. begin.Rules.Select(r => r.RecordType != "Contact" ? r : r with { By = [.. r.By, new IdentifyBy("customer.sipAddress", MatchKind.Exact, ["Department"]), new IdentifyBy("customer.callerIdName", MatchKind.Name, ["Name"])] })],
        });
        var contact = await hub.Add("Contact", new { FirstName = "Ines", LastName = "Okafor", Phone = "(020) 7946 0777", Department = "sip:ines@okafor.example" });
        var automatic = await Publish(hub, "Automatic", Nodes(Node("a", Customer(hub), new { match = "yes", noMatch = "no" })));
        foreach (var facts in new object[] { new { ani = "+442079460777" }, new { ani = "sip:ines@okafor.example" }, new { sipAddress = "sip:ines@okafor.example" }, new { callerIdName = "Ines Okafor" } })
        {
            var run = await Run(hub, new { flowId = automatic, facts });
            Assert.True((string?)run["queue"] == "Known" && (string?)run["records"]![0]!["record"] == contact, run.ToJsonString());
        }
        Assert.Equal("Unknown", (string?)(await Run(hub, new { flowId = automatic, facts = new { ani = "+442079460776" } }))["queue"]);
        var keyed = await Publish(hub, "By a variable", Nodes(Node("a", new { kind = "customerLookup", connectionId = hub.Connection.Value, by = "item", item = "key", recordType = "Contact", field = "Department", withinMs = 9_000 }, new { match = "yes", noMatch = "no" })));
        Assert.Equal("Known", (string?)(await Run(hub, new { flowId = keyed, facts = new { items = new { key = "SIP:ines@okafor.example" } } }))["queue"]);
        Assert.Equal("Unknown", (string?)(await Run(hub, new { flowId = keyed, facts = new { ani = "+442079460777" } }))["queue"]);
    }

    [Fact, Trait("row", "A129"), Trait("row", "A130"), Trait("row", "A142")]
    public async Task Whatever_is_wrong_with_the_system_the_call_goes_on_by_no_match_and_by_none()
    {
        await using var hub = await TalkHub.Start(postgres);
        var people = await Publish(hub, "People", Nodes(Node("a", Customer(hub, 600, fresh: true), new { match = "yes", noMatch = "no" })));
        var records = await Publish(hub, "Records", Nodes(Node("a", Query(hub, $"Email = '{Marsh}'", withinMs: 600), new { single = "yes", multiple = "yes", none = "no" })));
        async Task All(string queue, params string[] why)
        {
            foreach (var flow in new[] { people, records })
            {
                var run = await Run(hub, new { flowId = flow, facts = new { email = Marsh } });
                Assert.True((string?)run["queue"] == queue && (string?)run["status"] == "finished", run.ToJsonString());
                Assert.True(why.Length == 0 || why.Any(w => ((string)run["path"]![1]!["why"]!).Contains(w, StringComparison.Ordinal)), run["path"]![1]!.ToJsonString());
            }
        }
        await Run(hub, new { flowId = people, facts = new { email = Marsh } });
        await Run(hub, new { flowId = records, facts = new { email = Marsh } });
        foreach (var fault in new object[]
        {
            new { kind = "slow", milliseconds = 20_000 }, new { kind = "server-error" }, new { kind = "html" }, new { kind = "throttle" }, new { kind = "drop-reply" }, new { kind = "truncate" },
            new[] { new { kind = "expire-token" }, new { kind = "refuse-credentials" } },
        })
        {
            await hub.Fault(fault);
            await All("Unknown");
            await hub.NoFaults();
        }
        await hub.Grant();
        await hub.Enable(false);
        await All("Unknown", "switched off");
        await hub.Enable(true);
        var drift = await Publish(hub, "Broken", Nodes(Node("a", Query(hub, "NoSuchField__c = 1"), new { single = "yes", multiple = "yes", none = "no" })));
        var broken = await Run(hub, new { flowId = drift });
        Assert.True((string?)broken["queue"] == "Unknown", broken.ToJsonString());
        var path = $"/api/v1/connections/{hub.Connection}";
        Assert.InRange((await hub.Admin.Delete(path + "/authorization")).Status, 200, 204);
        Assert.Equal(204, (await hub.Admin.Delete(path, (await hub.Admin.Get(path)).Version)).Status);
        await All("Unknown", "no such connection");
    }

    [Fact, Trait("row", "A127"), Trait("row", "A128")]
    public async Task Each_node_decides_whether_an_earlier_contact_s_record_is_taken_again_and_variables_are_filled_either_way()
    {
        await using var hub = await TalkHub.Start(postgres);
        await hub.Choose("support");
        var talk = new Talk("chat-1", Email: "tobi@adeyemi.example", Phone: "+44 20 7946 0888");
        var started = talk.Started();
        started["time"] = TimeProvider.System.GetUtcNow().AddHours(-3).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null);
        await hub.Tell(started);
        await hub.Delivered();
        var contact = await hub.LinkOf("chat-1", "Contact");
        await hub.Change("Contact", contact, new { Title = "Head gardener" });
        var reuse = await Publish(hub, "Reuse", Nodes(Node("a", Customer(hub, fresh: false, reuseDays: 7), new { match = "yes", noMatch = "no" })));
        var fresh = await Publish(hub, "Fresh", Nodes(Node("a", Customer(hub, fresh: true), new { match = "yes", noMatch = "no" })));
        async Task<(string?, string?, string?)> From(string flow)
        {
            var run = await Run(hub, new { flowId = flow, facts = new { ani = "+442079460888" } });
            return ((string?)run["path"]![1]!["details"]!["from"], (string?)run["records"]?[0]?["record"], (string?)run["items"]!["title"]);
        }
        Assert.Equal(("earlierSession", contact, "Head gardener"), await From(reuse));
        Assert.Equal(("live", contact, "Head gardener"), await From(fresh));
        await hub.Sql<string>("update sessions set began_at = began_at - interval '8 days'");
        Assert.NotEqual("earlierSession", (await From(reuse)).Item1);
    }

    [Fact, Trait("row", "A131"), Trait("row", "A136"), Trait("row", "A139"), Trait("row", "A140"), Trait("row", "A141"), Trait("row", "A142"), Trait("row", "A105")]
    public async Task A_query_s_one_first_or_all_results_fill_variables_which_can_be_split()
    {
        await using var hub = await TalkHub.Start(postgres);
        const string Austin = "Account.BillingCity = '{{ city }}'";
        async Task<JsonNode> Go(string name, object query, string city = "Austin") => await Run(hub, new
        {
            flowId = await Publish(hub, name,
            [
                Node("s", new { kind = "start" }, new { next = "a" }), Node("a", query, new { single = "one", multiple = "c", none = "none" }), Node("one", new { kind = "queue", queue = "One" }, new { next = "e" }),
                Node("c", new { kind = "coalesce", from = "items.last", items = new[] { "first", "second" }, rest = "others" }, new { next = "many" }),
                Node("many", new { kind = "queue", queue = "{{first}} and {{second}}" }, new { next = "e" }), Node("none", new { kind = "queue", queue = "None" }, new { next = "e" }), Node("e", new { kind = "end" }),
            ]),
            facts = new { ani = "+442079460777", items = new { city } },
        });
        var first = await Go("First", Query(hub, Austin));
        Assert.Equal("One", (string?)first["queue"]);
        var all = await Go("All", Query(hub, Austin, "all"));
        Assert.Equal(["Duval", "Park"], ((string)all["items"]!["last"]!).Split(',').Order());
        Assert.Equal($"{all["items"]!["first"]} and {all["items"]!["second"]}", (string?)all["queue"]);
        Assert.Equal(2, all["records"]!.AsArray().Count);
        Assert.All(all["records"]!.AsArray(), r => Assert.Contains((string)r!["record"]!, (string)r["url"]!, StringComparison.Ordinal));
        Assert.Equal("None", (string?)(await Go("None", Query(hub, Austin, "all"), "Nowhere")) ["queue"]);
        // A placeholder that nothing fills finds nothing; it does not find everything.
        Assert.Equal("None", (string?)(await Go("Empty", Query(hub, "LastName = {{ nothing }}", "all")))["queue"]);
        Assert.Equal("None", (string?)(await Go("System", Query(hub, "Phone = {{SYSTEM.CallerPhoneNumber}}", "all")))["queue"]);
    }

    private static async Task<string> Publish(TalkHub hub, string name, object[] nodes, object? match = null)
    {
        var made = await hub.Admin.Post("/api/v1/flows", new { name, nodes, match = match ?? new { }, timeLimitMs = 20_000 });
        Assert.True(made.Status == 201, made.Text);
        var published = await hub.Admin.Send(HttpMethod.Post, $"/api/v1/flows/{made.Id}/publish", new { }, made.Version);
        Assert.True(published.Status == 200, published.Text);
        return made.Id;
    }

    private static async Task<JsonNode> Run(TalkHub hub, object body)
    {
        var answer = await hub.Centre.Post("/api/v1/flow-runs", body);
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Json;
    }
}
