using System.Text.Json.Nodes;
using Liaison.Tests.Sessions;
using Xunit;

namespace Liaison.Tests.Feeds;

/// <summary>A connected system hears of each change of a session's status, once and in order.</summary>
public sealed class SessionEventTest(PostgresFixture postgres)
{
    private const string Path = "/events/session";

    [Fact, Trait("row", "A160"), Trait("row", "A168"), Trait("row", "A152")]
    public async Task Each_change_of_a_sessions_status_is_told_by_a_web_request_with_the_developer_key()
    {
        await using var feed = await FeedFloor.Open(postgres);
        foreach (var fact in Facts.Call())
        {
            Assert.Equal(202, (await feed.Floor.Pbx.Tell(Facts.One(fact))).Status);
        }
        await feed.Settled();
        var told = feed.Observer.Of(Path);
        Assert.Equal(["new", "queued", "ringing", "active", "ended", "closed"], told.Select(e => e.State));
        Assert.All(told, e => Assert.Equal((Observer.Key, "application/json"), (e.Key, e.Type)));
        Assert.Equal(told.Select(e => e.Sequence).Order(), told.Select(e => e.Sequence));
        Assert.Equal(told.Count, told.Select(e => e.Id).Distinct().Count());
        var active = told[3].Body["item"]!;
        Assert.Equal(("call-1", "inbound", "+442079460018", "ringing", "Housing"), ((string?)active["CallID"], (string?)active["Direction"], (string?)active["Initiator"], (string?)active["PreviousState"], (string?)active["Queue_path_names"]![0]));
        Assert.Equal("2026-03-02T09:00:10Z", (string?)told[3].Body["timestamp"]);
        Assert.Contains(active["Participants"]!.AsArray(), p => ((string?)p!["Type"], (string?)p["Email"], (string?)p["State"]) == ("agent", "Jane.Roe@norchester.example", "connected"));
    }

    [Fact, Trait("row", "A160")]
    public async Task A_whole_day_told_at_once_tells_every_status_too_and_nothing_twice()
    {
        await using var feed = await FeedFloor.Open(postgres);
        var day = Enumerable.Range(1, 5).SelectMany(n => Facts.Call($"call-{n}")).ToList();
        Assert.Equal(202, (await feed.Floor.Pbx.Tell([.. day])).Status);
        Assert.Equal(202, (await feed.Floor.Pbx.Tell([.. day])).Status);
        await feed.Settled();
        var told = feed.Observer.Of(Path).GroupBy(e => (string)e.Body["item"]!["CallID"]!).ToList();
        Assert.Equal(5, told.Count);
        Assert.All(told, call => Assert.Equal(["new", "queued", "ringing", "active", "ended", "closed"], call.Select(e => e.State)));
    }

    [Fact, Trait("row", "A160")]
    public async Task While_the_other_side_is_out_of_service_nothing_is_lost_and_the_order_holds()
    {
        await using var feed = await FeedFloor.Open(postgres);
        var hits = 0;
        feed.Observer.Mood = (_, _) => Interlocked.Increment(ref hits) <= 2 ? 503 : null;
        Assert.Equal(202, (await feed.Floor.Pbx.Tell([.. Facts.Call()])).Status);
        await feed.Settled();
        Assert.Equal(["new", "queued", "ringing", "active", "ended", "closed"], feed.Observer.Of(Path).Select(e => e.State));
        Assert.Equal(6, await feed.Floor.Hub.Sql<long>("select count(*) from deliveries where kind = 5 and state = 3"));
    }

    [Fact, Trait("row", "A163"), Trait("row", "A170"), Trait("row", "A162")]
    public async Task Saving_the_settings_alone_makes_it_work_and_switching_it_off_stops_it()
    {
        await using var feed = await FeedFloor.Open(postgres, new { sendEvents = false });
        Assert.Equal(202, (await feed.Floor.Pbx.Tell([.. Facts.Call("call-0")])).Status);
        Assert.Equal(0, await feed.Floor.Hub.Sql<long>("select count(*) from deliveries"));
        await feed.Save(new { });
        Assert.Equal(202, (await feed.Floor.Pbx.Tell([.. Facts.Call("call-1")])).Status);
        await feed.Settled();
        Assert.Equal(["call-1"], feed.Observer.Events.Select(e => (string)e.Body["item"]!["CallID"]!).Distinct());
    }

    [Fact, Trait("row", "A163"), Trait("row", "A168")]
    public async Task A_wrong_developer_key_is_told_when_it_is_saved_and_parks_the_connection_without_losing_events()
    {
        await using var feed = await FeedFloor.Open(postgres);
        Assert.Contains("developer key", (await feed.Save(new { developerKey = "wrong" }, expected: 422)).Text, StringComparison.Ordinal);
        feed.Observer.Mood = (_, _) => 401;
        Assert.Equal(202, (await feed.Floor.Pbx.Tell([.. Facts.Call()])).Status);
        await Cases.CaseHub.Until(() => feed.Admin.Get($"/api/v1/connections/{feed.Connection}"), c => c["parked"] is not null);
        feed.Observer.Mood = (_, _) => null;
        await feed.Save(new { });
        await feed.Settled();
        Assert.Equal(["new", "queued", "ringing", "active", "ended", "closed"], feed.Observer.Of(Path).Select(e => e.State));
    }

    [Fact, Trait("row", "A168")]
    public async Task The_body_is_the_administrators_own_and_no_value_breaks_out_of_it()
    {
        await using var feed = await FeedFloor.Open(postgres, new { sessionBody = """{"id":"{{ event.id }}","sequence":{{ event.sequence }},"item":{"State":"{{ event.state }}","who":"{{ customer.name }}","raw":{{ customer.name }},"account":"{{ items.account }}"}}""" });
        const string odd = "Ann \"}],\\ \u0007<b>{{ session.id }}";
        Assert.Equal(202, (await feed.Floor.Pbx.Tell(Facts.One(Facts.Of("started", "call-1", "1", "2026-03-02T09:00:00Z", new { channel = "voice", customer = new { name = odd }, items = new { account = "A\"1" } })))).Status);
        await feed.Settled();
        var item = Assert.Single(feed.Observer.Of(Path)).Body["item"]!;
        Assert.Equal((odd, odd, "A\"1"), ((string?)item["who"], (string?)item["raw"], (string?)item["account"]));
    }

    [Theory, Trait("row", "A168"), InlineData("""{"a": {{ event.state }""", "open-placeholder"), InlineData("""{"a": "{{ event.mood }}"}""", "unknown-fact"), InlineData("""{"a": }""", "bad-body")]
    public async Task A_body_that_cannot_be_is_refused_when_it_is_saved(string body, string code)
    {
        await using var feed = await FeedFloor.Open(postgres, new { sendEvents = false });
        var refused = await feed.Save(new { sessionBody = body }, expected: 422);
        Assert.Contains(refused.Json["errors"]?.AsArray() ?? refused.Json["problems"]!.AsArray(), p => (string?)p!["code"] == code);
    }
}
