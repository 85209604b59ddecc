using Liaison.Core.Desk;
using Liaison.Storage.People;
using Liaison.Tests.Hub;
using Xunit;

namespace Liaison.Tests.Desk;

/// <summary>What supervisors see and do.</summary>
public sealed class SupervisionTest(PostgresFixture postgres)
{
    [Fact]
    public async Task The_board_shows_agents_queues_and_who_waits()
    {
        await using var floor = await DeskFloor.Open(postgres, workers: false);
        var (jane, joe, lea) = (await floor.Agent("jane"), await floor.Agent("joe", ready: false), await floor.Agent("lea", ready: false, Role.Supervisor));
        await using var hers = await floor.Listen(jane);
        await using var desk = await floor.Listen(lea);
        await desk.Call("WatchAll", "Europe/London");
        var id = await floor.Arrive("chat-1");
        await hers.Next(d => d["offer"] is not null);
        await jane.Post($"/api/v1/desk/sessions/{id}/accept");
        var waiting = await floor.Arrive("chat-2", items: new { priority = "8" });
        var board = await desk.Next(b => b["waiting"]!.AsArray().Count == 1 && b["agents"]!.AsArray().Any(a => (string?)a!["presence"] == "busy" && (int)a["handledToday"]! == 1), "supervisor");
        var agent = board["agents"]!.AsArray().Single(a => (string?)a!["user"]!["name"] == "jane")!;
        Assert.Equal((id, "chat", "Customer of chat-1", 1), ((string?)agent["session"]!["id"], (string?)agent["session"]!["channel"], (string?)agent["session"]!["customer"], (int)agent["handledToday"]!));
        Assert.Equal("notReady", (string?)board["agents"]!.AsArray().Single(a => (string?)a!["user"]!["name"] == "joe")!["presence"]);
        var queue = (await lea.Get("/api/v1/desk/queues")).Json["queues"]!.AsArray().Single(q => (string?)q!["name"] == "Support")!;
        Assert.Equal((1, 0, 1, 1, 0, 1.0), ((int)queue["waiting"]!, (int)queue["agentsInQueue"]!, (int)queue["agentsBusy"]!, (int)queue["handledToday"]!, (int)queue["abandonedToday"]!, (double)queue["serviceLevel"]!));
        var wait = (await lea.Get("/api/v1/desk/supervisor")).Json["waiting"]![0]!;
        Assert.Equal((waiting, 8), ((string?)wait["sessionId"], (int)wait["priority"]!));
        Assert.Equal(2, (await lea.Get("/api/v1/desk/agents")).Json["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_supervisor_makes_an_agent_ready_who_is_told_and_an_agent_may_not()
    {
        await using var floor = await DeskFloor.Open(postgres, workers: false);
        var (jane, lea) = (await floor.Agent("jane", ready: false), await floor.Agent("lea", ready: false, Role.Supervisor));
        await using var hers = await floor.Listen(jane);
        var path = $"/api/v1/desk/agents/{(string?)(await DeskFloor.Desk(jane)).Json["user"]!["id"]}/presence";
        Assert.Equal(403, (await jane.Send(HttpMethod.Put, path, new { presence = "inQueue" })).Status);
        Assert.Equal("inQueue", (string?)(await lea.Send(HttpMethod.Put, path, new { presence = "inQueue" })).Json["presence"]);
        await hers.Next(d => (string?)d["presence"] == "inQueue");
        Assert.Equal(404, (await lea.Send(HttpMethod.Put, "/api/v1/desk/agents/usr_00000000000000000000000000/presence", new { presence = "inQueue" })).Status);
    }

    [Fact]
    public async Task Todays_volumes_add_up_by_half_hour_channel_and_outcome()
    {
        await using var floor = await DeskFloor.Open(postgres, workers: false);
        var lea = await floor.Agent("lea", ready: false, Role.Supervisor);
        await Call("answered-1", wait: 5, talk: 60);
        await Call("answered-2", wait: 30, talk: 120);
        await floor.Tell("started", "gone", new { channel = "voice", queue = "Sales" });
        await floor.Tell("ended", "gone");
        await floor.Tell("started", "here", new { channel = "chat", queue = "Sales" });
        var today = (await lea.Get("/api/v1/desk/today?zone=Etc/UTC")).Json;
        var total = today["total"]!;
        Assert.Equal((4, 2, 1, 0, 1, 0), ((int)total["offered"]!, (int)total["answered"]!, (int)total["abandoned"]!, (int)total["missed"]!, (int)total["open"]!, (int)total["other"]!));
        Assert.Equal((0.3333, 17.5, 90.0), ((double)today["serviceLevel"]!, (double)today["averageWaitSeconds"]!, (double)today["averageHandleSeconds"]!));
        Assert.Equal(45.0, (double)today["averageWrapUpSeconds"]!);
        // All three voice calls lie in one half hour only if it is just past midnight.
        Assert.Contains(today["halfHours"]!.AsArray(), h => (string?)h!["channel"] == "voice" && (double)h["serviceLevel"]! is 0.5 or 0.3333);
        var slices = today["halfHours"]!.AsArray();
        Assert.Equal(4, slices.Sum(s => (int)s!["volumes"]!["offered"]!));
        Assert.All(slices, s => Assert.True(((DateTimeOffset)s!["at"]!).Minute % 30 == 0));
        Assert.Equal(1, (int)slices.Single(s => (string?)s!["channel"] == "chat")!["volumes"]!["open"]!);
        Assert.Equal((400, "malformed"), ((await lea.Get("/api/v1/desk/today?zone=Nowhere")).Status, (await lea.Get("/api/v1/desk/today?zone=Nowhere")).Code));

        async Task Call(string subject, int wait, int talk)
        {
            var from = wait + talk;
            await floor.Tell("started", subject, new { channel = "voice", queue = "Sales" }, from);
            await floor.Tell("agent.answered", subject, new { agent = DeskFloor.Who("kim"), interaction = subject }, talk);
            var end = TimeProvider.System.GetUtcNow();
            await floor.Tell("ended", subject, new { endedAt = end });
            await floor.Tell("wrapped-up", subject, new { at = end.AddSeconds(talk / 2) });
            await Shift(subject, wait, talk);
        }

        // To the second, and on this day whatever the clock says: the test may run at midnight.
        Task<int> Shift(string subject, int wait, int talk) => floor.Hub.Sql<int>($"""
            with t as (select date_trunc('day', now() at time zone 'utc') at time zone 'utc' + interval '1 minute' as at)
            update sessions set began_at = t.at, answered_at = t.at + interval '{wait} seconds', ended_at = t.at + interval '{wait + talk} seconds' from t where external_id = '{subject}' returning 1
            """);
    }
}
