using Liaison.Core.Cases;
using Liaison.Core.Deliveries;
using Liaison.Storage.Cases;
using Liaison.Storage.Log;
using Liaison.Storage.Road;
using Liaison.Tests.Road;
using Xunit;

namespace Liaison.Tests.Crash;

public sealed class TwoHubsTest(PostgresFixture postgres)
{
    [Theory]
    [InlineData(10)]
    [InlineData(-10)]
    public async Task A_hub_with_a_wrong_clock_takes_nothing_from_one_that_is_alive(int minutes)
    {
        await using var site = await CrashSite.Start(postgres);
        var first = await site.Hub(new Life());
        // Its credentials have proved good: it works several deliveries at once, and one that is slow holds up no other.
        await first.Open("nought", "1");
        await first.Settled();
        var answer = new TaskCompletionSource();
        site.Register.Open = answer.Task;
        var slow = (await first.Open("one", "1"))!;
        await Waiting.Until(async () => (await first.Get<DeliveryLog>().Counts(site.Tenant, new DeliveryFilter(), CancellationToken.None))[DeliveryState.Running] == 1);
        var clock = new Life(TimeSpan.FromMinutes(minutes));
        var second = await site.Hub(clock);
        Assert.Equal(0, await second.Get<DeliveryQueue>().RecoverExpired(clock.GetUtcNow(), CancellationToken.None));
        site.Register.Open = Task.CompletedTask;
        var quick = (await second.Open("two", "1"))!;
        await Waiting.Until(() => Task.FromResult(site.Register.Told($"{quick.Number}-enquiry").Count == 1));
        Assert.Empty(site.Register.Told($"{slow.Number}-enquiry"));
        answer.SetResult();
        await first.Settled();
        Assert.True(site.Register.Told($"{slow.Number}-enquiry") is [["1"]]);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(-10)]
    public async Task A_hub_that_stood_still_past_its_lease_finds_its_work_done_by_the_other_and_changes_nothing(int minutes)
    {
        await using var site = await CrashSite.Start(postgres);
        var (still, other) = (new Life(), new Life(TimeSpan.FromMinutes(minutes)));
        var first = await site.Hub(still);
        var subject = (await first.Open("one", "1"))!;
        await first.Settled();

        // It has sent the change, and stands still before the reply reaches it.
        var writing = Waiting.Until(() => Task.FromResult(site.Register.Told($"{subject.Number}-enquiry") is [["1", "2"]]));
        site.Register.Wrote = still.StandStill;
        await first.Change(subject, "2");
        await writing;
        await site.LeasesRunOut();
        var second = await site.Hub(other);
        await second.Settled();
        Assert.True(site.Register.Told($"{subject.Number}-enquiry") is [["1", "2"]]);
        var before = await History(second, subject);

        still.GoOn();
        await first.Settled();
        Assert.NotNull(await first.Change(subject, "3"));
        await first.Settled();
        Assert.True(site.Register.Told($"{subject.Number}-enquiry") is [["1", "2", "3"]]);
        Assert.Equal(before.Count + 1, (await History(second, subject)).Count);

        async Task<IReadOnlyList<StoredHistory>> History(CrashHub hub, Case whose) => await hub.Get<CaseRecords>().History(site.Tenant, whose.Id, null, 100, CancellationToken.None);
    }
}
