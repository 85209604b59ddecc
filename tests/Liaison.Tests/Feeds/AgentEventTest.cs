using Liaison.Core.Desk;
using Liaison.Hub.Desk;
using Liaison.Hub.Feeds;
using Liaison.Hub.Road;
using Liaison.Storage.Desk;
using Liaison.Tests.Cases;
using Liaison.Tests.Desk;
using Xunit;

namespace Liaison.Tests.Feeds;

/// <summary>A connected system hears of each change of what an agent is doing, once and in order.</summary>
public sealed class AgentEventTest(PostgresFixture postgres)
{
    private const string Path = "/events/agent";

    [Fact, Trait("row", "A161"), Trait("row", "A168"), Trait("row", "A152")]
    public async Task Each_change_of_an_agents_status_is_told_and_ringing_is_one()
    {
        await using var feed = await FeedFloor.Open(postgres);
        var jane = await feed.Floor.Agent("jane");
        await feed.Floor.Tell("started", "call-1", new { channel = "voice", direction = "inbound", queue = "Sales" });
        await feed.Floor.Tell("agent.offered", "call-1", new { agent = DeskFloor.Who("jane"), interaction = "leg-1", queue = "Sales" });
        await CaseHub.Until(() => DeskFloor.Desk(jane), d => d["offer"] is not null);
        await feed.Floor.Tell("agent.answered", "call-1", new { agent = DeskFloor.Who("jane"), interaction = "leg-1" });
        await CaseHub.Until(() => DeskFloor.Desk(jane), d => (string?)d["presence"] == "busy");
        await feed.Floor.Tell("agent.left", "call-1", new { agent = DeskFloor.Who("jane"), interaction = "leg-1" });
        await feed.Floor.Tell("ended", "call-1");
        await CaseHub.Until(() => DeskFloor.Desk(jane), d => (string?)d["presence"] == "wrapUp");
        await feed.Told(Path, 4);
        var told = feed.Observer.Of(Path);
        Assert.Equal(["available", "ringing", "busy", "wrapUp"], told.Select(e => e.State));
        Assert.Equal(["notReady", "available", "ringing", "busy"], told.Select(e => (string?)e.Body["item"]!["PreviousState"]));
        Assert.All(told, e => Assert.Equal("jane@norchester.example", (string?)e.Body["item"]!["Email"]));
        Assert.Equal("Sales", (string?)told[1].Body["item"]!["Queue"]);
        Assert.Equal(told.Select(e => e.Sequence).Order(), told.Select(e => e.Sequence));
        Assert.Equal(0, await feed.Floor.Hub.Sql<long>("select count(*) from agent_changes"));
    }

    [Fact, Trait("row", "A161")]
    public async Task A_change_whose_process_died_before_it_was_told_is_told_by_another_once_and_before_later_ones()
    {
        await using var feed = await FeedFloor.Open(postgres);
        await feed.Floor.Agent("jane", ready: false);
        var hub = feed.Floor.Hub;
        var setup = await hub.Get<Setups>().Of(hub.Tenant.Id, CancellationToken.None);
        var person = setup.People.ByEmail("jane@norchester.example")!;
        var agent = new DeskAgent(person.Id.Value, person.Name, person.Email, setup.Desk);
        // The desk's change alone, as if the process had ended right after it.
        foreach (var ready in new[] { true, false, true })
        {
            var now = hub.Get<DeskRoom>().Now;
            await hub.Get<DeskStore>().Change(hub.Tenant.Id, agent, now, null, true, state => DeskMoves.SetPresence(state, agent, ready, ready ? null : "Lunch", now), CancellationToken.None);
        }
        Assert.Equal(3, await hub.Sql<long>("select count(*) from agent_changes"));
        // Several find it at once.
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => hub.Get<AgentFeeds>().Tell(hub.Tenant.Id, person.Id.Value, CancellationToken.None)));
        await feed.Settled();
        Assert.Equal(["available", "notReady", "available"], feed.Observer.Of(Path).Select(e => e.State));
        Assert.Equal("Lunch", (string?)feed.Observer.Of(Path)[1].Body["item"]!["Reason"]);
        Assert.Equal(0, await hub.Sql<long>("select count(*) from agent_changes"));
    }

    [Fact, Trait("row", "A161")]
    public async Task The_sweep_tells_what_nobody_told()
    {
        await using var feed = await FeedFloor.Open(postgres);
        await feed.Floor.Agent("jane", ready: false);
        var hub = feed.Floor.Hub;
        var setup = await hub.Get<Setups>().Of(hub.Tenant.Id, CancellationToken.None);
        var person = setup.People.ByEmail("jane@norchester.example")!;
        var agent = new DeskAgent(person.Id.Value, person.Name, person.Email, setup.Desk);
        var now = hub.Get<DeskRoom>().Now;
        await hub.Get<DeskStore>().Change(hub.Tenant.Id, agent, now, null, true, state => DeskMoves.SetPresence(state, agent, true, null, now), CancellationToken.None);
        await feed.Told(Path, 1);
        Assert.Equal(["available"], feed.Observer.Of(Path).Select(e => e.State));
    }

    [Fact, Trait("row", "A154")]
    public async Task An_agents_buttons_pause_recording_and_let_it_go_on()
    {
        await using var feed = await FeedFloor.Open(postgres);
        var jane = await feed.Floor.Agent("jane");
        var id = await feed.Floor.Ring("call-1", "jane");
        Assert.Equal(409, (await jane.Post($"/api/v1/desk/sessions/{id}/recording/pause")).Status);
        await CaseHub.Until(() => DeskFloor.Desk(jane), d => d["offer"] is not null);
        Assert.Equal(200, (await jane.Post($"/api/v1/desk/sessions/{id}/accept")).Status);
        foreach (var press in new[] { "pause", "pause", "resume" })
        {
            Assert.Equal(200, (await jane.Post($"/api/v1/desk/sessions/{id}/recording/{press}")).Status);
            await CaseHub.Until(() => DeskFloor.Desk(jane), d => (bool)DeskSocket.Card(d)!["recordingPaused"]! == (press == "pause"));
        }
        await feed.Settled();
        Assert.Equal(["recordingPaused", "recordingResumed"], feed.Observer.Of("/events/session").Select(e => (string)e.Body["change"]!).Where(c => c.StartsWith("recording", StringComparison.Ordinal)));
        Assert.Equal([false, true], feed.Observer.Of("/events/session").Where(e => ((string)e.Body["change"]!).StartsWith("recording", StringComparison.Ordinal)).Select(e => (bool)e.Body["item"]!["Recording_permitted"]!));
    }

    [Fact, Trait("row", "A168")]
    public async Task Where_nobody_wants_to_be_told_nothing_is_kept()
    {
        await using var feed = await FeedFloor.Open(postgres, new { sendEvents = false });
        await feed.Floor.Agent("jane");
        Assert.Equal(0, await feed.Floor.Hub.Sql<long>("select count(*) from agent_changes"));
        Assert.Equal(0, await feed.Floor.Hub.Sql<long>("select count(*) from events where type = 'liaison.agent.changed'"));
    }
}
