using Liaison.Storage.Configuration;
using Liaison.Storage.People;
using Xunit;

namespace Liaison.Tests.Hub;

public sealed class ConnectionApiTest(PostgresFixture postgres)
{
    private static object Settings(string? password = "right", string endpoint = "https://tryout.example/", string? username = "hub") =>
        new { endpoint, username, password, cacheSeconds = 60, timeZone = "Europe/London" };

    [Fact, Trait("row", "A5"), Trait("row", "A9")]
    public async Task A_connection_has_its_settings_and_a_switch()
    {
        await using var hub = await HubFixture.Start(postgres);
        using var admin = await hub.SignIn();
        var made = await admin.Post("/api/v1/connections", new { kind = "tryout", name = "Highways" });
        Assert.Equal(201, made.Status);
        Assert.Equal("off", made.Json["health"]!.GetValue<string>());
        Assert.False(made.Json["enabled"]!.GetValue<bool>());
        Assert.Equal(300, made.Json["settings"]!["cacheSeconds"]!.GetValue<int>());

        var saved = await admin.Put($"/api/v1/connections/{made.Id}", new { name = "Highways", enabled = true, settings = Settings() }, made.Version);
        Assert.True(saved.Status == 200, saved.Text);
        Assert.Equal("ready", saved.Json["health"]!.GetValue<string>());
        Assert.Equal("hub", saved.Json["settings"]!["username"]!.GetValue<string>());
        Assert.Null(saved.Json["settings"]!["password"]);
        Assert.Equal("password", saved.Json["secretsSet"]![0]!.GetValue<string>());
        Assert.Equal($"\"{made.Version + 1}\"", saved.Message.Headers.ETag!.Tag);

        var setup = await hub.Get<SetupStore>().Load(hub.Tenant.Id, CancellationToken.None);
        Assert.Contains("\"password\":\"right\"", setup.Connections[made.Id].Settings, StringComparison.Ordinal);
    }

    [Fact, Trait("row", "A7")]
    public async Task A_failed_test_saves_nothing_and_says_why_without_giving_the_password_away()
    {
        await using var hub = await HubFixture.Start(postgres);
        using var admin = await hub.SignIn();
        var made = await admin.Post("/api/v1/connections", new { kind = "tryout", name = "Highways" });
        var before = await admin.Get($"/api/v1/connections/{made.Id}");

        var refused = await admin.Put($"/api/v1/connections/{made.Id}", new { name = "Other", enabled = true, settings = Settings("Tr0ub4dor") }, 1);
        Assert.Equal(422, refused.Status);
        Assert.Equal("connection-test-failed", refused.Code);
        Assert.Equal("credentials", refused.Json["fault"]!["kind"]!.GetValue<string>());
        Assert.Equal("401", refused.Json["fault"]!["code"]!.GetValue<string>());
        Assert.NotEmpty(refused.Json["fault"]!["advice"]!.GetValue<string>());
        Assert.DoesNotContain("Tr0ub4dor", refused.Text, StringComparison.Ordinal);
        Assert.Equal(before.Text, (await admin.Get($"/api/v1/connections/{made.Id}")).Text);
    }

    [Fact, Trait("row", "A6")]
    public async Task Saving_tries_the_settings_when_switched_on_and_only_then()
    {
        await using var hub = await HubFixture.Start(postgres);
        using var admin = await hub.SignIn();
        var made = await admin.Post("/api/v1/connections", new { kind = "tryout", name = "Highways" });
        var off = await admin.Put($"/api/v1/connections/{made.Id}", new { name = "Highways", enabled = false, settings = Settings(username: "only-when-off") }, 1);
        Assert.Equal(200, off.Status);
        Assert.DoesNotContain("test:only-when-off", TryoutConnector.Asked);
        var on = await admin.Put($"/api/v1/connections/{made.Id}", new { name = "Highways", enabled = true, settings = Settings(null, username: "when-on") }, 2);
        Assert.True(on.Status == 200, on.Text);
        Assert.Contains("test:when-on", TryoutConnector.Asked);
    }

    [Fact]
    public async Task Agents_see_no_settings_and_supervisors_change_none()
    {
        await using var hub = await HubFixture.Start(postgres);
        using var agent = await hub.SignIn(Role.Agent);
        Assert.Equal(403, (await agent.Get("/api/v1/connections")).Status);
        using var supervisor = await hub.SignIn(Role.Supervisor);
        Assert.Equal(200, (await supervisor.Get("/api/v1/connections")).Status);
        Assert.Equal(403, (await supervisor.Post("/api/v1/connections", new { kind = "tryout", name = "Mine" })).Status);
    }
}
