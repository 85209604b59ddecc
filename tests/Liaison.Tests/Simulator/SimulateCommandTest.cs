using Liaison.Core.Simulation;
using Liaison.Hub.Commands;
using Liaison.Hub.Simulator;
using Liaison.Tests.Cases;
using Xunit;

namespace Liaison.Tests.Simulator;

/// <summary>The command tells facts over HTTP, as any contact centre does.</summary>
public sealed class SimulateCommandTest(PostgresFixture postgres)
{
    private static readonly SimulationOrder Order = new(Speed: 120, Agents: 10, Minutes: 5, Seed: 4);

    [Fact]
    public async Task Facts_told_over_http_become_sessions_and_whoever_stops_it_leaves_none_open()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        using var http = HubTeller.Client(new Uri(hub.App.Urls.Single()), await hub.Key(null, "sessions:write"));
        var teller = new HubTeller(http, TimeProvider.System, static _ => { });
        await teller.Check(CancellationToken.None);
        SimulationPlay? play = null;
        play = new SimulationPlay(Order, SimulatorSamples.Material, (facts, cancel) => teller.Tell(play!.Run, facts, cancel), TimeProvider.System);
        using var stop = new CancellationTokenSource();
        await play.Play((progress, _) =>
        {
            if (progress is { Told: > 30, Counts.Open: > 0 })
            {
                stop.Cancel();
            }
            return Task.FromResult(true);
        }, stop.Token);
        var progress = play.Progress;
        Assert.Equal((0, 0), (progress.Refused, progress.Counts.Open));
        Assert.Equal(progress.Told, await hub.Sql<long>("select count(*) from events where source = 'urn:liaison:simulator'"));
        Assert.Equal((progress.Counts.Began, 0), (await hub.Sql<long>("select count(*) from sessions"), await hub.Sql<long>("select count(*) from sessions where ended_at is null")));
    }

    [Fact]
    public async Task A_key_that_may_not_tell_and_a_hub_that_is_not_there_are_said_before_anything_is_told()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        using var wrong = HubTeller.Client(new Uri(hub.App.Urls.Single()), await hub.Key(null, "cases:read"));
        Assert.Contains("sessions:write", (await Assert.ThrowsAsync<CommandException>(() => new HubTeller(wrong, TimeProvider.System, static _ => { }).Check(CancellationToken.None))).Message, StringComparison.Ordinal);
        using var nowhere = HubTeller.Client(new Uri($"http://127.0.0.1:{Ports.FreeOr(0)}"), "lia_x");
        Assert.Contains("There is no hub", (await Assert.ThrowsAsync<CommandException>(() => new HubTeller(nowhere, TimeProvider.System, static _ => { }).Check(CancellationToken.None))).Message, StringComparison.Ordinal);
    }
}
