using Liaison.Storage.People;
using Xunit;

namespace Liaison.Tests.Hub;

/// <summary>What people change of their own account, whatever their role.</summary>
public sealed class OwnAccountTest(PostgresFixture postgres)
{
    private const string Session = "/api/v1/session";

    [Fact]
    public async Task A_person_keeps_a_language_and_a_time_zone_and_nobody_elses_change()
    {
        await using var hub = await HubFixture.Start(postgres);
        using var agent = await hub.SignIn(Role.Agent);
        using var admin = await hub.SignIn();
        var changed = await agent.Patch(Session, new { locale = "pl", timeZone = "Europe/Warsaw" });
        Assert.Equal(200, changed.Status);
        Assert.Equal("pl", changed.Json["user"]!["locale"]!.GetValue<string>());
        await agent.Patch(Session, new { timeZone = "America/Halifax" });
        var me = (await agent.Get(Session)).Json["user"]!;
        Assert.Equal(("pl", "America/Halifax"), (me["locale"]!.GetValue<string>(), me["timeZone"]!.GetValue<string>()));
        Assert.Equal("en", (await admin.Get(Session)).Json["user"]!["locale"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_language_that_is_not_spoken_and_a_zone_that_is_not_there_are_refused_together()
    {
        await using var hub = await HubFixture.Start(postgres);
        using var agent = await hub.SignIn(Role.Agent);
        var refused = await agent.Patch(Session, new { locale = "tlh", timeZone = "Mars/Olympus" });
        Assert.Equal((422, "invalid-preferences"), (refused.Status, refused.Code));
        Assert.Equal(["/locale", "/timeZone"], refused.Json["problems"]!.AsArray().Select(problem => problem!["at"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Who_knows_their_password_changes_it_and_ends_their_other_sessions_but_this_one()
    {
        await using var hub = await HubFixture.Start(postgres);
        using var here = await hub.SignIn(Role.Agent);
        using var elsewhere = await hub.SignIn(Role.Agent);
        var wrong = await here.Post($"{Session}/password", new { current = "not the password", wanted = "a new long password" });
        Assert.Equal((422, "/current"), (wrong.Status, wrong.Json["problems"]![0]!["at"]!.GetValue<string>()));
        var weak = await here.Post($"{Session}/password", new { current = HubFixture.Password, wanted = "short" });
        Assert.Equal((422, "weak-password"), (weak.Status, weak.Json["problems"]![0]!["code"]!.GetValue<string>()));
        Assert.Equal(200, (await elsewhere.Get(Session)).Status);

        Assert.Equal(204, (await here.Post($"{Session}/password", new { current = HubFixture.Password, wanted = "a new long password" })).Status);
        Assert.Equal(200, (await here.Get(Session)).Status);
        Assert.Equal(401, (await elsewhere.Get(Session)).Status);
        Assert.Equal(401, (await elsewhere.Post(Session, new { email = "agent@norchester.example", password = HubFixture.Password })).Status);
        Assert.Equal(200, (await elsewhere.Post(Session, new { email = "agent@norchester.example", password = "a new long password" })).Status);
    }

    [Fact]
    public async Task Guessing_the_password_that_holds_is_held_back_like_signing_in()
    {
        await using var hub = await HubFixture.Start(postgres);
        using var agent = await hub.SignIn(Role.Agent);
        for (var attempt = 0; attempt < 5; attempt++)
        {
            Assert.Equal(422, (await agent.Post($"{Session}/password", new { current = $"guess number {attempt}", wanted = "a new long password" })).Status);
        }
        var held = await agent.Post($"{Session}/password", new { current = HubFixture.Password, wanted = "a new long password" });
        Assert.Equal((429, "too-many-attempts"), (held.Status, held.Code));
    }
}
