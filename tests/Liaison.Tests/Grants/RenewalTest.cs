using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;
using Liaison.Hub.Connecting;
using Liaison.Tests.Road;
using Xunit;

namespace Liaison.Tests.Grants;

/// <summary>Newer grants: one call for all, stored before it is used, fetched before anybody must wait.</summary>
[Trait("security", "S6")]
public sealed class RenewalTest(PostgresFixture postgres)
{
    [Fact]
    public async Task A_hundred_refusals_at_once_in_two_processes_make_one_call()
    {
        await using var hub = await GrantHub.Start(postgres, processes: 2);
        await hub.Connect();
        var old = await hub.Token();
        Assert.Equal(old, await hub.Token(1));
        hub.Time.Now += TimeSpan.FromMinutes(30);
        hub.Server.EndAccess();
        var go = new TaskCompletionSource();
        hub.Server.Before = () => go.Task;
        var callers = Enumerable.Range(0, 100).Select(n => hub.Access(old, n % 2)).ToList();
        await Waiting.Until(() => Task.FromResult(hub.Server.Refreshes > 0));
        go.SetResult();
        var tokens = (await Task.WhenAll(callers)).Select(o => Assert.IsType<Outcome<Grant>.Success>(o).Value.Access.Value!).ToList();
        Assert.Equal(1, hub.Server.Refreshes);
        Assert.True(hub.Server.Takes(Assert.Single(tokens.Distinct())));
        // Latecomers with the old token get the newer one without a call.
        Assert.Equal(tokens[0], Assert.IsType<Outcome<Grant>.Success>(await hub.Access(old, 1)).Value.Access.Value);
        Assert.Equal(1, hub.Server.Refreshes);
    }

    [Fact]
    public async Task Two_hundred_lookups_at_the_end_of_a_token_find_a_newer_one_and_nobody_waits_while_it_is_fetched()
    {
        await using var hub = await GrantHub.Start(postgres, processes: 2, workers: true);
        await hub.Connect();
        var old = await hub.Token();
        await hub.Token(1);
        var end = hub.Time.Now + hub.Server.Life;
        var go = new TaskCompletionSource();
        hub.Server.Before = () => go.Task;
        hub.Time.Now = end - TimeSpan.FromMinutes(10);
        var rounds = new[] { hub.Get<GrantKeeper>().Look(GrantHub.Cancel), hub.Get<GrantKeeper>(1).Look(GrantHub.Cancel) };
        await Waiting.Until(() => Task.FromResult(hub.Server.Refreshes > 0));
        for (var n = 0; n < 200; n++)
        {
            var given = hub.Access(null, n % 2);
            Assert.True(given.IsCompletedSuccessfully, "A lookup waited for a refresh.");
            Assert.Equal(old, Assert.IsType<Outcome<Grant>.Success>(await given).Value.Access);
        }
        go.SetResult();
        await Task.WhenAll(rounds);
        await Waiting.Until(async () => await hub.Token() != old && await hub.Token(1) != old);
        hub.Time.Now = end;
        for (var n = 0; n < 200; n++)
        {
            var given = hub.Access(null, n % 2);
            Assert.True(given.IsCompletedSuccessfully, "A lookup waited for a refresh.");
            Assert.True(hub.Server.Takes(Assert.IsType<Outcome<Grant>.Success>(await given).Value.Access.Value!));
        }
        Assert.Equal(1, hub.Server.Refreshes);
    }

    [Fact]
    public async Task A_life_shorter_than_reckoned_is_learned_and_the_next_token_is_replaced_before_it_ends()
    {
        await using var hub = await GrantHub.Start(postgres);
        hub.Server.Life = TimeSpan.FromMinutes(30);
        await hub.Connect();
        hub.Time.Now += TimeSpan.FromMinutes(31);
        var old = await hub.Token();
        Assert.False(hub.Server.Takes(old.Value!));
        var second = Assert.IsType<Outcome<Grant>.Success>(await hub.Access(old)).Value;
        Assert.Equal(TimeSpan.FromMinutes(31), second.ExpiresAt - second.IssuedAt);

        hub.Time.Now += TimeSpan.FromMinutes(20);
        await hub.Get<GrantKeeper>().Look(GrantHub.Cancel);
        Assert.Equal(1, hub.Server.Refreshes);
        hub.Time.Now += TimeSpan.FromMinutes(5);
        await hub.Get<GrantKeeper>().Look(GrantHub.Cancel);
        Assert.Equal(2, hub.Server.Refreshes);
        hub.Time.Now += TimeSpan.FromMinutes(6);
        Assert.True(hub.Server.Takes((await hub.Token()).Value!));
        Assert.Equal(2, hub.Server.Refreshes);
    }

    [Fact]
    public async Task A_refresh_token_that_is_refused_parks_the_connection_once_and_is_never_tried_again()
    {
        await using var hub = await GrantHub.Start(postgres, processes: 2, workers: true);
        await hub.Connect();
        var old = await hub.Token();
        await hub.Token(1);
        hub.Time.Now += TimeSpan.FromMinutes(30);
        hub.Server.WithdrawAll();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(n => hub.Access(old, n % 2)));
        Assert.All(outcomes, o => Assert.Equal((FaultKind.Credentials, "reconnect-needed"), (Assert.IsType<Outcome<Grant>.Failure>(o).Fault.Kind, ((Outcome<Grant>.Failure)o).Fault.Code)));
        for (var hours = 0; hours < 240; hours += 6)
        {
            hub.Time.Now += TimeSpan.FromHours(6);
            await hub.Get<GrantKeeper>().Look(GrantHub.Cancel);
            await hub.Access(null, 1);
            await hub.Access(old);
        }
        Assert.Equal(1, hub.Server.Refreshes);
        Assert.Equal(1, await hub.Ask<int>("select count(*)::int from connections where parked ->> 'code' = 'reconnect-needed'"));
        Assert.Single(hub.Log, line => line.Contains("is parked", StringComparison.Ordinal));
        using var admin = await hub.SignIn();
        var told = (await admin.Get(hub.Authorization)).Json;
        Assert.Equal("reconnectNeeded", told["state"]!.GetValue<string>());
        Assert.Contains("press Connect", told["fault"]!["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_endpoint_that_is_out_of_service_is_asked_less_and_less_and_the_present_token_goes_on()
    {
        await using var hub = await GrantHub.Start(postgres);
        hub.Server.Life = TimeSpan.FromDays(1);
        await hub.Connect();
        var old = await hub.Token();
        hub.Server.Fail = 503;
        hub.Time.Now += TimeSpan.FromMinutes(100);
        for (var seconds = 0; seconds < 3600; seconds += 5)
        {
            // First, so that nothing is due that nobody has looked for when the hour is over.
            hub.Time.Now += TimeSpan.FromSeconds(5);
            await hub.Get<GrantKeeper>().Look(GrantHub.Cancel);
            Assert.Equal(old, await hub.Token());
        }
        Assert.InRange(hub.Server.Refreshes, 5, 12);
        using var admin = await hub.SignIn();
        var told = (await admin.Get(hub.Authorization)).Json;
        Assert.Equal(("connected", "unavailable"), (told["state"]!.GetValue<string>(), told["fault"]!["kind"]!.GetValue<string>()));
        // A caller whose token is refused meanwhile is told when it is tried again, without another call.
        var asked = hub.Server.Refreshes;
        var fault = Assert.IsType<Outcome<Grant>.Failure>(await hub.Access(old)).Fault;
        Assert.Equal((Verdict.Retry, true, asked), (fault.Verdict, fault.RetryAfter > TimeSpan.Zero, hub.Server.Refreshes));
        hub.Server.Fail = 0;
        hub.Time.Now += TimeSpan.FromMinutes(20);
        await hub.Get<GrantKeeper>().Look(GrantHub.Cancel);
        Assert.NotEqual(old, await hub.Token());
    }

    [Fact]
    public async Task A_quiet_connection_is_kept_alive_once_a_week_and_one_in_use_all_the_time()
    {
        await using var hub = await GrantHub.Start(postgres);
        await hub.Connect();
        async Task Days(double days, bool use)
        {
            for (var until = hub.Time.Now + TimeSpan.FromDays(days); hub.Time.Now < until;)
            {
                hub.Time.Now += TimeSpan.FromMinutes(30);
                if (use)
                {
                    await hub.Token();
                }
                await hub.Get<GrantKeeper>().Look(GrantHub.Cancel);
            }
        }
        await Days(2, use: true);
        Assert.InRange(hub.Server.Refreshes, 20, 35);
        await Days(4.1, use: false);
        var quiet = hub.Server.Refreshes;
        await Days(29, use: false);
        Assert.InRange(hub.Server.Refreshes - quiet, 3, 5);
        await Days(0.1, use: true);
        Assert.True(hub.Server.Takes((await hub.Token()).Value!));
    }

    [Fact]
    public async Task New_tokens_that_are_refused_as_well_are_not_asked_for_without_end()
    {
        await using var hub = await GrantHub.Start(postgres);
        await hub.Connect();
        Outcome<Grant> last = await hub.Access();
        for (var n = 0; n < 20 && last is Outcome<Grant>.Success(var grant); n++)
        {
            last = await hub.Access(grant.Access);
        }
        Assert.Equal(("refused-again", Verdict.Retry), (Assert.IsType<Outcome<Grant>.Failure>(last).Fault.Code, ((Outcome<Grant>.Failure)last).Fault.Verdict));
        Assert.Equal(3, hub.Server.Refreshes);
        Assert.Equal(0, await hub.Ask<int>("select count(*)::int from connections where parked is not null"));
        hub.Time.Now += TimeSpan.FromSeconds(31);
        Assert.IsType<Outcome<Grant>.Success>(await hub.Access(await hub.Token()));
    }

    [Fact]
    public async Task Disconnecting_during_a_refresh_leaves_nothing_that_works_over_there()
    {
        await using var hub = await GrantHub.Start(postgres);
        await hub.Connect();
        var old = await hub.Token();
        hub.Time.Now += TimeSpan.FromMinutes(30);
        var go = new TaskCompletionSource();
        hub.Server.Before = () => go.Task;
        var refused = hub.Access(old);
        await Waiting.Until(() => Task.FromResult(hub.Server.Refreshes > 0));
        using var admin = await hub.SignIn();
        var disconnecting = admin.Delete(hub.Authorization);
        Assert.False(disconnecting.IsCompleted);
        go.SetResult();
        Assert.Equal(200, (await disconnecting).Status);
        await refused;
        Assert.All(hub.Server.Planted.Where(p => p.StartsWith("planted-access", StringComparison.Ordinal)), token => Assert.False(hub.Server.Takes(token)));
        Assert.Equal("notConnected", (await admin.Get(hub.Authorization)).Json["state"]!.GetValue<string>());
    }
}
