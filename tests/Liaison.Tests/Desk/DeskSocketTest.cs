using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Liaison.Core.Desk;
using Liaison.Hub.Desk;
using Liaison.Hub.Road;
using Liaison.Storage.Configuration;
using Liaison.Storage.Desk;
using Liaison.Storage.People;
using Liaison.Tests.Hub;
using Liaison.Tests.Sessions;
using Xunit;

namespace Liaison.Tests.Desk;

/// <summary>Who may listen, and what they hear.</summary>
public sealed class DeskSocketTest(PostgresFixture postgres)
{
    [Fact]
    public async Task Only_a_person_who_is_signed_in_may_listen_and_only_from_our_own_pages()
    {
        await using var floor = await DeskFloor.Open(postgres, workers: false);
        var jane = await floor.Agent("jane", ready: false);
        using var nobody = floor.Hub.Anonymous();
        Assert.Contains("401", (await Assert.ThrowsAsync<WebSocketException>(() => DeskSocket.Open(nobody, floor.Address))).Message, StringComparison.Ordinal);
        foreach (var origin in new[] { "https://evil.example", "null", $"http://evil.{floor.Address.Authority}", $"http://127.0.0.1:{floor.Address.Port + 1}" })
        {
            Assert.Contains("403", (await Assert.ThrowsAsync<WebSocketException>(() => DeskSocket.Open(jane, floor.Address, origin))).Message, StringComparison.Ordinal);
        }
        await using var own = await DeskSocket.Open(jane, floor.Address, floor.Address.GetLeftPart(UriPartial.Authority));
        await own.Next(static _ => true);
        Assert.Equal(403, (await floor.Pbx.Post("/api/v1/live/desk/negotiate?negotiateVersion=1")).Status);
        var policy = (await jane.Get("/api/v1/desk")).Message.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains($"connect-src 'self' ws://{floor.Address.Authority} wss://{floor.Address.Authority}", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agent_hears_of_nobody_elses_desk_and_may_not_watch_everybody()
    {
        await using var floor = await DeskFloor.Open(postgres, workers: false);
        var (jane, joe, lea) = (await floor.Agent("jane"), await floor.Agent("joe"), await floor.Agent("lea", ready: false, Role.Supervisor));
        await using var hers = await floor.Listen(jane);
        await using var his = await floor.Listen(joe);
        await using var leads = await floor.Listen(lea);
        await hers.Call("WatchAll", [null]);
        Assert.Contains("not-allowed", (string?)(await hers.Answer())["error"], StringComparison.Ordinal);
        await leads.Call("WatchAll", "Europe/Warsaw");
        await leads.Next(static _ => true, "supervisor");
        await floor.Ring("call-1", "joe");
        await his.Next(d => d["offer"] is not null);
        var board = await leads.Next(b => b["waiting"]!.AsArray().Count == 1, "supervisor");
        Assert.Equal(("Sales", "Ann O'Neil"), ((string?)board["waiting"]![0]!["queue"], (string?)board["waiting"]![0]!["customer"]));
        Assert.DoesNotContain(hers.Texts, t => t.Contains("O'Neil", StringComparison.Ordinal) || t.Contains("\"target\":\"supervisor\"", StringComparison.Ordinal));
        // What was told last, and to the agent herself, comes after anything that might have been told by mistake.
        await floor.Ring("call-2", "jane");
        await hers.Next(d => d["offer"] is not null);
        Assert.Single(hers.Texts, t => t.Contains("\"offer\":{", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whatever_strangers_write_a_desk_stays_small()
    {
        await using var floor = await DeskFloor.Open(postgres, workers: false);
        var jane = await floor.Agent("jane");
        await using var desk = await floor.Listen(jane);
        var id = await floor.Ring("call-1", "jane");
        await desk.Next(d => d["offer"] is not null);
        for (var batch = 0; batch < 4; batch++)
        {
            await floor.Tell("said", "call-1", new { lines = Enumerable.Range(0, 100).Select(n => new { key = $"{batch:D2}-{n:D3}", speaker = "customer", text = $"{batch}/{n} " + new string('x', 3_000) }) });
        }
        await Task.WhenAll(Enumerable.Range(0, 60).Select(n => floor.Tell("note", "call-1", new { key = $"n{n:D2}", text = new string('n', 19_000), who = "Jane" })));
        for (var batch = 0; batch < 2; batch++)
        {
            await floor.Tell("items", "call-1", new { items = Enumerable.Range(batch * 75, 75).ToDictionary(n => $"item{n:D3}", _ => new string('i', 3_990) + "😀") });
        }
        await floor.Tell("changed", "call-1", new { customer = new { name = string.Concat(Enumerable.Repeat("😀", 100)) } });
        var card = (await DeskFloor.Desk(jane)).Json["offer"]!;
        Assert.Equal((200, 50, 100), (card["transcript"]!.AsArray().Count, card["notes"]!.AsArray().Count, card["items"]!.AsObject().Count));
        Assert.Equal("03-099", (string?)card["transcript"]![199]!["key"]);
        Assert.All(card["transcript"]!.AsArray(), l => Assert.True(((string)l!["text"]!).Length == 1_000 && ((string)l["text"]!).EndsWith('…')));
        Assert.True((await DeskFloor.Desk(jane)).Text.Length < 450_000);
        Assert.Equal(id, (string?)card["id"]);
    }

    [Fact]
    public async Task A_history_that_is_told_afterwards_moves_no_desk()
    {
        await using var floor = await DeskFloor.Open(postgres);
        var jane = await floor.Agent("Jane.Roe");
        await using var desk = await floor.Listen(jane);
        var before = await desk.Next(static _ => true);
        Assert.Equal(202, (await floor.Pbx.Tell(Facts.Call())).Status);
        await floor.Ring("call-2", "Jane.Roe");
        var after = await desk.Next(d => d["offer"] is not null);
        Assert.Equal(((int)before["version"]! + 1, "inQueue"), ((int)after["version"]!, (string?)after["presence"]));
        Assert.DoesNotContain(desk.Texts, t => t.Contains("\"busy\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_process_did_not_live_to_tell_is_told_by_another()
    {
        await using var floor = await DeskFloor.Open(postgres);
        var jane = await floor.Agent("jane");
        await using var desk = await floor.Listen(jane);
        var id = await floor.Arrive("chat-1");
        await desk.Next(d => d["offer"] is not null);
        var setup = await floor.Hub.Get<Setups>().Of(floor.Hub.Tenant.Id, CancellationToken.None);
        var person = setup.People.ByEmail("jane@norchester.example")!;
        var now = floor.Hub.Get<DeskRoom>().Now;
        // The desk's change alone, as if the process had ended right after it.
        await floor.Hub.Get<DeskStore>().Change(floor.Hub.Tenant.Id, new DeskAgent(person.Id.Value, person.Name, person.Email, setup.Desk), now, null, false,
            state => DeskMoves.Accept(state, new DeskAgent(person.Id.Value, person.Name, person.Email, setup.Desk), state.Offer!.Session, now), CancellationToken.None);
        await Cases.CaseHub.Until(() => jane.Get($"/api/v1/sessions/{id}"), s => s["answeredAt"] is not null);
        await desk.Next(d => (string?)DeskSocket.Card(d)?["status"] == "inProgress");
        Assert.Equal(0L, await floor.Hub.Sql<long>("select count(*) from desk_facts"));
    }

    [Fact]
    public async Task Presence_leaves_a_history_that_lies_in_months()
    {
        await using var floor = await DeskFloor.Open(postgres, workers: false);
        var jane = await floor.Agent("jane");
        await DeskFloor.Be(jane, "notReady", "Break");
        Assert.Equal(422, (await DeskFloor.Be(jane, "notReady", "Sulking")).Status);
        Assert.Equal((422, "invalid-presence"), ((await DeskFloor.Be(jane, "busy")).Status, (await DeskFloor.Be(jane, "busy")).Code));
        await DeskFloor.Be(jane, "inQueue");
        Assert.Equal("1:,0:Break,1:", await floor.Hub.Sql<string>("select string_agg(presence || ':' || coalesce(reason, ''), ',' order by at) from desk_states"));
        Assert.Equal($"desk_states_{TimeProvider.System.GetUtcNow():yyyy_MM}", await floor.Hub.Sql<string>("select tableoid::regclass::text from desk_states limit 1"));
    }
}
