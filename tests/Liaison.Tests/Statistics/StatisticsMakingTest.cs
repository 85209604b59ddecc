using Liaison.Core.Deliveries;
using Liaison.Core.Statistics;
using Liaison.Storage.Statistics;
using Liaison.Tests.Cases;
using Xunit;

namespace Liaison.Tests.Statistics;

/// <summary>Intervals that are over get their files: once, whatever stops or comes late.</summary>
public sealed class StatisticsMakingTest(PostgresFixture postgres)
{
    [Fact, Trait("row", "A152"), Trait("row", "A166")]
    public async Task An_interval_that_is_over_gets_its_files_after_it_has_settled_and_once()
    {
        await using var house = await StatisticsHouse.Open(postgres);
        await house.Call("c1", 1, 1.25, 4);
        await house.Round(2);
        Assert.Empty(await house.All());
        await house.Round(34);
        Assert.Empty(await house.All());
        await house.Round(35);
        await house.Round(36);
        var files = await house.All();
        Assert.Equal([("Agents", 2L), ("Queues", 1L)], files.Select(f => (f.File.Layout, f.File.Number)));
        Assert.All(files, f => Assert.Equal((FileCause.Due, new Interval(house.Nine, house.Nine.AddMinutes(30)), (DeliveryState?)DeliveryState.Waiting), (f.File.Cause, f.File.Interval, f.State)));
        Assert.Contains($"30,{house.Nine:yyyy-MM-dd},{house.Nine:HH:mm},Housing,Housing,1,0,0,0,1,15,0,165,", await house.Content(files[1]), StringComparison.Ordinal);
        Assert.Equal($"queue_{house.Nine:yyyyMMdd'T'HHmm}Z_1.csv", files[1].File.Name);
    }

    [Fact, Trait("row", "A166")]
    public async Task What_an_outage_left_out_is_made_up_for_at_the_next_round()
    {
        await using var house = await StatisticsHouse.Open(postgres);
        await house.Round(1);
        await house.Call("c1", 100, 101, 102);
        await house.Round(30 * 4 + 6);
        var files = await house.All();
        Assert.Equal(8, files.Count);
        Assert.Equal([FileCause.Missed, FileCause.Missed, FileCause.Missed, FileCause.Due], files.Where(f => f.File.Layout == "Queues").OrderBy(f => f.File.Interval.From).Select(f => f.File.Cause));
        Assert.Equal([0, 0, 0, 1], files.Where(f => f.File.Layout == "Queues").OrderBy(f => f.File.Interval.From).Select(f => f.File.Rows));
    }

    [Fact, Trait("row", "A166")]
    public async Task Two_processes_that_come_by_together_make_each_file_once()
    {
        await using var house = await StatisticsHouse.Open(postgres);
        await house.Round(1);
        house.Time.Now = house.Nine.AddMinutes(66);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => house.OneRound()));
        await house.Round(67);
        Assert.Equal([1L, 2L, 3L, 4L], (await house.All()).Select(f => f.File.Number).Order());
        Assert.Equal(4, await house.Hub.Sql<long>("select count(*) from drafts where subject = 'statistics'"));
    }

    [Fact, Trait("row", "A166")]
    public async Task Facts_that_come_late_make_a_corrected_file_of_what_they_change_and_of_nothing_else()
    {
        await using var house = await StatisticsHouse.Open(postgres);
        await house.Round(1);
        await house.Call("c1", 10, 10.5, 12);
        await house.Round(66);
        Assert.Equal(4, (await house.All()).Count);
        await house.Call("c2", 40, 41, 43);
        await house.Round(80);
        var corrected = (await house.All()).Where(f => f.File.Cause == FileCause.LateFacts).ToList();
        Assert.Equal(["Agents", "Queues"], corrected.Select(f => f.File.Layout).Order());
        Assert.All(corrected, f => Assert.Equal(house.Nine.AddMinutes(30), f.File.Interval.From));
        Assert.Contains(",Housing,Housing,1,", await house.Content(corrected.Single(f => f.File.Layout == "Queues")), StringComparison.Ordinal);
        await house.Round(90);
        Assert.Equal(6, (await house.All()).Count(f => f.File.Interval.From < house.Nine.AddMinutes(60)));
    }

    [Fact, Trait("row", "A166")]
    public async Task After_the_resend_window_nothing_is_corrected_any_more()
    {
        await using var house = await StatisticsHouse.Open(postgres);
        await house.Set(s => s with { ResendHours = 1 });
        await house.Round(1);
        await house.Round(66);
        await house.Call("c2", 10, 11, 12);
        await house.Round(130);
        Assert.DoesNotContain(await house.All(), f => f.File.Cause == FileCause.LateFacts);
    }

    [Fact, Trait("row", "A169")]
    public async Task A_disabled_queue_is_in_no_file()
    {
        await using var house = await StatisticsHouse.Open(postgres, disabled: "housing, Roads");
        await house.Round(1);
        await house.Call("c1", 10, 10.5, 12);
        await house.Call("c2", 11, 11.5, 12, "Waste");
        await house.Round(36);
        foreach (var file in await house.All())
        {
            var content = await house.Content(file);
            Assert.DoesNotContain("Housing", content, StringComparison.Ordinal);
            Assert.Contains("Waste", content, StringComparison.Ordinal);
        }
        // Left out of what this connection is given, and of nothing else.
        Assert.Contains("Housing", (await house.Admin.Get($"/api/v1/statistics/intervals?from={house.Nine:yyyy-MM-dd'T'HH:mm:ss'Z'}&to={house.Nine.AddHours(1):yyyy-MM-dd'T'HH:mm:ss'Z'}")).Text, StringComparison.Ordinal);
    }

    [Fact, Trait("row", "A166")]
    public async Task A_person_has_a_window_sent_again_and_sees_what_is_missing()
    {
        await using var house = await StatisticsHouse.Open(postgres);
        await house.Round(1);
        await house.Call("c1", 10, 10.5, 12);
        await house.Round(66);
        await house.Hub.Sql<int>("delete from statistics_files where layout = 'Agents' and from_at = @at returning 1", new { at = house.Nine.UtcDateTime });
        var gaps = await house.Admin.Get($"/api/v1/statistics/gaps?connection={house.Connection}&to={house.Nine.AddHours(1):yyyy-MM-dd'T'HH:mm:ss'Z'}");
        Assert.Equal([("Queues", "underWay"), ("Agents", "notMade"), ("Queues", "underWay"), ("Agents", "underWay")], gaps.Json["items"]!.AsArray().Select(g => ((string)g!["layout"]!, (string)g["why"]!)));
        var sent = await house.Admin.Post("/api/v1/statistics/send", new { connection = house.Connection.Value, from = house.Nine, to = house.Nine.AddMinutes(30) });
        Assert.True(sent.Status == 200 && sent.Json["files"]!.GetValue<int>() == 2, sent.Text);
        var again = (await house.All()).Where(f => f.File.Cause == FileCause.Asked).ToList();
        Assert.Equal(["Agents", "Queues"], again.Select(f => f.File.Layout).Order());
        Assert.All(again, f => Assert.Equal("Ann Admin", f.File.MadeBy));
        var after = await house.Admin.Get($"/api/v1/statistics/gaps?connection={house.Connection}&to={house.Nine.AddHours(1):yyyy-MM-dd'T'HH:mm:ss'Z'}");
        Assert.DoesNotContain(after.Json["items"]!.AsArray(), g => (string)g!["why"]! == "notMade");
    }
}
