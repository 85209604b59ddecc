using System.Text.Json.Nodes;
using Liaison.Tests.Hub;
using Liaison.Tests.Sessions;
using Xunit;

namespace Liaison.Tests.Desk;

/// <summary>Several processes on one PostgreSQL are one floor.</summary>
public sealed class TwoHubsDeskTest(PostgresFixture postgres)
{
    [Fact]
    public async Task What_is_done_at_one_process_is_seen_at_the_other()
    {
        await using var floor = await DeskFloor.Open(postgres, workers: false);
        await using var second = await SecondHub.Start(floor.Hub);
        var jane = await floor.Agent("jane", ready: false);
        using var there = At(second, jane);
        await using var desk = await DeskSocket.Open(jane, second.Address);
        await desk.Next(static _ => true);
        Assert.Equal(200, (await DeskFloor.Be(jane, "inQueue")).Status);
        await desk.Next(d => (string?)d["presence"] == "inQueue");
        var id = await floor.Arrive("chat-1");
        await desk.Next(d => (string?)d["offer"]?["id"] == id);
        await using var here = await floor.Listen(jane);
        Assert.Equal("busy", (string?)(await there.Post($"/api/v1/desk/sessions/{id}/accept")).Json["presence"]);
        var seen = await here.Next(d => (string?)DeskSocket.Card(d)?["status"] == "inProgress");
        var same = await desk.Next(d => (int)d["version"]! >= (int)seen["version"]!);
        Assert.Equal(("busy", "busy", id), ((string?)seen["presence"], (string?)same["presence"], (string?)DeskSocket.Card(same)?["id"]));
        await floor.Tell("said", "chat-1", new { lines = new[] { new { speaker = "customer", text = "Are you there?" } } });
        await desk.Next(d => DeskSocket.Card(d)?["transcript"] is JsonArray { Count: 1 });
    }

    [Fact]
    public async Task A_restart_keeps_every_desk_and_what_falls_due_meanwhile_happens_afterwards()
    {
        await using var floor = await DeskFloor.Open(postgres, DeskFloor.Settings with { WrapUpSeconds = 2 }, workers: false);
        var jane = await floor.Agent("jane");
        var id = await floor.Ring("call-1", "jane");
        await using (var second = await SecondHub.Start(floor.Hub))
        {
            await using var desk = await DeskSocket.Open(jane, second.Address);
            await desk.Next(d => d["offer"] is not null);
            using var there = At(second, jane);
            await there.Post($"/api/v1/desk/sessions/{id}/accept");
            await there.Post($"/api/v1/desk/sessions/{id}/hangUp");
            await desk.Next(d => (string?)d["presence"] == "wrapUp");
        }
        // The first one is no worker: nobody keeps time for now.
        Assert.Equal(id, (string?)(await DeskFloor.Desk(jane)).Json["sessions"]![0]!["id"]);
        await using var third = await SecondHub.Start(floor.Hub, Workers);
        await using var again = await DeskSocket.Open(jane, third.Address);
        await again.Next(d => (string?)d["presence"] == "inQueue" && d["sessions"]!.AsArray().Count == 0);
    }

    [Fact]
    public async Task In_a_rush_at_two_processes_every_contact_is_taken_by_exactly_one_agent()
    {
        await using var floor = await DeskFloor.Open(postgres, DeskFloor.Settings with { WrapUpSeconds = 0 });
        await using var second = await SecondHub.Start(floor.Hub, Workers);
        const int contacts = 24;
        var agents = await Task.WhenAll(Enumerable.Range(0, 4).Select(n => floor.Agent($"agent{n}")));
        using var done = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var taken = 0;
        var work = agents.Select((agent, n) => Task.Run(async () =>
        {
            // Every agent sits at both processes at once, and takes what rings at either.
            using var there = At(second, agent);
            await using var desk = await DeskSocket.Open(agent, n % 2 == 0 ? floor.Address : second.Address);
            while (Volatile.Read(ref taken) < contacts && !done.IsCancellationRequested)
            {
                var seen = await desk.Next(d => d["offer"] is not null || Volatile.Read(ref taken) >= contacts);
                if ((string?)seen["offer"]?["id"] is not { } id)
                {
                    break;
                }
                var answers = await Task.WhenAll(agent.Post($"/api/v1/desk/sessions/{id}/accept"), there.Post($"/api/v1/desk/sessions/{id}/accept"));
                if (answers.Any(a => a.Status == 200 && a.Json["sessions"]!.AsArray().Any(s => (string?)s!["id"] == id)))
                {
                    Assert.Equal(200, (await there.Post($"/api/v1/desk/sessions/{id}/hangUp")).Status);
                    if (Interlocked.Increment(ref taken) == contacts)
                    {
                        await Task.WhenAll(agents.Select(a => DeskFloor.Be(a, "notReady")));
                    }
                }
            }
        })).ToList();
        await Task.WhenAll(Enumerable.Range(0, contacts).Select(n => floor.Arrive($"chat-{n}")));
        await Task.WhenAll(work).WaitAsync(TimeSpan.FromSeconds(90));
        Assert.Equal(contacts, taken);
        Assert.Equal(contacts, await floor.Hub.Sql<int>("select count(distinct session_id)::int from desk_offers where outcome = 'answered'"));
        Assert.Equal(contacts, await floor.Hub.Sql<int>("select count(*)::int from desk_offers where outcome = 'answered'"));
        Assert.Equal(0, await floor.Hub.Sql<int>("""
            select count(*)::int from desk_offers a join desk_offers b on a.leg < b.leg and (a.session_id = b.session_id or a.user_id = b.user_id)
            and tstzrange(a.offered_at, a.ended_at) && tstzrange(b.offered_at, b.ended_at)
            """));
        Assert.Equal(0, await floor.Hub.Sql<int>("select count(*)::int from desk_waiting"));
    }

    private static void Workers(Microsoft.Extensions.DependencyInjection.IServiceCollection services) => Liaison.Hub.Desk.DeskServices.AddDeskSweep(services);

    /// <summary>The same person in another tab, at another process.</summary>
    private static HubClient At(SecondHub hub, HubClient person)
    {
        var client = new HubClient(new HttpClient { BaseAddress = hub.Address });
        client.Http.DefaultRequestHeaders.Add("Cookie", person.Cookie);
        client.Http.DefaultRequestHeaders.Add("X-Liaison", "1");
        return client;
    }
}
