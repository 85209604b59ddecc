using Liaison.Core.Desk;
using Liaison.Core.Sessions;
using Liaison.Core.Shared;
using Xunit;

namespace Liaison.Tests.Desk;

/// <summary>Who is offered what.</summary>
public sealed class RoutingTest(PostgresFixture postgres)
{
    private static readonly DateTimeOffset Now = PureFloor.Start;

    [Fact]
    public void The_agent_who_has_been_idle_longest_gets_the_most_urgent_contact_and_then_the_one_that_waits_longest()
    {
        var settings = DeskFloor.Settings;
        AgentOnFloor[] floor = [Agent("a", 10), Agent("b", 50), Agent("c", 30), Agent("busy", 90, Presence.Busy), Agent("ringing", 95, offer: true)];
        var chosen = Routing.Choose([Waiting(1, 5, 60), Waiting(2, 9, 5), Waiting(3, 5, 90)], floor, settings, Now);
        Assert.Equal([(2, "b"), (3, "c"), (1, "a")], chosen.Select(c => (int.Parse(c.Session.Value[4..], null), c.User)));
        Assert.All(chosen, c => Assert.False(c.Emergency));
    }

    [Fact]
    public void Skills_of_queue_and_contact_must_all_be_there_and_an_agent_serves_the_queues_that_name_them()
    {
        var settings = DeskSettings.Beginning with
        {
            Queues = [new("Support", Routed: true, Skills: ["pl"]), new("Other", Routed: true, Agents: ["b@norchester.example"])],
            Agents = [new("a@norchester.example", ["pl"]), new("b@norchester.example", ["pl", "Billing"]), new("c@norchester.example", ["billing"], ["Other"])],
        };
        AgentOnFloor[] floor = [Agent("c", 90), Agent("a", 60), Agent("b", 30)];
        Assert.Equal("a", Only(Waiting(1, 5, 1), floor));
        Assert.Equal("b", Only(Waiting(1, 5, 1) with { Skills = ["billing"] }, floor));
        Assert.Equal("c", Only(Waiting(1, 5, 1) with { Queue = "Other" }, floor));
        Assert.Null(Only(Waiting(1, 5, 1) with { Skills = ["fr"] }, floor));

        string? Only(WaitingContact contact, AgentOnFloor[] agents) => Routing.Choose([contact], agents, settings, Now).SingleOrDefault()?.User;
    }

    [Fact, Trait("row", "A239")]
    public void The_default_user_gets_a_contact_only_when_nobody_who_could_take_it_is_at_work()
    {
        var settings = DeskFloor.Settings with { DefaultUserEmail = "D@norchester.example" };
        var home = Agent("d", 0, Presence.NotReady);
        Assert.Equal([new Assignment(PureFloor.Contact(1), "d", true)], Routing.Choose([Waiting(1, 5, 1)], [home, Agent("a", 9, Presence.NotReady)], settings, Now));
        Assert.Empty(Routing.Choose([Waiting(1, 5, 1)], [home, Agent("a", 9, Presence.Busy)], settings, Now));
        Assert.Empty(Routing.Choose([Waiting(1, 5, 1)], [home], DeskFloor.Settings, Now));
        Assert.Empty(Routing.Choose([Waiting(1, 5, 1)], [home with { HasOffer = true }], settings, Now));
        var passed = Waiting(1, 5, 1) with { Tried = ["a", "d"], TriedAt = Now };
        Assert.Empty(Routing.Choose([passed], [home, Agent("a", 9)], settings, Now));
        Assert.Equal("a", Assert.Single(Routing.Choose([passed], [home, Agent("a", 9)], settings, Now + Routing.Pause)).User);
    }

    [Fact]
    public async Task An_offer_that_is_not_taken_makes_the_agent_not_ready_and_goes_to_the_next()
    {
        await using var floor = await DeskFloor.Open(postgres, DeskFloor.Settings with { OfferSeconds = 1 });
        var jane = await floor.Agent("jane");
        await using var hers = await floor.Listen(jane);
        await hers.Next(static _ => true);
        var joe = await floor.Agent("joe");
        await using var his = await floor.Listen(joe);
        var id = await floor.Arrive("chat-1");
        var offered = await hers.Next(d => d["offer"] is not null);
        Assert.Equal(id, (string?)offered["offer"]!["id"]);
        Assert.NotNull(offered["offer"]!["expiresAt"]);
        var missed = await hers.Next(d => (string?)d["presence"] == "notReady");
        Assert.Equal(("missed", 1, null), ((string?)missed["reason"], (int)missed["missed"]!, missed["offer"]));
        await his.Next(d => (string?)d["offer"]?["id"] == id);
        Assert.Equal("busy", (string?)(await joe.Post($"/api/v1/desk/sessions/{id}/accept")).Json["presence"]);
        var late = await jane.Post($"/api/v1/desk/sessions/{id}/accept");
        Assert.Equal((409, "not-offered"), (late.Status, late.Code));
        var legs = (await joe.Get($"/api/v1/sessions/{id}")).Json["interactions"]!.AsArray();
        Assert.Equal(["missed", null], legs.Select(l => (string?)l!["outcome"]));
        Assert.Equal(["jane@norchester.example", "joe@norchester.example"], legs.Select(l => (string?)l!["agent"]!["email"]));
    }

    [Fact]
    public async Task A_declined_offer_goes_to_the_next_and_the_agent_stays_in_queue()
    {
        await using var floor = await DeskFloor.Open(postgres);
        var jane = await floor.Agent("jane");
        await using var hers = await floor.Listen(jane);
        var id = await floor.Arrive("chat-1");
        await hers.Next(d => d["offer"] is not null);
        var joe = await floor.Agent("joe");
        await using var his = await floor.Listen(joe);
        var declined = (await jane.Post($"/api/v1/desk/sessions/{id}/decline")).Json;
        Assert.Equal(("inQueue", null, 0), ((string?)declined["presence"], declined["offer"], (int)declined["missed"]!));
        await his.Next(d => (string?)d["offer"]?["id"] == id);
    }

    [Fact, Trait("row", "A239")]
    public async Task With_nobody_in_queue_the_default_user_is_offered_the_contact()
    {
        await using var floor = await DeskFloor.Open(postgres, DeskFloor.Settings with { DefaultUserEmail = "dora@norchester.example", Agents = [new("jane@norchester.example")] });
        var (dora, jane) = (await floor.Agent("dora", ready: false), await floor.Agent("jane", ready: false));
        await using var desk = await floor.Listen(dora);
        var id = await floor.Arrive("chat-1");
        var offered = await desk.Next(d => d["offer"] is not null);
        Assert.Equal(("notReady", id), ((string?)offered["presence"], (string?)offered["offer"]!["id"]));
        Assert.Equal("busy", (string?)(await dora.Post($"/api/v1/desk/sessions/{id}/accept")).Json["presence"]);
        Assert.Null((await DeskFloor.Desk(jane)).Json["offer"]);
    }

    [Fact]
    public async Task A_contact_that_gives_up_rings_no_longer_and_waits_no_longer()
    {
        await using var floor = await DeskFloor.Open(postgres);
        var jane = await floor.Agent("jane");
        await using var desk = await floor.Listen(jane);
        await floor.Arrive("chat-1");
        await desk.Next(d => d["offer"] is not null);
        await floor.Arrive("chat-2", items: new { priority = "9" });
        await floor.Tell("ended", "chat-1");
        var next = await desk.Next(d => (string?)d["offer"]?["customer"]!["name"] == "Customer of chat-2");
        Assert.Equal("inQueue", (string?)next["presence"]);
        await floor.Tell("ended", "chat-2");
        await desk.Next(d => d["offer"] is null);
        Assert.Equal(0L, await floor.Hub.Sql<long>("select count(*) from desk_waiting"));
        Assert.Equal(["abandoned", "abandoned"], [await floor.Hub.Sql<string>("select outcome from desk_offers order by offered_at limit 1"), await floor.Hub.Sql<string>("select outcome from desk_offers order by offered_at desc limit 1")]);
    }

    private static AgentOnFloor Agent(string user, int idleSeconds, Presence presence = Presence.InQueue, bool offer = false) => new(user, $"{user}@norchester.example", presence, offer, Now.AddSeconds(-idleSeconds));

    private static WaitingContact Waiting(int contact, int priority, int seconds) => new(PureFloor.Contact(contact), "Support", priority, [], Now.AddSeconds(-seconds), null, [], null);
}
