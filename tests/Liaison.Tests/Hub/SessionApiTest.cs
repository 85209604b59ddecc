using Liaison.Storage.People;
using Xunit;

namespace Liaison.Tests.Hub;

public sealed class SessionApiTest(PostgresFixture postgres)
{
    [Fact]
    public async Task A_person_signs_in_is_known_and_signs_out()
    {
        await using var hub = await HubFixture.Start(postgres);
        using var client = hub.Anonymous();
        Assert.Equal(401, (await client.Get("/api/v1/session")).Status);
        var signIn = await client.Post("/api/v1/session", new { email = "AGENT@norchester.example", password = HubFixture.Password });
        Assert.Equal(200, signIn.Status);
        var cookie = signIn.Message.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        var me = await client.Get("/api/v1/session");
        Assert.Equal("agent", me.Json["user"]!["role"]!.GetValue<string>());
        Assert.Equal("Norchester", me.Json["tenant"]!["name"]!.GetValue<string>());
        client.Http.DefaultRequestHeaders.Add("X-Liaison", "1");
        Assert.Equal(204, (await client.Delete("/api/v1/session")).Status);
        Assert.Equal(401, (await client.Get("/api/v1/session")).Status);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_get_the_same_answer_and_too_many_are_held_back()
    {
        await using var hub = await HubFixture.Start(postgres);
        using var client = hub.Anonymous();
        var wrong = await client.Post("/api/v1/session", new { email = "agent@norchester.example", password = "wrong" });
        var unknown = await client.Post("/api/v1/session", new { email = "nobody@norchester.example", password = "wrong" });
        Assert.Equal((401, wrong.Text), (unknown.Status, unknown.Text));
        Assert.Equal("sign-in-refused", wrong.Code);
        for (var attempt = 0; attempt < 4; attempt++)
        {
            Assert.Equal(401, (await client.Post("/api/v1/session", new { email = "agent@norchester.example", password = "wrong" })).Status);
        }
        var held = await client.Post("/api/v1/session", new { email = "agent@norchester.example", password = HubFixture.Password });
        Assert.Equal((429, "too-many-attempts"), (held.Status, held.Code));
        Assert.NotNull(held.Message.Headers.RetryAfter);
        Assert.Equal(200, (await client.Post("/api/v1/session", new { email = "supervisor@norchester.example", password = HubFixture.Password })).Status);
    }

    [Fact]
    public async Task A_change_by_cookie_without_our_header_is_refused()
    {
        await using var hub = await HubFixture.Start(postgres);
        using var admin = await hub.SignIn();
        admin.Http.DefaultRequestHeaders.Remove("X-Liaison");
        var refused = await admin.Post("/api/v1/connections", new { kind = "tryout", name = "Forged" });
        Assert.Equal((403, "csrf"), (refused.Status, refused.Code));
        Assert.Equal(200, (await admin.Get("/api/v1/connections")).Status);
    }

    [Fact]
    public async Task A_disabled_person_and_a_changed_password_end_the_session_and_the_last_administrator_stays()
    {
        await using var hub = await HubFixture.Start(postgres);
        using var admin = await hub.SignIn();
        using var agent = await hub.SignIn(Role.Agent);
        var users = (await admin.Get("/api/v1/users")).Json["items"]!.AsArray();
        var agentId = users.Single(u => u!["role"]!.GetValue<string>() == "agent")!["id"]!.GetValue<string>();
        var adminId = users.Single(u => u!["role"]!.GetValue<string>() == "administrator")!["id"]!.GetValue<string>();
        Assert.Equal(200, (await admin.Patch($"/api/v1/users/{agentId}", new { disabled = true })).Status);
        Assert.Equal(401, (await agent.Get("/api/v1/session")).Status);
        Assert.Equal("last-administrator", (await admin.Patch($"/api/v1/users/{adminId}", new { role = "agent" })).Code);
        Assert.Equal("weak-password", (await admin.Patch($"/api/v1/users/{agentId}", new { password = "short" })).Json["problems"]![0]!["code"]!.GetValue<string>());
        Assert.Equal("email-taken", (await admin.Post("/api/v1/users", new { name = "X", email = "Agent@norchester.example", role = "agent", password = HubFixture.Password })).Code);
    }

    [Fact, Trait("row", "A46"), Trait("row", "A48")]
    public async Task A_key_is_shown_once_opens_only_its_scopes_and_is_revoked_at_once()
    {
        await using var hub = await HubFixture.Start(postgres);
        using var admin = await hub.SignIn();
        var connection = (await admin.Post("/api/v1/connections", new { kind = "tryout", name = "Highways" })).Id;
        var made = await admin.Post("/api/v1/api-keys", new { name = "CRM Agent", scopes = new[] { "integration" }, connectionId = connection });
        Assert.Equal(201, made.Status);
        var key = made.Json["key"]!.GetValue<string>();
        var list = await admin.Get("/api/v1/api-keys");
        Assert.DoesNotContain(key, list.Text, StringComparison.Ordinal);
        Assert.Equal(connection, list.Json["items"]![0]!["connectionId"]!.GetValue<string>());
        Assert.StartsWith(list.Json["items"]![0]!["hint"]!.GetValue<string>().TrimEnd('…'), key, StringComparison.Ordinal);

        using var program = hub.Anonymous();
        program.Http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        Assert.Equal(403, (await program.Get("/api/v1/connections")).Status);
        using var configuring = await hub.WithKey("configuration");
        Assert.Equal(200, (await configuring.Get("/api/v1/connections")).Status);
        Assert.Equal(403, (await configuring.Get("/api/v1/users")).Status);

        Assert.Equal(204, (await admin.Delete($"/api/v1/api-keys/{made.Id}")).Status);
        Assert.Equal(401, (await program.Get("/api/v1/connections")).Status);
        Assert.Equal("unknown-scope", (await admin.Post("/api/v1/api-keys", new { name = "X", scopes = new[] { "everything" } })).Json["problems"]![0]!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_browser_without_a_session_is_led_to_the_door_and_back()
    {
        await using var hub = await HubFixture.Start(postgres);
        using var client = hub.Anonymous();
        client.Http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        var answer = await client.Get("/api/v1/connections?x=1");
        Assert.Equal(302, answer.Status);
        Assert.Equal("/sign-in?to=%2Fapi%2Fv1%2Fconnections%3Fx%3D1", answer.Message.Headers.Location!.OriginalString);
    }
}
