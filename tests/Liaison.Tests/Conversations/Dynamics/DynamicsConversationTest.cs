using System.Text.Json.Nodes;
using Liaison.Core.Connecting;
using Liaison.Core.Identification;
using Liaison.Core.Memorialisation;
using Xunit;

namespace Liaison.Tests.Conversations.Dynamics;

public sealed class DynamicsConversationTest(PostgresFixture postgres)
{
    [Fact, Trait("row", "A145"), Trait("row", "A146"), Trait("row", "A148")]
    public async Task An_administrator_enters_the_settings_is_sent_to_sign_in_and_comes_back_connected()
    {
        await using var hub = await DynamicsHub.Start(postgres, granted: false);
        var path = $"/api/v1/connections/{hub.Connection}";
        var before = await hub.Admin.Get(path);
        Assert.False((bool)before.Json["enabled"]!);
        Assert.DoesNotContain("liaison~sandbox+secret", before.Text, StringComparison.Ordinal);
        var start = await hub.Admin.Post(path + "/authorization", new { });
        Assert.StartsWith($"{hub.Sandbox.Instance}/login/", (string?)start.Json["url"], StringComparison.Ordinal);
        Assert.Equal("page", (string?)(await hub.Admin.Get("/api/v1/connectors")).Json["items"]!.AsArray().Single(c => (string?)c!["kind"] == "dynamics")!["signIn"]);
        var end = await hub.Grant();
        Assert.Equal((302, $"/integrations/{hub.Connection}?connected={hub.Connection}"), (end.Status, end.Message.Headers.Location?.ToString()));
        Assert.Equal("integration@liaison.example", (string?)(await hub.Admin.Get(path + "/authorization")).Json["account"]!["userName"]);
        await hub.Enable(true);
        Assert.True((bool)(await hub.Admin.Get(path)).Json["enabled"]!);
        var tried = await hub.Admin.Post(path + "/test", new { });
        Assert.True(tried.Status == 200, tried.Text);
        Assert.Contains("Liaison Sandbox", tried.Text, StringComparison.Ordinal);
    }

    [Fact, Trait("row", "A143"), Trait("row", "A149")]
    public async Task A_caller_is_known_by_number_address_name_or_by_a_value_of_the_flow()
    {
        await using var hub = await DynamicsHub.Start(postgres);
        var begin = hub.Vocabulary.Identification;
        await hub.Save("identification", begin with
        {
            DefaultRegion = "GB",
            Rules = [.. begin.Rules.Select(r => r.RecordType == "contact" ? r with
            {
                By = [.. r.By, new IdentifyBy("customer.sipAddress", MatchKind.Exact, ["emailaddress2"]), new IdentifyBy("customer.callerIdName", MatchKind.Name, ["fullname"]), new IdentifyBy("items.account", MatchKind.Exact, ["externaluseridentifier"])],
            } : r)],
        });
        var contact = (await hub.Sandbox.Create("contacts", new { firstname = "Ines", lastname = "Okafor", telephone1 = "(020) 7946-0777 ", emailaddress1 = "ines@okafor.example", emailaddress2 = "sip:ines@okafor.example", externaluseridentifier = "A-77" })).ToString("D");
        foreach (var (fact, value) in new[] { ("customer.phone", "+442079460777"), ("customer.email", "INES@okafor.example"), ("customer.sipAddress", "sip:ines@okafor.example"), ("customer.callerIdName", "Ines Okafor"), ("items.account", "A-77") })
        {
            var known = await hub.Ask("lookups", new { connectionId = hub.Connection, facts = Facts(fact, value), withinMs = 9000 });
            Assert.True((string?)known["verdict"] == "match" && (string?)known["record"]!["record"] == contact, $"{fact}: {known}");
            Assert.Contains("Ines Okafor", await hub.Sandbox.Http.GetStringAsync((string?)known["url"]), StringComparison.Ordinal);
        }
        Assert.Equal("noMatch", (string?)(await hub.Ask("lookups", new { connectionId = hub.Connection, facts = Facts("customer.phone", "+442079469999"), withinMs = 9000 }))["verdict"]);
        await hub.Sandbox.Fault(new { kind = "server-error" });
        Assert.Equal("noMatch", (string?)(await hub.Ask("lookups", new { connectionId = hub.Connection, facts = Facts("customer.phone", "+447700900123"), withinMs = 9000 }))["verdict"]);
    }

    [Fact, Trait("row", "A149")]
    public async Task An_earlier_session_s_record_is_taken_again_for_some_days_unless_a_fresh_lookup_is_wanted()
    {
        await using var hub = await DynamicsHub.Start(postgres);
        await hub.Choose("support", new PushSwitches(Notes: false));
        await hub.Save("identification", hub.Vocabulary.Identification with { DefaultRegion = "GB", ReuseDays = 7 });
        var talk = new Talk("call-1", "voice", Phone: "+442079460888");
        var started = talk.Started();
        started["time"] = TimeProvider.System.GetUtcNow().AddHours(-3).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null);
        await hub.Tell(started, talk.Answered(), talk.Ended());
        await hub.Delivered();
        var ask = new { connectionId = hub.Connection, facts = Facts("customer.phone", "+442079460888"), withinMs = 9000 };
        var again = await hub.Ask("lookups", ask);
        Assert.Equal(("earlierSession", await hub.LinkOf("call-1", "contact")), ((string?)again["from"], (string?)again["record"]!["record"]));
        Assert.Equal("live", (string?)(await hub.Ask("lookups", new { ask.connectionId, ask.facts, ask.withinMs, fresh = true }))["from"]);
    }

    [Fact, Trait("row", "A150")]
    public async Task A_query_ends_with_one_record_the_first_all_as_CSV_or_none_and_can_be_tried_before()
    {
        await using var hub = await DynamicsHub.Start(postgres);
        object Of(string text) => new { recordType = "contact", fields = new[] { "lastname", "parentcustomerid.name" }, condition = new { kind = "free", text } };
        Task<JsonNode> Go(object query, string take = "first") => hub.Ask("queries", new { connectionId = hub.Connection, query, take, facts = Facts("items.city", "Austin"), withinMs = 9000 });

        var one = await Go(new { recordType = "contact", fields = new[] { "lastname", "parentcustomerid_account.name" }, condition = new { kind = "one", field = "emailaddress1", @operator = "equals", value = "hannah.marsh@example.com" } });
        Assert.Equal(("single", "Marsh", "Harbour Lights Hotel"), ((string?)one["path"], (string?)one["values"]!["lastname"], (string?)one["values"]!["parentcustomerid_account.name"]));
        var austin = Of("""<link-entity name="account" from="accountid" to="parentcustomerid"><filter><condition attribute="address1_city" operator="eq" value="{{ items.city }}"/></filter></link-entity>""");
        Assert.Equal("single", (string?)(await Go(austin))["path"]);
        var all = await Go(austin, "all");
        Assert.Equal("multiple", (string?)all["path"]);
        Assert.Equal(["Duval", "Park"], ((string)all["values"]!["lastname"]!).Split(',').Order());
        Assert.Equal("none", (string?)(await Go(Of("""<filter><condition attribute="lastname" operator="eq" value="Nobody at all"/></filter>""")))["path"]);

        var path = $"/api/v1/connections/{hub.Connection}";
        var tried = await hub.Admin.Post(path + "/queries/validate", new { query = austin, values = Facts("items.city", "Austin") });
        Assert.Equal((true, 2), ((bool)tried.Json["ok"]!, (int)tried.Json["count"]!));
        Assert.False((bool)(await hub.Admin.Post(path + "/queries/validate", new { query = Of("""<filter><condition attribute="nosuchcolumn" operator="null"/></filter>"""), values = Facts("a", "b") })).Json["ok"]!);
        Assert.Equal(422, (await hub.Admin.Post(path + "/queries/validate", new { query = Of("") })).Status);
        Assert.Contains((await hub.Admin.Get(path + "/record-types/contact/query-fields")).Json["items"]!.AsArray(), f => (string?)f!["opens"] == "parentcustomerid_account");
        Assert.Contains((await hub.Admin.Get(path + "/record-types/contact/query-fields?path=parentcustomerid_account")).Json["items"]!.AsArray(), f => (string?)f!["path"] == "parentcustomerid_account.name");

        await hub.Enable(false);
        Assert.Equal("none", (string?)(await Go(austin))["path"]);
    }

    [Fact, Trait("row", "A143"), Trait("row", "A144"), Trait("row", "A149"), Trait("row", "A150")]
    public async Task A_call_flow_finds_the_caller_and_reads_their_cases_and_the_agent_gets_the_link()
    {
        await using var hub = await DynamicsHub.Start(postgres);
        await hub.Choose("support", new PushSwitches(Notes: false));
        await hub.Save("identification", hub.Vocabulary.Identification with { DefaultRegion = "GB" });
        static object Node(string id, object node, object? exits = null) => new { id, node, exits = exits ?? new { } };
        object[] nodes =
        [
            Node("s", new { kind = "start" }, new { next = "who" }),
            Node("who", new { kind = "customerLookup", connectionId = hub.Connection, openRecord = true, withinMs = 9000, items = new Dictionary<string, string> { ["title"] = "jobtitle", ["firm"] = "parentcustomerid.name" } }, new { match = "cases", noMatch = "no" }),
            Node("cases", new
            {
                kind = "advancedLookup", connectionId = hub.Connection, take = "all", withinMs = 9000, items = new Dictionary<string, string> { ["cases"] = "title" },
                query = new
                {
                    recordType = "incident", fields = new[] { "title" },
                    condition = new { kind = "free", text = """<link-entity name="contact" from="contactid" to="customerid"><filter><condition attribute="jobtitle" operator="eq" value="{{ items.title }}"/></filter></link-entity>""" },
                },
            }, new { single = "yes", multiple = "yes", none = "no" }),
            Node("yes", new { kind = "queue", queue = "Known" }, new { next = "e" }), Node("no", new { kind = "queue", queue = "Unknown" }, new { next = "e" }), Node("e", new { kind = "end" }),
        ];
        var made = await hub.Admin.Post("/api/v1/flows", new { name = "Main", nodes, match = new { dnis = new[] { "+44 20 7946 0000" } }, timeLimitMs = 20_000 });
        Assert.True(made.Status == 201, made.Text);
        var published = await hub.Admin.Send(HttpMethod.Post, $"/api/v1/flows/{made.Id}/publish", new { }, made.Version);
        Assert.True(published.Status == 200, published.Text);

        var call = new Talk("call-1", "voice", Name: "Somebody", Company: null);
        await hub.Tell(call.Started());
        var run = await hub.Ask("flow-runs", new { session = new { source = (string)call.Started()["source"]!, subject = "call-1" }, facts = new { ani = "+447700900123", dnis = "+442079460000" } });
        Assert.True((string?)run["queue"] == "Known", run.ToJsonString());
        Assert.Equal(("Duty manager", "Harbour Lights Hotel", "No hot water in room 12"), ((string?)run["items"]!["title"], (string?)run["items"]!["firm"], (string?)run["items"]!["cases"]));
        Assert.Contains("Hannah Marsh", await hub.Sandbox.Http.GetStringAsync((string?)run["screenPop"]!["url"]), StringComparison.Ordinal);
        var stranger = await hub.Ask("flow-runs", new { facts = new { ani = "+442079469999", dnis = "+442079460000" } });
        Assert.Equal("Unknown", (string?)stranger["queue"]);

        // What is written afterwards goes to the record that the flow found, though the call itself told neither number nor name.
        await hub.Tell(call.Answered(), call.Ended());
        await hub.Delivered();
        var contact = Assert.Single((await hub.Sandbox.Look("records/contact?lastname=Marsh")).GetProperty("items").EnumerateArray()).GetProperty("id").GetString();
        Assert.Equal($"contacts({contact})", (await hub.Sandbox.Look("records/phonecall/" + await hub.LinkOf("call-1", "phonecall"))).GetProperty("regardingobjectid").GetString());
        await hub.Enable(false);
        Assert.Equal("Unknown", (string?)(await hub.Ask("flow-runs", new { facts = new { ani = "+447700900123", dnis = "+442079460000" } }))["queue"]);
    }

    [Theory, Trait("row", "A144"), Trait("row", "A147")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_call_becomes_a_phone_call_of_its_caller_with_what_the_switches_let_through(bool push)
    {
        await using var hub = await DynamicsHub.Start(postgres);
        await hub.Choose("support", new PushSwitches(Recordings: push, Notes: push, Transcripts: push, Attachments: push));
        await hub.Save("identification", hub.Vocabulary.Identification with { DefaultRegion = "GB" });
        var talk = new Talk("call-1", "voice", Phone: "+447700900123", Name: "Hannah Marsh");
        await hub.Tell([.. talk.Whole, talk.WrappedUp("Solved"), talk.Note("She likes tea.")]);
        await hub.Delivered();

        var id = await hub.LinkOf("call-1", "phonecall");
        var call = (await hub.Sandbox.Look("records/phonecall/" + id));
        Assert.Equal((false, 1, 4, "+447700900123"), (call.GetProperty("directioncode").GetBoolean(), call.GetProperty("statecode").GetInt32(), call.GetProperty("statuscode").GetInt32(), call.GetProperty("phonenumber").GetString()));
        var contact = Assert.Single((await hub.Sandbox.Look("records/contact?lastname=Marsh")).GetProperty("items").EnumerateArray());
        Assert.Equal($"contacts({contact.GetProperty("id").GetString()})", call.GetProperty("regardingobjectid").GetString());
        foreach (var told in (string[])["call-1", "Hannah Marsh", "+447700900123", "Housing", "Alice Archer", "Solved", "/sessions/"])
        {
            Assert.Contains(told, call.GetProperty("description").GetString(), StringComparison.Ordinal);
        }
        var owner = (await hub.Sandbox.Look("records/systemuser/" + call.GetProperty("ownerid").GetString()![12..^1])).GetProperty("fullname").GetString();
        Assert.Equal("Alice Archer", owner);

        var notes = (await hub.Sandbox.Look("records/annotation?objectid=" + id)).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(push, notes.Count > 0);
        if (push)
        {
            var transcript = notes.Single(note => note.GetProperty("subject").GetString()!.StartsWith("Transcript", StringComparison.Ordinal));
            Assert.Contains("The bins were not taken.", await hub.Sandbox.Http.GetStringAsync($"/dynamics/control/files/{transcript.GetProperty("id").GetString()}"), StringComparison.Ordinal);
            Assert.Contains(notes, note => note.TryGetProperty("notetext", out var text) && text.GetString()!.Contains("She likes tea.", StringComparison.Ordinal));
        }
    }

    [Fact, Trait("row", "A144")]
    public async Task A_chat_with_somebody_unknown_becomes_a_contact_and_a_case_and_nothing_twice_when_answers_are_lost()
    {
        await using var hub = await DynamicsHub.Start(postgres);
        await hub.Choose("cases", new PushSwitches());
        await hub.Sandbox.Fault(new { kind = "drop-reply", operation = "batch", probability = 0.3, count = 3 });
        await hub.Sandbox.Fault(new { kind = "drop-reply", operation = "upsert", count = 1 });
        await hub.Tell(new Talk("chat-1", Email: "ngozi@adeyemi.example").Whole);
        await hub.Delivered();
        var incident = await hub.Sandbox.Look("records/incident/" + await hub.LinkOf("chat-1", "incident"));
        Assert.Equal($"contacts({await hub.LinkOf("chat-1", "contact")})", incident.GetProperty("customerid").GetString());
        Assert.Single((await hub.Sandbox.Look("records/contact?emailaddress1=ngozi@adeyemi.example")).GetProperty("items").EnumerateArray());
        Assert.Equal(0, (await hub.Sandbox.Look("counters")).GetProperty("duplicates").GetInt32());
    }

    private static Dictionary<string, string> Facts(string path, string value) => new(StringComparer.Ordinal) { [path] = value };
}
