using Liaison.Core.Desk;
using Liaison.Tests.Hub;
using Xunit;

namespace Liaison.Tests.Desk;

/// <summary>What an agent does with a contact: hold, ask, pass on, end, say what came of it.</summary>
public sealed class TransferTest(PostgresFixture postgres)
{
    [Fact, Trait("row", "A260"), Trait("row", "A261")]
    public async Task A_contact_is_held_and_resumed_and_shows_whom_it_is_with_since_when_and_of_what_kind()
    {
        await using var floor = await DeskFloor.Open(postgres, workers: false);
        var jane = await floor.Agent("jane");
        var id = await Talk(floor, jane, "chat-1");
        var held = (await jane.Post($"/api/v1/desk/sessions/{id}/hold")).Json["sessions"]![0]!;
        Assert.Equal((true, "onHold"), ((bool)held["onHold"]!, (string?)held["state"]));
        var card = (await jane.Post($"/api/v1/desk/sessions/{id}/resume")).Json["sessions"]![0]!;
        Assert.Equal((false, "talking", "Customer of chat-1", "chat", "inbound"), ((bool)card["onHold"]!, (string?)card["state"], (string?)card["customer"]!["name"], (string?)card["channel"], (string?)card["direction"]));
        Assert.True((DateTimeOffset)card["answeredAt"]! >= (DateTimeOffset)card["startedAt"]!);
        Assert.Equal(["onHold", "talking"], (await jane.Get($"/api/v1/sessions/{id}")).Json["states"]!.AsArray().Select(s => (string?)s!["state"]));
    }

    [Fact, Trait("row", "A260")]
    public async Task A_contact_is_passed_on_to_an_agent_and_from_there_to_a_queue()
    {
        await using var floor = await DeskFloor.Open(postgres, DeskFloor.Settings with { Queues = [new("Support", Routed: true), new("Experts", Routed: true, Agents: ["kim@norchester.example"])] }, workers: false);
        var jane = await floor.Agent("jane");
        var id = await Talk(floor, jane, "chat-1");
        var (joe, kim) = (await floor.Agent("joe"), await floor.Agent("kim"));
        await using var his = await floor.Listen(joe);
        await using var kims = await floor.Listen(kim);
        var passed = (await jane.Post($"/api/v1/desk/sessions/{id}/transfer", new { toAgentEmail = "Joe@norchester.example" })).Json;
        Assert.Equal("wrapUp", (string?)passed["presence"]);
        await his.Next(d => (string?)d["offer"]?["id"] == id);
        Assert.Equal("busy", (string?)(await joe.Post($"/api/v1/desk/sessions/{id}/accept")).Json["presence"]);
        Assert.Equal("wrapUp", (string?)(await joe.Post($"/api/v1/desk/sessions/{id}/transfer", new { toQueue = "experts" })).Json["presence"]);
        await kims.Next(d => (string?)d["offer"]?["id"] == id);
        var ended = await kim.Post($"/api/v1/desk/sessions/{id}/accept");
        Assert.Equal("busy", (string?)ended.Json["presence"]);
        Assert.Equal("wrapUp", (string?)(await kim.Post($"/api/v1/desk/sessions/{id}/hangUp")).Json["presence"]);
        var whole = (await kim.Get($"/api/v1/sessions/{id}")).Json;
        Assert.Equal(["transferred", "transferred", "answered"], whole["interactions"]!.AsArray().Select(l => (string?)l!["outcome"]));
        Assert.Equal(["joe", "Experts", null], whole["interactions"]!.AsArray().Select(l => (string?)l!["transferredTo"]));
        Assert.NotNull(whole["endedAt"]);
        Assert.Null(whole["wrapUpEndedAt"]);
        Assert.Equal("inQueue", (string?)(await jane.Post($"/api/v1/desk/sessions/{id}/complete")).Json["presence"]);
        Assert.Null((await kim.Get($"/api/v1/sessions/{id}")).Json["wrapUpEndedAt"]);
        await kim.Post($"/api/v1/desk/sessions/{id}/complete");
        Assert.NotNull((await kim.Get($"/api/v1/sessions/{id}")).Json["wrapUpEndedAt"]);
    }

    [Fact, Trait("row", "A260")]
    public async Task In_a_consultation_both_are_in_the_contact_and_the_first_can_leave_it_to_the_second()
    {
        await using var floor = await DeskFloor.Open(postgres, workers: false);
        var jane = await floor.Agent("jane");
        var id = await Talk(floor, jane, "chat-1");
        var joe = await floor.Agent("joe");
        await using var his = await floor.Listen(joe);
        var asked = (await jane.Post($"/api/v1/desk/sessions/{id}/transfer", new { toAgentEmail = "joe@norchester.example", consult = true })).Json;
        Assert.Equal(("busy", true), ((string?)asked["presence"], (bool)asked["sessions"]![0]!["onHold"]!));
        await his.Next(d => d["offer"] is not null);
        Assert.Equal("busy", (string?)(await joe.Post($"/api/v1/desk/sessions/{id}/accept")).Json["presence"]);
        Assert.Equal("wrapUp", (string?)(await jane.Post($"/api/v1/desk/sessions/{id}/hangUp")).Json["presence"]);
        Assert.Null((await jane.Get($"/api/v1/sessions/{id}")).Json["endedAt"]);
        Assert.Equal("busy", (string?)(await DeskFloor.Desk(joe)).Json["presence"]);
        await joe.Post($"/api/v1/desk/sessions/{id}/hangUp");
        Assert.NotNull((await joe.Get($"/api/v1/sessions/{id}")).Json["endedAt"]);
    }

    [Fact, Trait("row", "A260")]
    public async Task A_transfer_names_one_target_that_there_is_and_only_contacts_of_ones_own_can_be_passed_on()
    {
        await using var floor = await DeskFloor.Open(postgres, workers: false);
        var (jane, joe) = (await floor.Agent("jane"), await floor.Agent("joe", ready: false));
        var id = await Talk(floor, jane, "chat-1");
        var path = $"/api/v1/desk/sessions/{id}/transfer";
        Assert.Equal((422, "invalid-transfer"), await Code(jane.Post(path, new { })));
        Assert.Equal((422, "invalid-transfer"), await Code(jane.Post(path, new { toQueue = "Support", toNumber = "+442079460018" })));
        Assert.Equal((422, "invalid-transfer"), await Code(jane.Post(path, new { toQueue = "Nowhere" })));
        Assert.Equal((422, "invalid-transfer"), await Code(jane.Post(path, new { toAgentEmail = "jane@norchester.example" })));
        Assert.Equal((409, "not-talking"), await Code(joe.Post(path, new { toQueue = "Support" })));
        Assert.Equal((409, "still-talking"), await Code(jane.Post($"/api/v1/desk/sessions/{id}/complete")));
        Assert.Equal((404, "not-found"), await Code(jane.Post("/api/v1/desk/sessions/ses_00000000000000000000000000/accept")));
        Assert.Equal("wrapUp", (string?)(await jane.Post(path, new { toNumber = "+442079460018" })).Json["presence"]);
        Assert.Equal("transferred", (string?)(await jane.Get($"/api/v1/sessions/{id}")).Json["status"]);
    }

    [Fact]
    public async Task What_came_of_a_contact_is_chosen_from_what_its_campaign_allows()
    {
        await using var floor = await DeskFloor.Open(postgres, DeskFloor.Settings with { Dispositions = [new("Solved")], Campaigns = [new("Renewals", Script: "Say hello.", Dispositions: [new("Sold", ["New", "Renewal"])])] }, workers: false);
        var (jane, joe) = (await floor.Agent("jane"), await floor.Agent("joe", ready: false));
        await using var desk = await floor.Listen(jane);
        var id = await floor.Ring("call-1", "jane", "Renewals");
        var card = (await desk.Next(d => d["offer"] is not null))["offer"]!;
        Assert.Equal(("Say hello.", "Sold"), ((string?)card["script"], (string?)card["dispositions"]![0]!["name"]));
        var path = $"/api/v1/desk/sessions/{id}/disposition";
        Assert.Equal((422, "unknown-disposition"), await Code(jane.Post(path, new { disposition = "Solved" })));
        Assert.Equal((422, "unknown-disposition"), await Code(jane.Post(path, new { disposition = "Sold", subDisposition = "Old" })));
        Assert.Equal((403, "not-yours"), await Code(joe.Post(path, new { disposition = "Sold" })));
        Assert.Equal("Renewal", (string?)(await jane.Post(path, new { disposition = "Sold", subDisposition = "Renewal" })).Json["offer"]!["subDisposition"]);
    }

    /// <summary>A chat that the agent has taken.</summary>
    private static async Task<string> Talk(DeskFloor floor, HubClient agent, string subject)
    {
        await using var desk = await floor.Listen(agent);
        var id = await floor.Arrive(subject);
        await desk.Next(d => d["offer"] is not null);
        Assert.Equal("busy", (string?)(await agent.Post($"/api/v1/desk/sessions/{id}/accept")).Json["presence"]);
        return id;
    }

    private static async Task<(int, string?)> Code(Task<Answer> answer) => ((await answer).Status, (await answer).Code);
}
