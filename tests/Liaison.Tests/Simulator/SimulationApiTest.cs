using System.Text.Json.Nodes;
using Liaison.Core.Shared;
using Liaison.Core.Simulation;
using Liaison.Hub.Commands;
using Liaison.Hub.Simulator;
using Liaison.Storage.People;
using Liaison.Tests.Cases;
using Liaison.Tests.Hub;
using Liaison.Tests.Sessions;
using Xunit;

namespace Liaison.Tests.Simulator;

/// <summary>A simulation is started, watched and stopped over the API, and its facts become sessions of the hub.</summary>
public sealed class SimulationApiTest(PostgresFixture postgres)
{
    private const string Path = "/api/v1/simulation";
    private static readonly object Lively = new { speed = 120, agents = 10, minutes = 5, seed = 3 };

    [Fact]
    public async Task A_demo_comes_to_life_and_when_it_is_stopped_nothing_stays_open()
    {
        await using var hub = await Demo();
        using var admin = await hub.SignIn();
        Assert.Equal("none", (string?)(await admin.Get(Path)).Json["state"]);
        var started = await admin.Post(Path, Lively);
        Assert.True(started.Status == 202, started.Text);
        Assert.Equal(("running", "Ann Admin", true), ((string?)started.Json["state"], (string?)started.Json["startedBy"], started.Json["demo"]!.GetValue<bool>()));
        var lively = await CaseHub.Until(() => admin.Get(Path), s => s["told"]!.GetValue<int>() > 30 && s["sessionsOpen"]!.GetValue<int>() > 0 && s["progress"]!["counts"]!["answered"]!.GetValue<int>() > 0);
        Assert.Equal("running", (string?)lively.Json["state"]);
        Assert.True((await Sessions(hub, "ended_at is null")) > 0);
        Assert.Equal(200, (await admin.Delete(Path)).Status);
        var ended = await CaseHub.Until(() => admin.Get(Path), s => (string?)s["state"] == "ended");
        Assert.Equal(("asked", 0, 0), ((string?)ended.Json["endedWhy"], ended.Json["sessionsOpen"]!.GetValue<int>(), ended.Json["progress"]!["refused"]!.GetValue<int>()));
        Assert.Equal(0, await Sessions(hub, "ended_at is null"));
        Assert.Equal(ended.Json["progress"]!["counts"]!["began"]!.GetValue<int>(), await Sessions(hub, $"source = '{DueFact.Source}' and external_id like '{ended.Json["run"]}-%'"));
        Assert.Equal(await hub.Sql<long>("select count(*) from events where source = @source", new { source = DueFact.Source }), ended.Json["told"]!.GetValue<int>());
        Assert.Equal(["simulation.started", "simulation.stopped"], await Audited(hub));
    }

    [Fact]
    public async Task In_a_demo_simulated_agents_who_are_users_are_seen_at_their_desks_and_go_home_when_it_is_over()
    {
        await using var hub = await Demo();
        using var admin = await hub.SignIn();
        await DemoAgents.Ensure(hub.App.Services, hub.Tenant.Id, 3, CancellationToken.None);
        await DemoAgents.Ensure(hub.App.Services, hub.Tenant.Id, 3, CancellationToken.None);
        Assert.Equal(4, (await admin.Get("/api/v1/users")).Json["items"]!.AsArray().Count);
        static bool Any(JsonNode board, params string[] presences) => board["items"]!.AsArray().Any(a => presences.Contains((string?)a!["presence"], StringComparer.Ordinal));
        await admin.Post(Path, new { speed = 30, agents = 3, minutes = 5 });
        // Facts alone make nobody ready.
        await CaseHub.Until(() => admin.Get("/api/v1/desk/agents"), board => Any(board, "inQueue"));
        await CaseHub.Until(() => admin.Get("/api/v1/desk/agents"), board => Any(board, "busy"));
        await admin.Delete(Path);
        await CaseHub.Until(() => admin.Get(Path), s => (string?)s["state"] == "ended");
        // What wrap-up was still to be done, the desk's own clock ends.
        await CaseHub.Until(() => admin.Get("/api/v1/desk/agents"), board => !Any(board, "inQueue", "busy"));
    }

    [Fact]
    public async Task Outside_a_demo_it_must_be_confirmed()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        using var admin = await hub.SignIn();
        var refused = await admin.Post(Path, new { agents = 3 });
        Assert.Equal((409, "not-a-demo"), (refused.Status, refused.Code));
        Assert.Equal(("none", false), ((string?)(await admin.Get(Path)).Json["state"], (await admin.Get(Path)).Json["demo"]!.GetValue<bool>()));
        Assert.Equal(202, (await admin.Post(Path, new { agents = 3, confirm = true })).Status);
        await admin.Delete(Path);
    }

    [Fact]
    public async Task There_is_one_at_a_time_and_what_is_out_of_bounds_is_refused()
    {
        await using var hub = await Demo();
        using var admin = await hub.SignIn();
        var wrong = await admin.Post(Path, new { speed = 10_000, agents = 0, minutes = 1_000 });
        Assert.Equal((422, "invalid-simulation"), (wrong.Status, wrong.Code));
        Assert.Equal(["/speed", "/agents", "/minutes"], wrong.Json["problems"]!.AsArray().Select(p => (string?)p!["at"]));
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => admin.Post(Path, Lively)));
        Assert.Equal([202, 409, 409, 409], answers.Select(a => a.Status).Order());
        Assert.All(answers.Where(a => a.Status == 409), a => Assert.Equal("already-running", a.Code));
        await admin.Delete(Path);
        await CaseHub.Until(() => admin.Get(Path), s => (string?)s["state"] == "ended");
        Assert.Equal(202, (await admin.Post(Path, Lively)).Status);
    }

    [Fact]
    public async Task It_is_for_administrators_alone_and_each_tenant_has_its_own()
    {
        await using var hub = await Demo();
        using var admin = await hub.SignIn();
        using var program = await hub.WithKey("sessions:write", "configuration", "deliveries");
        using var nobody = hub.Anonymous();
        await hub.Get<UserStore>().Create(hub.Tenant.Id, "Sue", "sue@norchester.example", Role.Supervisor, HubFixture.Password, Actor.Liaison, CancellationToken.None);
        using var supervisor = await SignIn(hub, "sue@norchester.example");
        foreach (var client in new[] { program, supervisor })
        {
            Assert.Equal((403, 403, 403), ((await client.Get(Path)).Status, (await client.Post(Path, Lively)).Status, (await client.Delete(Path)).Status));
        }
        Assert.Equal(401, (await nobody.Get(Path)).Status);
        var other = await hub.Get<TenantStore>().Create("Southchester", CancellationToken.None);
        await hub.Get<UserStore>().Create(other.Id, "Stranger", "admin@southchester.example", Role.Administrator, HubFixture.Password, Actor.Liaison, CancellationToken.None);
        using var stranger = await SignIn(hub, "admin@southchester.example");
        Assert.Equal(202, (await admin.Post(Path, Lively)).Status);
        Assert.Equal("none", (string?)(await stranger.Get(Path)).Json["state"]);
        await stranger.Delete(Path);
        Assert.Equal("running", (string?)(await admin.Get(Path)).Json["state"]);
    }

    [Fact]
    public async Task It_stops_by_itself_when_its_minutes_are_over()
    {
        await using var hub = await Demo();
        using var admin = await hub.SignIn();
        Assert.Equal(202, (await admin.Post(Path, new { speed = 240, agents = 10, minutes = 0.1 })).Status);
        var ended = await CaseHub.Until(() => admin.Get(Path), s => (string?)s["state"] == "ended");
        Assert.Equal("time", (string?)ended.Json["endedWhy"]);
        Assert.True(ended.Json["told"]!.GetValue<int>() > 10, ended.Text);
        Assert.Equal(0, await Sessions(hub, "ended_at is null"));
    }

    [Fact]
    public async Task A_hub_that_stops_ends_what_is_open_and_says_so()
    {
        await using var hub = await Demo();
        using var admin = await hub.SignIn();
        await admin.Post(Path, Lively);
        await CaseHub.Until(() => admin.Get(Path), s => s["sessionsOpen"]!.GetValue<int>() > 0);
        await hub.Get<Simulations>().StopAsync(CancellationToken.None);
        Assert.Equal(0, await Sessions(hub, "ended_at is null"));
        var ended = await admin.Get(Path);
        Assert.Equal(("ended", "stopped"), ((string?)ended.Json["state"], (string?)ended.Json["endedWhy"]));
    }

    [Fact]
    public async Task One_whose_hub_is_gone_without_a_word_counts_as_over_and_the_next_one_ends_what_it_left_open()
    {
        await using var hub = await Demo();
        using var admin = await hub.SignIn();
        await admin.Post(Path, Lively);
        await hub.Get<Simulations>().StopAsync(CancellationToken.None);
        await hub.Sql<int>("update simulations set ended_at = null, ended_why = null, seen_at = now() - interval '1 minute' returning 1");
        var lost = await admin.Get(Path);
        Assert.Equal(("ended", "hubLost"), ((string?)lost.Json["state"], (string?)lost.Json["endedWhy"]));
        using var program = await hub.WithKey("sessions:write");
        JsonObject Open(string subject, string source = DueFact.Source)
        {
            var fact = Facts.Of("started", subject, subject, "2026-03-02T09:00:00Z", new { channel = "voice" });
            fact["source"] = source;
            return fact;
        }
        await program.Tell([Open($"{lost.Json["run"]}-voice-99999"), Open("sim-of-somebody-else-1"), Open($"{lost.Json["run"]}-voice-99999", "urn:norchester:pbx")]);
        Assert.Equal(3, await Sessions(hub, "ended_at is null"));
        Assert.Equal(202, (await admin.Post(Path, Lively)).Status);
        Assert.Equal(0, await Sessions(hub, $"ended_at is null and source = '{DueFact.Source}' and external_id = '{lost.Json["run"]}-voice-99999'"));
        Assert.Equal(2, await Sessions(hub, "ended_at is null and (external_id = 'sim-of-somebody-else-1' or source = 'urn:norchester:pbx')"));
    }

    private async Task<CaseHub> Demo()
    {
        var hub = await CaseHub.Start(postgres, workers: false);
        await hub.Get<TenantStore>().MarkAsDemo(hub.Tenant.Id, CancellationToken.None);
        return hub;
    }

    private static Task<long> Sessions(CaseHub hub, string which) => hub.Sql<long>($"select count(*) from sessions where {which}");

    private static async Task<IEnumerable<string?>> Audited(CaseHub hub) =>
        JsonNode.Parse(await hub.Sql<string>("select jsonb_agg(action order by seq)::text from audit where action like 'simulation.%'"))!.AsArray().Select(a => (string?)a);

    private static async Task<HubClient> SignIn(CaseHub hub, string email)
    {
        var client = hub.Anonymous();
        client.Http.DefaultRequestHeaders.Add("X-Liaison", "1");
        Assert.Equal(200, (await client.Post("/api/v1/session", new { email, password = HubFixture.Password })).Status);
        return client;
    }
}
