using System.Text.Json.Nodes;
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
        var known = await hub.Ask("lookups", new { connectionId = hub.Connection, facts = new Dictionary<string, string> { ["customer.phone"] = "+447700900123" }, withinMs = 9000 });
        Assert.Equal(("match", hannah, $"{kustomer.There.Address}kustomer/app/customers/{hannah}"), ((string?)known["verdict"], (string?)known["record"]!["record"], (string?)known["url"]));

        var talk = new Talk("call-1", "voice", Phone: "+447700900123", Name: "Hannah Marsh");
        await hub.Tell([.. talk.Whole, talk.WrappedUp("Solved"), talk.Note("She likes tea.")]);
        await hub.Delivered();
        var link = await hub.LinkOf("call-1", "conversation");
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
}
