using System.Text.Json.Nodes;
using Liaison.Storage.People;
using Liaison.Tests.Cases;
using Xunit;

namespace Liaison.Tests.Statistics;

/// <summary>Figures for whoever asks, settings that say what is wrong with them, and files that arrive.</summary>
public sealed class StatisticsApiTest(PostgresFixture postgres)
{
    [Fact, Trait("row", "A152"), Trait("row", "A166")]
    public async Task Figures_of_queues_and_agents_can_be_had_as_rows_and_as_a_file()
    {
        await using var house = await StatisticsHouse.Open(postgres);
        await house.Call("c1", 1, 1.25, 4);
        await house.Call("c2", 2, 3, 5, "Roads");
        var window = $"from={house.Nine:yyyy-MM-dd'T'HH:mm:ss'Z'}&to={house.Nine.AddHours(1):yyyy-MM-dd'T'HH:mm:ss'Z'}&zone=UTC";
        var queues = await house.Admin.Get($"/api/v1/statistics/intervals?{window}&queue=housing");
        var row = Assert.Single(queues.Json["rows"]!.AsArray(), r => r!["figures"]!["answered"]!.GetValue<double>() > 0)!;
        Assert.Equal((1d, 15d, 165d, 1d), (Figure(row, "offered"), Figure(row, "waitAnswered"), Figure(row, "talk"), Figure(row, "serviceLevel")));
        var agents = await house.Admin.Get($"/api/v1/statistics/intervals?{window}&subject=agents&minutes=60");
        Assert.True(agents.Status == 200, agents.Text);
        Assert.Equal([("Housing", 165d), ("Roads", 120d)], agents.Json["rows"]!.AsArray().Select(r => ((string)r!["queue"]!, Figure(r!, "talk"))));
        Assert.All(agents.Json["rows"]!.AsArray(), r => Assert.Equal("jane.roe@norchester.example", (string?)r!["agent"]));
        var file = await house.Admin.Get($"/api/v1/statistics/intervals?{window}&format=csv");
        Assert.StartsWith("minutes,startUtc,", file.Text, StringComparison.Ordinal);
    }

    [Theory, Trait("row", "A166")]
    [InlineData("to=2026-03-02T00:00:00Z&from=2026-03-03T00:00:00Z", 422, "invalid-window")]
    [InlineData("from=2026-03-02T00:00:00Z&to=2026-03-20T00:00:00Z", 422, "invalid-window")]
    [InlineData("from=2026-03-02T00:00:00Z&to=2026-03-03T00:00:00Z&minutes=7", 422, "invalid-statistics")]
    [InlineData("from=2026-03-02T00:00:00Z&to=2026-03-03T00:00:00Z&subject=managers", 400, "malformed")]
    [InlineData("from=2026-03-02T00:00:00Z&to=2026-03-03T00:00:00Z&connection=con_00000000000000000000000000", 404, "not-found")]
    public async Task A_question_that_makes_no_sense_is_told_so(string query, int status, string code)
    {
        await using var house = await StatisticsHouse.Open(postgres);
        var answer = await house.Admin.Get($"/api/v1/statistics/intervals?{query}");
        Assert.Equal((status, code), (answer.Status, (string?)answer.Json["code"]));
    }

    [Fact, Trait("row", "A166")]
    public async Task Settings_are_saved_by_their_version_and_a_preview_shows_what_they_would_write()
    {
        await using var house = await StatisticsHouse.Open(postgres);
        await house.Call("c1", 1, 1.25, 4);
        var catalogue = await house.Admin.Get("/api/v1/statistics/catalogue");
        var iex = catalogue.Json["presets"]!.AsArray().Single(p => (string)p!["name"]! == "iex")!["layouts"]!;
        var before = await house.Admin.Get($"/api/v1/connections/{house.Connection}/statistics");
        Assert.True(before.Json["sends"]!.GetValue<bool>());
        var settings = before.Json["settings"]!.DeepClone();
        settings["layouts"] = iex.DeepClone();
        settings["intervalMinutes"] = 15;
        var shown = await house.Admin.Post("/api/v1/statistics/preview", new { connection = house.Connection.Value, layout = "Queues", from = house.Nine, settings });
        Assert.True(shown.Status == 200, shown.Text);
        Assert.StartsWith("#fields: date|time|utcOffset|", (string)shown.Json["text"]!, StringComparison.Ordinal);
        Assert.Contains("|Housing|Housing|1|1|0|1|15|165|", (string)shown.Json["text"]!, StringComparison.Ordinal);
        Assert.Equal(200, (await house.Admin.Send(HttpMethod.Put, $"/api/v1/connections/{house.Connection}/statistics", settings, before.Version)).Status);
        Assert.Equal(412, (await house.Admin.Send(HttpMethod.Put, $"/api/v1/connections/{house.Connection}/statistics", settings, before.Version)).Status);
        settings["layouts"]![0]!["fileName"] = "../../etc/passwd";
        Assert.Equal("invalid-statistics", (string?)(await house.Admin.Send(HttpMethod.Put, $"/api/v1/connections/{house.Connection}/statistics", settings, 1)).Json["code"]);
    }

    [Fact, Trait("row", "A152"), Trait("row", "A166"), Trait("row", "A169")]
    public async Task What_is_sent_again_arrives_byte_for_byte_as_it_was_kept()
    {
        await using var house = await StatisticsHouse.Open(postgres, workers: true, disabled: "Roads");
        await house.Call("c1", 1, 1.25, 4);
        await house.Call("c2", 2, 3, 5, "Roads");
        var sent = await house.Admin.Post("/api/v1/statistics/send", new { connection = house.Connection.Value, from = house.Nine, to = house.Nine.AddHours(1) });
        Assert.True(sent.Status == 200 && sent.Json["files"]!.GetValue<int>() == 4, sent.Text);
        var files = await CaseHub.Until(
            () => house.Admin.Get($"/api/v1/statistics/files?connection={house.Connection}&from={house.Nine:yyyy-MM-dd'T'HH:mm:ss'Z'}"),
            seen => seen["items"]!.AsArray() is { Count: 4 } items && items.All(f => (string?)f!["state"] == "delivered"));
        foreach (var file in files.Json["items"]!.AsArray())
        {
            var kept = await house.Admin.Get($"/api/v1/statistics/files/{file!["id"]}");
            Assert.Equal(kept.Text, FiguresConnector.At(house.Connection.Value)[(string)file["name"]!]);
            Assert.DoesNotContain("Roads", kept.Text, StringComparison.Ordinal);
        }
        Assert.Contains(FiguresConnector.At(house.Connection.Value).Values, text => text.Contains(",Housing,Housing,1,", StringComparison.Ordinal));
    }

    [Fact, Trait("row", "A166")]
    public async Task Another_organisation_sees_nothing_of_it_and_agents_see_no_statistics()
    {
        await using var house = await StatisticsHouse.Open(postgres);
        await house.Round(1);
        await house.Call("c1", 10, 10.5, 12);
        await house.Round(36);
        var stranger = await house.Hub.Get<TenantStore>().Create("Elsewhere", CancellationToken.None);
        var id = (await house.All())[0].File.Id;
        Assert.Null(await house.Files.Content(stranger.Id, id, CancellationToken.None));
        Assert.Empty(await house.Files.List(stranger.Id, house.Connection, house.Nine.AddDays(-1), house.Nine.AddDays(1), false, CancellationToken.None));
        using var key = await house.Hub.WithKey("cases:read");
        Assert.Equal(403, (await key.Get($"/api/v1/statistics/files/{id}")).Status);
        Assert.Equal(403, (await key.Get("/api/v1/statistics/intervals?from=2026-03-02T00:00:00Z&to=2026-03-03T00:00:00Z")).Status);
    }

    private static double Figure(JsonNode row, string name) => row["figures"]![name]!.GetValue<double>();
}
