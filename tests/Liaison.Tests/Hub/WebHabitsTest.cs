using System.Text.Json.Nodes;
using Liaison.Hub.Connecting;
using Liaison.Tests.Conventions;
using Liaison.Tests.Road;
using Xunit;

namespace Liaison.Tests.Hub;

/// <summary>What holds for the whole of the API.</summary>
public sealed class WebHabitsTest(PostgresFixture postgres)
{
    [Fact]
    public async Task A_post_with_the_same_key_is_done_once_and_with_another_body_refused()
    {
        await using var hub = await HubFixture.Start(postgres);
        using var admin = await hub.SignIn();
        var first = await admin.Post("/api/v1/connections", new { kind = "tryout", name = "Once" }, "key-1");
        var again = await admin.Post("/api/v1/connections", new { kind = "tryout", name = "Once" }, "key-1");
        Assert.Equal((201, 201, first.Text), (first.Status, again.Status, again.Text));
        Assert.Equal("application/json; charset=utf-8", again.Message.Content.Headers.ContentType!.ToString());
        Assert.Single((await admin.Get("/api/v1/connections")).Json["items"]!.AsArray());
        var other = await admin.Post("/api/v1/connections", new { kind = "tryout", name = "Twice" }, "key-1");
        Assert.Equal((422, "idempotency-key-reused"), (other.Status, other.Code));
        var wrong = await admin.Post("/api/v1/connections", new { kind = "nothing", name = "X" }, "key-2");
        Assert.Equal(wrong.Text, (await admin.Post("/api/v1/connections", new { kind = "nothing", name = "X" }, "key-2")).Text);
    }

    [Fact]
    public async Task Ten_posts_at_once_with_one_key_make_one_thing()
    {
        await using var hub = await HubFixture.Start(postgres);
        using var admin = await hub.SignIn();
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => admin.Post("/api/v1/connections", new { kind = "tryout", name = "Once" }, "key")));
        Assert.All(answers, a => Assert.Contains(a.Status, new[] { 201, 409 }));
        Assert.Contains(answers, a => a.Status == 201);
        Assert.DoesNotContain(answers, a => a.Code == "name-taken");
        Assert.Single((await admin.Get("/api/v1/connections")).Json["items"]!.AsArray());
    }

    [Fact]
    public async Task Malformed_oversized_and_lost_requests_get_problem_details_with_a_stable_code()
    {
        await using var hub = await HubFixture.Start(postgres);
        using var admin = await hub.SignIn();
        var broken = await admin.Post("/api/v1/connections", new StringContent("{\"kind\":", System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal((400, "malformed"), (broken.Status, broken.Code));
        var partial = await admin.Post("/api/v1/connections", new { kind = "tryout" });
        Assert.Equal((400, "malformed"), (partial.Status, partial.Code));
        var huge = await admin.Post("/api/v1/connections", new { kind = "tryout", name = new string('x', 3 * 1024 * 1024) });
        Assert.Equal((413, "too-large"), (huge.Status, huge.Code));
        var deep = await admin.Post("/api/v1/connections", new StringContent(new string('[', 100_000), System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal((400, "malformed"), (deep.Status, deep.Code));
        var text = await admin.Post("/api/v1/connections", new StringContent("kind=tryout", System.Text.Encoding.UTF8, "text/plain"));
        Assert.Equal((415, "wrong-content-type"), (text.Status, text.Code));
        var lost = await admin.Get("/api/v1/nothing");
        Assert.Equal((404, "not-found"), (lost.Status, lost.Code));
        Assert.Equal("application/problem+json", lost.Message.Content.Headers.ContentType!.MediaType);
        Assert.Equal((404, "not-found"), await Code(admin.Get("/integration/nothing")));
    }

    [Fact]
    public async Task Every_answer_tells_the_browser_what_not_to_do()
    {
        await using var hub = await HubFixture.Start(postgres);
        using var client = hub.Anonymous();
        foreach (var path in new[] { "/", "/api/v1/session", "/health/live" })
        {
            var headers = (await client.Get(path)).Message.Headers;
            Assert.Contains("default-src 'self'", headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Equal("nosniff", headers.GetValues("X-Content-Type-Options").Single());
            Assert.False(headers.Contains("Server"));
        }
    }

    [Fact, Trait("row", "A53")]
    public async Task A_connector_that_is_not_enabled_is_nowhere_to_be_seen()
    {
        await using var with = await HubFixture.Start(postgres);
        using var admin = await with.SignIn();
        var connector = (await admin.Get("/api/v1/connectors")).Json["items"]!.AsArray().Single(c => c!["kind"]!.GetValue<string>() == "tryout")!;
        Assert.Contains("testConnection", connector["capabilities"]!.AsArray().Select(c => c!.GetValue<string>()));
        Assert.Equal("secret", connector["settings"]!.AsArray().Single(f => f!["name"]!.GetValue<string>() == "password")!["type"]!.GetValue<string>());

        await using var without = await HubFixture.Start(postgres, connecting: new ConnectingOptions { Assemblies = [typeof(TryoutConnector).Assembly], Kinds = new HashSet<string> { "another" } });
        using var there = await without.SignIn();
        Assert.Empty((await there.Get("/api/v1/connectors")).Json["items"]!.AsArray());
        Assert.Equal("connector-not-available", (await there.Post("/api/v1/connections", new { kind = "tryout", name = "X" })).Json["problems"]![0]!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_hub_is_ready_and_says_what_it_looked_at()
    {
        await using var hub = await HubFixture.Start(postgres);
        using var client = hub.Anonymous();
        Assert.Equal(200, (await client.Get("/health/live")).Status);
        var ready = await client.Get("/health/ready");
        Assert.True(ready.Status == 200, ready.Text);
        Assert.Equal(["clock", "connections", "database", "disk", "keys", "migrations"], ready.Json["checks"]!.AsArray().Select(c => c!["name"]!.GetValue<string>()).Order());
    }

    [Fact]
    public async Task The_api_is_described_whole_and_the_description_in_docs_is_todays()
    {
        await using var road = await RoadFixture.Start(postgres, workers: false);
        using var client = new HttpClient { BaseAddress = new Uri(road.App.Urls.Single()) };
        var text = (await client.GetStringAsync(new Uri("/api/openapi.json", UriKind.Relative), RoadFixture.Cancel)).Replace(client.BaseAddress.ToString(), "http://localhost:8080/", StringComparison.Ordinal);
        var described = JsonNode.Parse(text)!;
        Assert.StartsWith("3.1", described["openapi"]!.GetValue<string>(), StringComparison.Ordinal);
        foreach (var (path, operations) in described["paths"]!.AsObject())
        {
            foreach (var (method, operation) in operations!.AsObject().Where(o => o.Key is "get" or "post" or "put" or "patch" or "delete"))
            {
                Assert.True(operation!["operationId"] is not null && operation["summary"] is not null && operation["tags"] is JsonArray { Count: > 0 }, $"{method} {path} is not described.");
            }
        }
        var file = Path.Combine(SourceTree.Root, "docs", "openapi.json");
        if (Environment.GetEnvironmentVariable("LIAISON_UPDATE") == "1")
        {
            await File.WriteAllTextAsync(file, text.TrimEnd() + "\n");
        }
        Assert.True(File.Exists(file) && (await File.ReadAllTextAsync(file)).TrimEnd() == text.TrimEnd(), "docs/openapi.json is not today's. Run the test with LIAISON_UPDATE=1 and commit the file.");
    }

    private static async Task<(int, string?)> Code(Task<Answer> answer) => ((await answer).Status, (await answer).Code);
}
