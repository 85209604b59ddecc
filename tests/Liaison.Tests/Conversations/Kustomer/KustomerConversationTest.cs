using System.Text.Json.Nodes;
using Liaison.Core.DynamicData;
using Liaison.Core.Memorialisation;
using Liaison.Storage.People;
using Xunit;

namespace Liaison.Tests.Conversations.Kustomer;

public sealed class KustomerConversationTest(PostgresFixture postgres)
{
    [Fact, Trait("row", "A55"), Trait("row", "A64"), Trait("row", "A65"), Trait("row", "A66"), Trait("row", "A67"), Trait("row", "A68"), Trait("row", "A69"), Trait("row", "A70"), Trait("row", "A71")]
    public async Task An_administrator_sets_it_up_in_order_and_the_region_stays_as_it_was_chosen()
    {
        await using var kustomer = await KustomerHub.Start(postgres, enabled: false);
        var hub = kustomer.Hub;
        var offered = (await hub.Admin.Get("/api/v1/connectors")).Json["items"]!.AsArray().Single(one => (string?)one!["kind"] == "kustomer")!;
        Assert.Equal("Kustomer", (string?)offered["name"]);
        Assert.Equal(["region", "description", "apiKey", "screenPopDomain", "baseUrl"], offered["settings"]!.AsArray().Take(5).Select(field => (string?)field!["name"]));
        Assert.True((bool)offered["settings"]![0]!["fixed"]!);
        var path = $"/api/v1/connections/{hub.Connection}";
        Assert.DoesNotContain(Connectors.Kustomer.KustomerBench.Key + "\"", (await hub.Admin.Get(path)).Text, StringComparison.Ordinal);

        // Trying tells that authentication is active, and saves nothing; saving is a second act.
        var tried = await hub.Admin.Post(path + "/test", new { });
        Assert.True(tried.Status == 200, tried.Text);
        Assert.Contains("Authentication is active", tried.Text, StringComparison.Ordinal);
        Assert.False((bool)(await hub.Admin.Get(path)).Json["enabled"]!);
        await hub.Enable(true);
        Assert.True((bool)(await hub.Admin.Get(path)).Json["enabled"]!);

        var moved = await hub.TrySave(true, settings => settings["region"] = "APAC");
        Assert.Equal((422, "fixed", "/region"), (moved.Status, (string?)moved.Json["problems"]![0]!["code"], ((string)moved.Json["problems"]![0]!["at"]!)[^7..]));
        Assert.Equal("EMEA", (string?)(await hub.Admin.Get(path)).Json["settings"]!["region"]);
        Assert.Equal(200, (await hub.TrySave(true, settings => settings["description"] = "Another word for it")).Status);
    }

    [Fact, Trait("row", "A58")]
    public async Task Only_who_may_configure_can_add_a_configuration()
    {
        await using var kustomer = await KustomerHub.Start(postgres, enabled: false);
        await kustomer.Hub.AddUser("Sue Supervisor", "sue@norchester.example", Role.Supervisor);
        using var sue = await kustomer.Hub.SignIn("sue@norchester.example");
        Assert.Equal(403, (await sue.Post("/api/v1/connections", new { kind = "kustomer", name = "Another" })).Status);
        Assert.Equal(201, (await kustomer.Hub.Admin.Post("/api/v1/connections", new { kind = "kustomer", name = "Another" })).Status);
    }

    [Fact, Trait("row", "A56"), Trait("row", "A97"), Trait("row", "A98")]
    public async Task One_configuration_finds_the_caller_for_agents_and_takes_what_was_said()
    {
        await using var kustomer = await KustomerHub.Start(postgres);
        var hub = kustomer.Hub;
        await hub.Choose("support", new PushSwitches(Recordings: true));
        await hub.Save("identification", hub.Vocabulary.Identification with { DefaultRegion = "GB" });
        var hannah = await kustomer.There.Customer("Hannah Marsh");
        await hub.Save("dynamic-data", new DynamicDataPolicy([new("At a glance", [new ShownRecord("customer", ["custom.vipBool", "company.name"]), new ShownRecord("conversation", ["status", "name"])]), new("Lies ready", [new ShownRecord("company", ["name"])], InUse: false)]));
        var known = await hub.Ask("lookups", new { connectionId = hub.Connection, facts = new Dictionary<string, string> { ["customer.phone"] = "+447700900123" }, withinMs = 9000 });
        Assert.Equal(("match", hannah, $"{kustomer.There.Address}kustomer/app/customers/{hannah}"), ((string?)known["verdict"], (string?)known["record"]!["record"], (string?)known["url"]));
        Assert.Equal(("true", "Harbour Lights Hotel"), ((string?)known["record"]!["values"]!["custom.vipBool"], (string?)known["record"]!["values"]!["company.name"]));

        var talk = new Talk("call-1", "voice", Phone: "+447700900123", Name: "Hannah Marsh");
        await hub.Tell([.. talk.Whole, talk.WrappedUp("Solved"), talk.Note("She likes tea.")]);
        await hub.Delivered();
        var link = await hub.LinkOf("call-1", "conversation");
        // What Liaison made is shown as chosen too, and nothing is of what no mapping in use names.
        async Task<string> Shown(string type, string record) => string.Join(", ", (await hub.Admin.Get($"/api/v1/connections/{hub.Connection}/records/{type}/{record}/shown")).Json["items"]!.AsArray().Select(item => $"{item!["field"]} {item["value"]}"));
        Assert.StartsWith("status done, name Voice: Hannah Marsh", await Shown("conversation", link), StringComparison.Ordinal);
        Assert.Equal("", await Shown("company", (string)Assert.Single(await kustomer.There.Records("company", "externalId=A-1001"))["id"]!));
        var conversation = await kustomer.There.Record("conversation", link);
        Assert.Equal((hannah, "done", "in"), ((string?)conversation["relationships"]!["customer"]!["data"]!["id"], (string?)conversation["attributes"]!["status"], (string?)conversation["attributes"]!["direction"]));
        var message = Assert.Single(await kustomer.There.Records("message", "conversation=" + conversation["id"]));
        Assert.Equal("voice", (string?)message["attributes"]!["channel"]);
        Assert.Contains("/sessions/", (string?)message["attributes"]!["meta"]!["permalink"], StringComparison.Ordinal);
        var notes = (await kustomer.There.Records("note", "conversation=" + conversation["id"])).Select(note => (string)note["attributes"]!["body"]!).ToList();
        Assert.Contains(notes, note => note.Contains("She likes tea.", StringComparison.Ordinal) && note.Contains("Solved", StringComparison.Ordinal));
        var transcript = Assert.Single(await kustomer.There.Records("attachment"));
        Assert.Contains("The bins were not taken.", await kustomer.There.Http.GetStringAsync(new Uri(kustomer.There.Http.BaseAddress!, $"control/files/{transcript["id"]}")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_conversation_opened_while_the_contact_lasts_is_open_until_it_has_ended()
    {
        await using var kustomer = await KustomerHub.Start(postgres);
        var hub = kustomer.Hub;
        await hub.Save("conversations", new ConversationPolicy(true, hub.Vocabulary.Presets.Single(p => p.Name == "support").Triggers, hub.Vocabulary.Mappings, new PushSwitches(Notes: false, Transcripts: false), new Filing(CaseDuringContact: true)));
        var talk = new Talk("chat-1", Email: "ngozi@adeyemi.example");
        await hub.Tell(talk.Started(), talk.Answered());
        await hub.Delivered();
        var link = await hub.LinkOf("chat-1", "conversation");
        Assert.Equal("open", (string?)(await kustomer.There.Record("conversation", link))["attributes"]!["status"]);
        await hub.Tell(talk.Ended());
        await hub.Delivered();
        Assert.Equal(link, await hub.LinkOf("chat-1", "conversation"));
        Assert.Equal("done", (string?)(await kustomer.There.Record("conversation", link))["attributes"]!["status"]);
    }

    [Fact, Trait("row", "A63")]
    public async Task Somebody_unknown_becomes_one_customer_in_the_key_s_name_although_answers_are_lost()
    {
        await using var kustomer = await KustomerHub.Start(postgres);
        var hub = kustomer.Hub;
        await hub.Choose("support", new PushSwitches(Notes: false, Transcripts: false));
        await kustomer.There.Fault(new { kind = "drop-reply", operation = "create", count = 2 });
        await hub.Tell(new Talk("chat-1", Email: "ngozi@adeyemi.example").Whole);
        await hub.Delivered();
        var customer = Assert.Single(await kustomer.There.Records("customer", "name=Ngozi%20Adeyemi"));
        var machine = Assert.Single(await kustomer.There.Records("user", "userType=machine"))["id"]!.ToString();
        Assert.Equal(machine, (string?)customer["relationships"]!["createdBy"]!["data"]!["id"]);
        var conversation = Assert.Single(await kustomer.There.Records("conversation", "customer=" + customer["id"]));
        Assert.Equal("chat", (string?)Assert.Single(await kustomer.There.Records("message", "conversation=" + conversation["id"]))["attributes"]!["channel"]);
    }

    [Fact, Trait("row", "A59")]
    public async Task A_key_that_was_deleted_stops_the_connection_which_stays_and_goes_on_with_a_new_one()
    {
        await using var kustomer = await KustomerHub.Start(postgres);
        var hub = kustomer.Hub;
        await hub.Choose("support", new PushSwitches(Notes: false, Transcripts: false));
        await kustomer.There.Post("control/settings", new { apiKey = "the-next-key" });
        await hub.Tell(new Talk("chat-1", Email: "ngozi@adeyemi.example").Whole);
        var path = $"/api/v1/connections/{hub.Connection}";
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await hub.Admin.Get(path)).Json["parked"] is null)
        {
            await Task.Delay(25, patience.Token);
        }
        Assert.Contains("does not know the API key", (await hub.Admin.Get(path)).Json["parked"]!.ToJsonString(), StringComparison.Ordinal);
        await hub.Enable(true, settings => settings["apiKey"] = "the-next-key");
        await hub.Delivered();
        Assert.NotNull(await hub.LinkOf("chat-1", "conversation"));
    }

    [Fact]
    public async Task A_conversation_that_was_deleted_there_fails_what_comes_later_with_the_reason_and_nothing_is_lost()
    {
        await using var kustomer = await KustomerHub.Start(postgres);
        var (hub, there) = (kustomer.Hub, kustomer.There);
        await hub.Choose("support", new PushSwitches(Notes: false, Transcripts: false));
        var talk = new Talk("call-1", "voice", Phone: "+447700900123", Name: "Hannah Marsh");
        await hub.Tell([.. talk.Whole, talk.WrappedUp("Solved")]);
        await hub.Delivered();
        var link = await hub.LinkOf("call-1", "conversation");
        using var deleted = await there.Http.DeleteAsync(new Uri(there.Http.BaseAddress!, $"control/records/conversation/{link.Split('.')[0]}"), TestContext.Current.CancellationToken);
        Assert.True(deleted.IsSuccessStatusCode);
        await hub.Tell(talk.Disposition("Solved after all"));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await hub.Sql<long>("select count(*) from deliveries where state = 4") == 0)
        {
            await Task.Delay(25, patience.Token);
        }
        var failed = (await hub.Admin.Get("/api/v1/deliveries?limit=200")).Json["items"]!.AsArray().Single(one => (string?)one!["state"] == "failed")!;
        var told = (await hub.Admin.Get($"/api/v1/deliveries/{failed["id"]}")).Text;
        Assert.Contains($"no conversation {link.Split('.')[0]} (any more): it was deleted there", told, StringComparison.Ordinal);
        Assert.Contains("Solved after all", told, StringComparison.Ordinal);
        Assert.Empty(await there.Records("conversation", "name=" + Uri.EscapeDataString("Voice: Hannah Marsh")));

        // Somebody puts a conversation with our key in its place: the same delivery, replayed, is written there.
        var key = (string?)JsonNode.Parse(told)!["draft"]?["together"]?.AsArray().Single(one => (string?)one!["recordType"] == "conversation")!["key"] ?? throw new InvalidOperationException(told);
        var other = (await there.Make("conversation", new { customer = await there.Customer("Hannah Marsh"), name = "Put right", externalId = key })).GetProperty("id").GetString();
        var replayed = await hub.Admin.Post($"/api/v1/deliveries/{failed["id"]}/replay", new { });
        Assert.True(replayed.Status is 200 or 202, replayed.Text);
        while (await hub.Sql<long>("select count(*) from deliveries where state in (0, 1, 4)") > 0)
        {
            await Task.Delay(25, patience.Token);
        }
        Assert.StartsWith(other + ".", await hub.LinkOf("call-1", "conversation"), StringComparison.Ordinal);
        Assert.Contains(await there.Records("note", "conversation=" + other), note => ((string)note["attributes"]!["body"]!).Contains("Solved after all", StringComparison.Ordinal));
    }

    [Fact, Trait("row", "A150"), Trait("row", "A138")]
    public async Task An_administrator_s_own_search_is_tried_and_runs_while_a_caller_waits()
    {
        await using var kustomer = await KustomerHub.Start(postgres);
        var hub = kustomer.Hub;
        var offered = (await hub.Admin.Get("/api/v1/connectors")).Json["items"]!.AsArray().Single(one => (string?)one!["kind"] == "kustomer")!;
        var example = (string)offered["conditionExample"]!;
        var condition = new { kind = "free", text = example };
        Assert.Contains(offered["capabilities"]!.AsArray(), one => ((string?)one)!.Contains("uery", StringComparison.Ordinal));
        var fields = (await hub.Admin.Get($"/api/v1/connections/{hub.Connection}/record-types/customer/query-fields?path=company")).Json["items"]!.AsArray();
        Assert.Contains(fields, field => (string?)field!["path"] == "company.name");
        var query = new { recordType = "customer", fields = new[] { "name", "company.name" }, condition };
        var facts = new Dictionary<string, string>(StringComparer.Ordinal) { ["customer.email"] = "hannah.marsh@example.com" };
        var tried = await hub.Admin.Post($"/api/v1/connections/{hub.Connection}/queries/validate", new { query, values = facts });
        Assert.True((bool?)tried.Json["ok"], tried.Text);
        Assert.Equal("The query is sound: 1 record meets the condition.", (string?)tried.Json["message"]);
        var wrong = await hub.Admin.Post($"/api/v1/connections/{hub.Connection}/queries/validate", new { query = query with { condition = condition with { text = "{\"and\": [{\"customer_nmae\": {}}]}" } }, values = facts });
        Assert.False((bool)wrong.Json["ok"]!);
        var run = await hub.Ask("queries", new { connectionId = hub.Connection, query, facts, withinMs = 9000 });
        Assert.Equal(("single", "Hannah Marsh", "Harbour Lights Hotel", $"{kustomer.There.Address}kustomer/app/customers/{await kustomer.There.Customer("Hannah Marsh")}"),
            ((string?)run["path"], (string?)run["values"]!["name"], (string?)run["values"]!["company.name"], (string?)run["url"]));

        // In a call flow: braces that close by themselves are no open placeholders.
        static object Node(string id, object node, object? exits = null) => new { id, node, exits = exits ?? new { } };
        object[] nodes =
        [
            Node("s", new { kind = "start" }, new { next = "who" }),
            Node("who", new { kind = "advancedLookup", connectionId = hub.Connection, query, withinMs = 9000, items = new Dictionary<string, string>(StringComparer.Ordinal) { ["firm"] = "company.name" } }, new { single = "e", multiple = "e", none = "e" }), Node("e", new { kind = "end" }),
        ];
        var made = await hub.Admin.Post("/api/v1/flows", new { name = "Main", nodes, match = new { dnis = new[] { "+44 20 7946 0000" } }, timeLimitMs = 20_000 });
        Assert.True(made.Status == 201, made.Text);
        var published = await hub.Admin.Send(HttpMethod.Post, $"/api/v1/flows/{made.Id}/publish", new { }, made.Version);
        Assert.True(published.Status == 200, published.Text);
    }

    [Fact]
    public async Task A_change_that_a_person_makes_there_is_told_by_a_signed_web_hook_and_a_program_s_is_passed_over()
    {
        await using var kustomer = await KustomerHub.Start(postgres);
        var (hub, there) = (kustomer.Hub, kustomer.There);
        there.Http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer " + Connectors.Kustomer.KustomerBench.Key);
        var url = $"{hub.Address}integration/kustomer/web-hook?key={await hub.NewKey("integration")}";
        var hook = await there.Post("v1/outbound-webhooks", new { name = "Liaison", url, events = new[] { "kustomer.conversation.update" } });
        var token = hook.GetProperty("data").GetProperty("attributes").GetProperty("token").GetString()!;
        await hub.Enable(true, settings => settings["webHookToken"] = token);
        var talk = Assert.Single(await there.Records("conversation", "name=Invoice%204711%20is%20wrong"))["id"]!.ToString();

        await there.Change("conversation", talk, new { priority = 5 });
        using (var program = await there.Http.PutAsync($"v1/conversations/{talk}", System.Net.Http.Json.JsonContent.Create(new { priority = 1 }), TestContext.Current.CancellationToken))
        {
            Assert.True(program.IsSuccessStatusCode, await program.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
        await there.Change("conversation", talk, new { priority = 4 });
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        JsonArray told;
        while ((told = JsonNode.Parse(await there.Http.GetStringAsync(new Uri(there.Http.BaseAddress!, "control/hooks"), TestContext.Current.CancellationToken))!.AsArray()).Count < 3)
        {
            await Task.Delay(25, patience.Token);
        }
        Assert.All(told, one => Assert.Contains("200", one!.ToJsonString(), StringComparison.Ordinal));
        // No case holds that conversation: it is noted, and nobody is troubled with it.
        Assert.Equal((2L, 0L), await hub.Sql<(long, long)>("select (select count(*) from events where type = 'record.unlinked'), (select count(*) from deliveries where kind = 3)"));
        Assert.NotNull((await hub.Admin.Get($"/api/v1/connections/{hub.Connection}/incoming")).Json["lastReceivedAt"]);

        // Whoever has the address but not the token is refused.
        await hub.Enable(true, settings => settings["webHookToken"] = "another");
        using var posted = await there.Http.PostAsync(url, new StringContent("{}"), TestContext.Current.CancellationToken);
        Assert.Equal(401, (int)posted.StatusCode);
    }
}
