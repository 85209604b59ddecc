using Liaison.Core.Connecting;
using Liaison.Core.Shared;
using Liaison.Hub.Connecting;
using Liaison.Storage.Configuration;
using Liaison.Tests.Road;
using Xunit;

namespace Liaison.Tests.Grants;

/// <summary>Between the other system's answer and its being stored lies the one dangerous moment: the old refresh token may be spent and the new one known to nobody.</summary>
[Trait("security", "S6")]
public sealed class LostAnswerTest(PostgresFixture postgres)
{
    [Fact]
    public async Task A_process_that_dies_before_it_asked_is_followed_by_another_when_its_lease_is_over()
    {
        await using var hub = await GrantHub.Start(postgres);
        await hub.Connect();
        var old = await hub.Token();
        hub.Time.Now += TimeSpan.FromMinutes(100);
        await ClaimAsADeadProcess(hub);
        await hub.Get<GrantKeeper>().Look(GrantHub.Cancel);
        Assert.Equal((0, old), (hub.Server.Refreshes, await hub.Token()));
        Assert.False(await MayClaim(hub, needed: true));

        // The answer may have been lost, so the refresh token is not risked while the present token works ...
        hub.Time.Now += GrantRenewal.Lease + TimeSpan.FromSeconds(1);
        await hub.Get<GrantKeeper>().Look(GrantHub.Cancel);
        Assert.Equal(0, hub.Server.Refreshes);
        Assert.False(await MayClaim(hub, needed: false));
        // ... and is tried when it does not.
        var newer = Assert.IsType<Outcome<Grant>.Success>(await hub.Access(old)).Value.Access;
        Assert.Equal((1, true), (hub.Server.Refreshes, hub.Server.Takes(newer.Value!)));
    }

    [Fact]
    public async Task Callers_wait_for_a_lease_of_a_dead_process_no_longer_than_it_lasts()
    {
        await using var hub = await GrantHub.Start(postgres);
        await hub.Connect();
        var old = await hub.Token();
        hub.Time.Now += TimeSpan.FromMinutes(30);
        hub.Server.EndAccess();
        await ClaimAsADeadProcess(hub);
        var caller = hub.Access(old);
        for (var looks = 0; looks < 50; looks++)
        {
            await Newest(hub);
            Assert.Equal((false, 0), (caller.IsCompleted, hub.Server.Refreshes));
        }
        hub.Time.Now += GrantRenewal.Lease + TimeSpan.FromSeconds(1);
        Assert.True(hub.Server.Takes(Assert.IsType<Outcome<Grant>.Success>(await caller).Value.Access.Value!));
    }

    [Fact]
    public async Task An_answer_that_was_lost_costs_a_reconnect_only_when_the_present_token_ends_too()
    {
        await using var hub = await GrantHub.Start(postgres);
        hub.Server.Life = TimeSpan.FromDays(1);
        await hub.Connect();
        var old = await hub.Token();
        hub.Time.Now += TimeSpan.FromMinutes(100);
        hub.Server.After = static http =>
        {
            http.Abort();
            return Task.CompletedTask;
        };
        await hub.Get<GrantKeeper>().Look(GrantHub.Cancel);
        Assert.Equal(1, hub.Server.Refreshes);
        hub.Server.After = static _ => Task.CompletedTask;

        // A second use of the spent token would withdraw everything. For as long as the present one is reckoned to live, it is left alone.
        for (var minutes = 0; minutes < 18; minutes++)
        {
            hub.Time.Now += TimeSpan.FromMinutes(1);
            await hub.Get<GrantKeeper>().Look(GrantHub.Cancel);
            Assert.True(hub.Server.Takes((await hub.Token()).Value!));
        }
        Assert.Equal((1, old), (hub.Server.Refreshes, await hub.Token()));
        hub.Time.Now += TimeSpan.FromMinutes(5);
        await hub.Get<GrantKeeper>().Look(GrantHub.Cancel);
        Assert.Equal("reconnect-needed", Assert.IsType<Outcome<Grant>.Failure>(await hub.Access()).Fault.Code);
        Assert.Equal(2, hub.Server.Refreshes);
    }

    [Fact]
    public async Task Where_refresh_tokens_are_known_not_to_rotate_a_lost_answer_is_asked_for_again_at_once()
    {
        await using var hub = await GrantHub.Start(postgres);
        (hub.Server.Rotates, hub.Server.Life) = (false, TimeSpan.FromDays(1));
        await hub.Connect();
        hub.Time.Now += TimeSpan.FromMinutes(100);
        await hub.Get<GrantKeeper>().Look(GrantHub.Cancel);
        var second = await hub.Token();
        Assert.False(await hub.Ask<bool>("select rotates from grants"));
        hub.Time.Now += TimeSpan.FromMinutes(100);
        hub.Server.After = static http =>
        {
            http.Abort();
            return Task.CompletedTask;
        };
        await hub.Get<GrantKeeper>().Look(GrantHub.Cancel);
        hub.Server.After = static _ => Task.CompletedTask;
        hub.Time.Now += TimeSpan.FromMinutes(1);
        await hub.Get<GrantKeeper>().Look(GrantHub.Cancel);
        Assert.NotEqual(second, await hub.Token());
        Assert.Equal(3, hub.Server.Refreshes);
    }

    [Fact]
    public async Task Nobody_is_given_a_token_before_it_is_stored_and_storing_is_not_given_up_at_the_first_failure()
    {
        await using var hub = await GrantHub.Start(postgres, processes: 2);
        await hub.Connect();
        var old = await hub.Token();
        hub.Time.Now += TimeSpan.FromMinutes(30);
        hub.Server.EndAccess();
        hub.Server.After = async _ => await hub.Ask<object>("alter table grants rename to grants_away");
        var caller = hub.Access(old);
        await Waiting.Until(() => Task.FromResult(hub.Log.Any(line => line.Contains("could not be stored yet", StringComparison.Ordinal))));
        Assert.False(caller.IsCompleted);
        await hub.Ask<object>("alter table grants_away rename to grants");
        var newer = Assert.IsType<Outcome<Grant>.Success>(await caller).Value.Access;
        Assert.Equal(newer, await Newest(hub));
        Assert.Equal(newer, Assert.IsType<Outcome<Grant>.Success>(await hub.Access(old, 1)).Value.Access);
        Assert.Equal(1, hub.Server.Refreshes);
    }

    [Fact]
    public async Task An_answer_over_a_row_that_has_moved_on_changes_nothing()
    {
        await using var hub = await GrantHub.Start(postgres);
        await hub.Connect();
        var (store, random) = (hub.Get<GrantStore>(), hub.Time.Now);
        var stale = (await store.Find(hub.Connection, GrantHub.Cancel))!;
        await hub.Connect();
        var now = await hub.Token();
        var late = stale.Grant! with { Access = new Secret("planted-access-late") };
        Assert.Null(await store.Renew(stale, late, GrantTerm.Of(late, null, random, 0.5), null, GrantHub.Cancel));
        Assert.False(await store.End(stale, new Liaison.Core.Deliveries.Fault(Liaison.Core.Deliveries.FaultKind.Credentials, "late"), random, GrantHub.Cancel));
        Assert.Equal(now, await Newest(hub));
    }

    private static async Task ClaimAsADeadProcess(GrantHub hub)
    {
        var store = hub.Get<GrantStore>();
        var seen = (await store.Find(hub.Connection, GrantHub.Cancel))!;
        Assert.NotNull(await store.Claim(hub.Connection, seen.Generation, true, "hub_dead", hub.Time.Now, hub.Time.Now + GrantRenewal.Lease, GrantHub.Cancel));
    }

    private static async Task<bool> MayClaim(GrantHub hub, bool needed)
    {
        var seen = (await hub.Get<GrantStore>().Find(hub.Connection, GrantHub.Cancel))!;
        return await hub.Get<GrantStore>().Claim(hub.Connection, seen.Generation, needed, "hub_other", hub.Time.Now, hub.Time.Now + GrantRenewal.Lease, GrantHub.Cancel) is not null;
    }

    private static async Task<Secret> Newest(GrantHub hub) => (await hub.Get<GrantStore>().Find(hub.Connection, GrantHub.Cancel))!.Grant!.Access;
}
