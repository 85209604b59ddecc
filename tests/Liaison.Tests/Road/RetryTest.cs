using Liaison.Core.Deliveries;
using Liaison.Core.Mapping;
using Liaison.Core.Rules;
using Xunit;

namespace Liaison.Tests.Road;

public sealed class RetryTest(PostgresFixture postgres)
{
    [Fact, Trait("row", "A42"), Trait("row", "A39")]
    public async Task A_connection_that_stays_away_is_tried_ten_times_and_no_more()
    {
        await using var road = await RoadFixture.Start(postgres);
        await road.Rule(TriggerKind.Created, road.Apply(road.Create));
        await road.Fault(new { kind = "server-error", status = 503, operation = "NewEnquiry" });
        await road.Open();
        await road.Until(DeliveryState.Dead);
        Assert.Equal(10L, await road.Ask<long>("select count(*) from attempts where fault is not null"));
        Assert.Equal(0, (await road.Vendor("enquiries")).GetProperty("total").GetInt32());
    }

    [Fact, Trait("row", "A43"), Trait("row", "A40")]
    public async Task A_refused_value_is_never_tried_again_and_the_log_says_which()
    {
        await using var road = await RoadFixture.Start(postgres);
        var wrong = await road.Template("Wrong", TemplateKind.Create, RoadFixture.Out("ServiceCode", "LG"), RoadFixture.Out("SubjectCode", "NOSUCH"));
        await road.Rule(TriggerKind.Created, road.Apply(wrong));
        await road.Open();
        await road.Until(DeliveryState.Failed);
        Assert.Equal(1L, await road.Ask<long>("select count(*) from attempts where fault is not null"));
        Assert.Contains("NOSUCH", await road.Ask<string>("select fault ->> 'detail' from deliveries"), StringComparison.Ordinal);
        Assert.Equal("SubjectCode", await road.Ask<string>("select fault ->> 'field' from deliveries"));
    }

    [Fact, Trait("row", "A15"), Trait("row", "A14")]
    public async Task The_logged_time_is_the_moment_the_rule_fired_however_long_the_outage()
    {
        await using var road = await RoadFixture.Start(postgres, RoadFixture.Hasty with { Waits = [.. Enumerable.Repeat(TimeSpan.FromMilliseconds(1200), 9)] });
        await road.Rule(TriggerKind.Created, road.Apply(road.Create));
        await road.Fault(new { kind = "throttle", count = 2, operation = "NewEnquiry" });
        await road.Open();
        await road.Until(DeliveryState.Delivered);
        var triggered = await road.Ask<DateTime>("select (draft ->> 'triggeredAt')::timestamptz from deliveries");
        var record = await road.Ask<string>("select record from deliveries");
        var logged = (await road.Vendor($"enquiries/{record}")).GetProperty("logs")[0].GetProperty("loggedAt").GetDateTimeOffset().UtcDateTime;
        Assert.Equal(triggered.AddTicks(-(triggered.Ticks % TimeSpan.TicksPerSecond)), logged);
        Assert.Equal(3L, await road.Ask<long>("select count(*) from attempts where step = 1"));
    }

    [Fact]
    public async Task Refused_credentials_park_the_connection_once_burn_no_attempt_and_go_on_after_the_correction()
    {
        await using var road = await RoadFixture.Start(postgres);
        await road.Rule(TriggerKind.Created, road.Apply(road.Create));
        await road.Settings(s => s["password"] = "wrong");
        for (var n = 0; n < 5; n++)
        {
            await road.Open($"Lamp {n}");
        }
        await Waiting.Until(async () => await road.Ask<long>("select count(*) from connections where parked is not null") == 1);
        await Waiting.Until(async () => await road.Ask<long>("select count(*) from deliveries where state = 1") == 0);
        Assert.Equal(0L, await road.Ask<long>("select max(attempts)::bigint from deliveries"));
        Assert.Equal(1, (await road.Vendor("counters")).GetProperty("counts").GetProperty("credentials.refused").GetInt32());
        await road.Settings(s => s["password"] = "sandbox");
        await road.Sandbox.Http.PostAsync(new Uri("/confirm/control/unlock", UriKind.Relative), null, RoadFixture.Cancel);
        await road.Until(DeliveryState.Delivered, 5);
        Assert.Equal(5, (await road.Vendor("enquiries")).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task A_reply_lost_after_the_commit_raises_no_second_enquiry()
    {
        await using var road = await RoadFixture.Start(postgres);
        await road.Rule(TriggerKind.Created, road.Apply(road.Create));
        await road.Fault(new { kind = "drop-reply", afterCommit = true, probability = 0.5, operation = "NewEnquiry" });
        await Task.WhenAll(Enumerable.Range(0, 20).Select(n => road.Open($"Lamp {n}")));
        await road.Until(DeliveryState.Delivered, 20);
        var counters = await road.Vendor("counters");
        Assert.Equal(20, counters.GetProperty("enquiries").GetInt32());
        Assert.Equal(0, counters.GetProperty("duplicates").GetInt32());
        Assert.True(await road.Ask<long>("select count(*) from attempts where note like '%found again%'") > 0, "No reply was lost: the fault switch did nothing.");
    }
}
