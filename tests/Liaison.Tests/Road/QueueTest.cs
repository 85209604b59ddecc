using Liaison.Core.Deliveries;
using Liaison.Core.Rules;
using Liaison.Core.Shared;
using Liaison.Hub.Road;
using Liaison.Storage;
using Liaison.Storage.People;
using Liaison.Storage.Road;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Liaison.Tests.Road;

/// <summary>The queue as several workers see it: one hub's road without workers of its own, and claims made by hand.</summary>
public sealed class QueueTest(PostgresFixture postgres)
{
    private static readonly DateTimeOffset Later = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_worker_gets_nothing_before_its_first_sign_of_life()
    {
        await using var road = await Planned(1);
        await using var queue = Queue(road);
        Assert.Empty(await Claim(road, queue, "one"));
        await queue.Renew("one", RoadFixture.Cancel);
        Assert.Single(await Claim(road, queue, "one"));
    }

    [Fact]
    public async Task What_one_worker_holds_no_other_gets_and_it_reads_the_same_whether_accepted_here_or_elsewhere()
    {
        await using var road = await Planned(3);
        var here = road.App.Services.GetRequiredService<DeliveryQueue>();
        await using var elsewhere = Queue(road);
        await here.Renew("here", RoadFixture.Cancel);
        await elsewhere.Renew("elsewhere", RoadFixture.Cancel);
        var first = await Claim(road, here, "here");
        Assert.Equal(3, first.Count);
        Assert.Empty(await Claim(road, elsewhere, "elsewhere"));
        await here.HandBack(first, RoadFixture.Cancel);
        var second = await Claim(road, elsewhere, "elsewhere");
        Assert.Equal(first.Select(c => Json.Write(c.Delivery.Draft)), second.Select(c => Json.Write(c.Delivery.Draft)));
        Assert.Equal(first.Select(c => Json.Write(c.Delivery.Steps)), second.Select(c => Json.Write(c.Delivery.Steps)));
        Assert.All(first.Zip(second), pair => Assert.Equal(pair.First.Epoch + 1, pair.Second.Epoch));
    }

    [Fact]
    public async Task What_a_dead_worker_held_is_taken_back_in_doubt_and_the_dead_cannot_write_any_more()
    {
        await using var road = await Planned(1);
        await using var dead = Queue(road);
        await using var alive = Queue(road);
        await dead.Renew("dead", RoadFixture.Cancel);
        await alive.Renew("alive", RoadFixture.Cancel);
        var held = Assert.Single(await Claim(road, dead, "dead"));
        Assert.Equal(0, await alive.RecoverExpired(Later, RoadFixture.Cancel));
        await road.Ask<string>("update workers set alive_until = clock_timestamp() - interval '1 second' where owner = 'dead' returning owner");
        Assert.Equal(1, await alive.RecoverExpired(Later, RoadFixture.Cancel));
        var taken = Assert.Single(await Claim(road, alive, "alive"));
        Assert.True(taken.InDoubt);
        Assert.False(await dead.Save(Delivered(held), RoadFixture.Cancel));
        Assert.Equal((short)DeliveryState.Running, await road.Ask<short>("select state from deliveries"));
        Assert.True(await alive.Save(Delivered(taken), RoadFixture.Cancel));
        Assert.Equal((short)DeliveryState.Delivered, await road.Ask<short>("select state from deliveries"));
    }

    [Fact]
    public async Task What_a_worker_held_and_could_not_write_down_is_taken_back_while_it_lives()
    {
        await using var road = await Planned(2);
        await using var queue = Queue(road);
        await queue.Renew("one", RoadFixture.Cancel);
        var claims = await Claim(road, queue, "one");
        Assert.Equal(0, await queue.RecoverLost("one", Later, RoadFixture.Cancel));
        queue.LetGo(claims[0]);
        Assert.Equal(1, await queue.RecoverLost("one", Later, RoadFixture.Cancel));
        Assert.Equal(claims[0].Seq, Assert.Single(await Claim(road, queue, "one")).Seq);
    }

    [Fact]
    public async Task A_delivery_of_a_lane_waits_for_the_one_before_it_even_while_that_one_is_parked()
    {
        await using var road = await Planned(0);
        var opened = await road.Open();
        foreach (var _ in Enumerable.Range(0, 2))
        {
            await road.Desk.Apply(road.Tenant, new Origin("Ann"), opened, road.Create.Value, RoadFixture.Cancel);
        }
        await using var queue = Queue(road);
        await queue.Renew("one", RoadFixture.Cancel);
        var first = Assert.Single(await Claim(road, queue, "one"));
        Assert.Empty(await Claim(road, queue, "one"));
        await queue.Save(Delivered(first) with { Transition = new Transition(DeliveryState.Parked, Later, new Fault(FaultKind.Ambiguous, "Which?")) }, RoadFixture.Cancel);
        Assert.Empty(await Claim(road, queue, "one"));
        await road.Ask<long>("update queue set state = 0, due_at = now() where state = 2 returning seq");
        await queue.Save(Delivered(Assert.Single(await Claim(road, queue, "one"))), RoadFixture.Cancel);
        Assert.True(Assert.Single(await Claim(road, queue, "one")).Seq > first.Seq);
    }

    [Fact]
    public async Task A_tenants_session_sees_no_other_tenants_deliveries_through_the_view_either()
    {
        await using var road = await Planned(1);
        var other = await road.App.Services.GetRequiredService<TenantStore>().Create("Other", RoadFixture.Cancel);
        var database = road.App.Services.GetRequiredService<Database>();
        foreach (var (tenant, seen) in new[] { (road.Tenant, 1L), (other.Id, 0L) })
        {
            await using var connection = await database.Open(tenant, RoadFixture.Cancel);
            foreach (var table in new[] { "deliveries", "drafts", "queue" })
            {
                await using var count = new NpgsqlCommand($"select count(*) from {table}", connection);
                Assert.Equal(seen, await count.ExecuteScalarAsync(RoadFixture.Cancel));
            }
        }
    }

    private async Task<RoadFixture> Planned(int count)
    {
        var road = await RoadFixture.Start(postgres, workers: false);
        if (count > 0)
        {
            await road.Rule(TriggerKind.Created, road.Apply(road.Create));
        }
        for (var n = 0; n < count; n++)
        {
            await road.Open($"Lamp {n}");
        }
        return road;
    }

    private static DeliveryQueue Queue(RoadFixture road) => new(road.App.Services.GetRequiredService<Database>(), new FreshDeliveries());

    private static Task<IReadOnlyList<ClaimedDelivery>> Claim(RoadFixture road, DeliveryQueue queue, string owner) =>
        queue.ClaimDue(owner, new Dictionary<string, ClaimRoom>(StringComparer.Ordinal) { [road.Connection.Value] = new(100, 100) }, Later, RoadFixture.Cancel);

    private static AttemptResult Delivered(ClaimedDelivery claim) => new(
        claim, [.. claim.Delivery.Steps.Select(s => s with { Done = true })], new Transition(DeliveryState.Delivered, Later, null), false,
        new Attempt(claim.Delivery.Id, 1, StepKind.Create, claim.FirstTriedAt, 1, null, [], null), [], true);
}
