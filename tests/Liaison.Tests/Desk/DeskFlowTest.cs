using Liaison.Tests.Hub;
using Xunit;

namespace Liaison.Tests.Desk;

/// <summary>A contact on an agent's desk, from ringing to completed.</summary>
public sealed class DeskFlowTest(PostgresFixture postgres)
{
    [Fact, Trait("row", "A258"), Trait("row", "A259"), Trait("row", "A267")]
    public async Task A_call_that_the_contact_centre_tells_of_rings_is_talked_is_wrapped_up_and_the_agent_is_in_queue_again()
    {
        await using var floor = await DeskFloor.Open(postgres);
        using var jane = await floor.Agent("jane", ready: false);
        await using var desk = await floor.Listen(jane);
        var first = await desk.Next(static _ => true);
        Assert.Equal("notReady", (string?)first["presence"]);
        await DeskFloor.Be(jane, "inQueue");
        await desk.Next(d => (string?)d["presence"] == "inQueue");

        var id = await floor.Ring("call-1", "jane");
        var ringing = await desk.Next(d => d["offer"] is not null);
        Assert.Equal((id, "ringing", "voice", "Ann O'Neil"), ((string?)ringing["offer"]!["id"], (string?)ringing["offer"]!["state"], (string?)ringing["offer"]!["channel"], (string?)ringing["offer"]!["customer"]!["name"]));
        Assert.Equal("inQueue", (string?)ringing["presence"]);

        var accepted = await jane.Post($"/api/v1/desk/sessions/{id}/accept");
        Assert.Equal((200, "busy"), (accepted.Status, (string?)accepted.Json["presence"]));
        await floor.Tell("agent.answered", "call-1", new { agent = DeskFloor.Who("jane"), interaction = "call-1-jane" });
        var busy = await desk.Next(d => (string?)d["presence"] == "busy");
        Assert.Equal("talking", (string?)busy["sessions"]![0]!["state"]);

        await floor.Tell("ended", "call-1");
        var wrap = await desk.Next(d => (string?)d["presence"] == "wrapUp");
        Assert.NotNull(wrap["wrapUntil"]);
        var done = await jane.Post($"/api/v1/desk/sessions/{id}/complete");
        Assert.Equal(("inQueue", 0), ((string?)done.Json["presence"], done.Json["sessions"]!.AsArray().Count));
        var whole = (await jane.Get($"/api/v1/sessions/{id}")).Json;
        Assert.NotNull(whole["wrapUpEndedAt"]);
        Assert.Equal("ext-jane", (string?)whole["agent"]!["id"]);
    }

    [Fact, Trait("row", "A267"), Trait("row", "A268"), Trait("row", "A269")]
    public async Task Wrap_up_lasts_as_the_campaign_says_and_ends_by_itself()
    {
        await using var floor = await DeskFloor.Open(postgres, DeskFloor.Settings with { Campaigns = [new("Renewals", WrapUpSeconds: 1), new("None", WrapUpSeconds: 0)] });
        using var jane = await floor.Agent("jane");
        await using var desk = await floor.Listen(jane);
        await floor.Ring("call-1", "jane", "Renewals");
        await floor.Tell("agent.answered", "call-1", new { agent = DeskFloor.Who("jane"), interaction = "call-1-jane" });
        Assert.Equal(1, (int)(await desk.Next(d => (string?)d["presence"] == "busy"))["sessions"]![0]!["wrapUpSeconds"]!);
        await floor.Tell("ended", "call-1");
        await desk.Next(d => (string?)d["presence"] == "wrapUp");
        await desk.Next(d => (string?)d["presence"] == "inQueue" && d["sessions"]!.AsArray().Count == 0);

        await floor.Ring("call-2", "jane", "None");
        await floor.Tell("agent.answered", "call-2", new { agent = DeskFloor.Who("jane"), interaction = "call-2-jane" });
        await desk.Next(d => (string?)d["presence"] == "busy");
        await floor.Tell("ended", "call-2");
        var seen = desk.Texts.Count;
        await desk.Next(d => (string?)d["presence"] == "inQueue");
        Assert.DoesNotContain(desk.Texts.Skip(seen), t => t.Contains("\"wrapUp\"", StringComparison.Ordinal));
    }

    [Fact, Trait("row", "A269")]
    public async Task An_agent_ends_wrap_up_early_by_changing_their_status()
    {
        await using var floor = await DeskFloor.Open(postgres);
        using var jane = await floor.Agent("jane");
        await using var desk = await floor.Listen(jane);
        await floor.Ring("call-1", "jane");
        await floor.Tell("agent.answered", "call-1", new { agent = DeskFloor.Who("jane"), interaction = "call-1-jane" });
        var busy = await desk.Next(d => (string?)d["presence"] == "busy");
        Assert.Equal("inQueue", (string?)busy["afterwards"]);
        var leaving = (await DeskFloor.Be(jane, "notReady", "Break")).Json;
        Assert.Equal(("busy", "notReady", "Break"), ((string?)leaving["presence"], (string?)leaving["afterwards"], (string?)leaving["reason"]));
        await floor.Tell("ended", "call-1");
        Assert.Equal("notReady", (string?)(await desk.Next(d => (string?)d["presence"] == "wrapUp"))["afterwards"]);
        Assert.Equal("inQueue", (string?)(await DeskFloor.Be(jane, "inQueue")).Json["presence"]);

        await floor.Ring("call-2", "jane");
        await floor.Tell("agent.answered", "call-2", new { agent = DeskFloor.Who("jane"), interaction = "call-2-jane" });
        await desk.Next(d => (string?)d["presence"] == "busy");
        await floor.Tell("ended", "call-2");
        await desk.Next(d => (string?)d["presence"] == "wrapUp");
        var away = (await DeskFloor.Be(jane, "notReady", "Break")).Json;
        Assert.Equal(("notReady", "Break"), ((string?)away["presence"], (string?)away["reason"]));
    }
}
