using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;
using Liaison.Hub.Connecting;
using Liaison.Storage.Configuration;
using Liaison.Storage.People;
using Liaison.Tests.Hub;
using Xunit;

namespace Liaison.Tests.Grants;

/// <summary>A person connects a system in its own sign-in pages, sees how it stands, and disconnects it.</summary>
public sealed class ConnectingTest(PostgresFixture postgres)
{
    [Fact, Trait("row", "A176"), Trait("row", "A245"), Trait("row", "A182"), Trait("row", "A121"), Trait("row", "A179")]
    public async Task Connect_leads_to_the_systems_own_sign_in_with_pkce_and_the_redirect_url_that_is_shown()
    {
        await using var hub = await GrantHub.Start(postgres);
        using var admin = await hub.SignIn();
        var before = await admin.Get(hub.Authorization);
        Assert.Equal("notConnected", before.Json["state"]!.GetValue<string>());
        var redirect = before.Json["redirectUrl"]!.GetValue<string>();
        Assert.EndsWith("/integration/oauth/callback", redirect, StringComparison.Ordinal);

        var start = await admin.Post(hub.Authorization, new { });
        var url = new Uri(start.Json["url"]!.GetValue<string>());
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(url.Query);
        Assert.Equal((hub.Server.Address.Authority, "S256", redirect), (url.Authority, query["code_challenge_method"].ToString(), query["redirect_uri"].ToString()));
        Assert.Equal(redirect, start.Json["redirectUrl"]!.GetValue<string>());
        Assert.Equal((43, 43), (query["state"].ToString().Length, query["code_challenge"].ToString().Length));
        Assert.NotEqual(query["state"].ToString(), Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(new Uri((await admin.Post(hub.Authorization, new { })).Json["url"]!.GetValue<string>()).Query)["state"].ToString());
    }

    [Fact, Trait("row", "A183"), Trait("row", "A184"), Trait("row", "A248")]
    public async Task After_the_sign_in_the_window_says_so_and_closes_and_the_account_is_shown()
    {
        await using var hub = await GrantHub.Start(postgres);
        using var admin = await hub.SignIn();
        var end = await admin.Get((await hub.ComeBack(admin)).PathAndQuery);
        Assert.True(end.Status == 200, end.Text);
        Assert.Contains("is connected as integration@norchester.example", System.Net.WebUtility.HtmlDecode(end.Text), StringComparison.Ordinal);
        Assert.Contains($"data-outcome=\"connected\" data-connection=\"{hub.Connection}\"", end.Text, StringComparison.Ordinal);
        Assert.StartsWith("default-src 'none'; script-src 'self'", end.Message.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal(("no-referrer", "no-store"), (end.Message.Headers.GetValues("Referrer-Policy").Single(), end.Message.Headers.CacheControl!.ToString()));
        Assert.DoesNotContain("<script>", end.Text, StringComparison.OrdinalIgnoreCase);
        var script = await admin.Get("/integration/oauth/window.js");
        Assert.Equal((200, "text/javascript"), (script.Status, script.Message.Content.Headers.ContentType!.MediaType));
        Assert.Contains("window.close()", script.Text, StringComparison.Ordinal);

        var after = (await admin.Get(hub.Authorization)).Json;
        Assert.Equal("connected", after["state"]!.GetValue<string>());
        Assert.Equal(("integration@norchester.example", hub.Server.Organisation, hub.Server.Address.ToString()),
            (after["account"]!["userName"]!.GetValue<string>(), after["organisation"]!.GetValue<string>(), after["instance"]!.GetValue<string>()));
        Assert.Equal(hub.Time.Now + GrantedConnector.Reckoned, after["expiresAt"]!.GetValue<DateTimeOffset>());
        Assert.Equal(200, (await admin.Post($"/api/v1/connections/{hub.Connection}/test", new { })).Status);
    }

    [Fact]
    public async Task A_page_of_ours_can_be_come_back_to_and_no_other()
    {
        await using var hub = await GrantHub.Start(postgres);
        using var admin = await hub.SignIn();
        foreach (var elsewhere in new[] { "https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "", "/a\nb" })
        {
            Assert.Equal((422, "invalid-return"), await Code(admin.Post(hub.Authorization, new { returnTo = elsewhere })));
        }
        var end = await admin.Get((await hub.ComeBack(admin, new { returnTo = "/integrations?tab=general" })).PathAndQuery);
        Assert.Equal((302, $"/integrations?tab=general&connected={hub.Connection}"), (end.Status, end.Message.Headers.Location!.ToString()));
    }

    [Fact]
    public async Task Only_an_administrator_connects_and_disconnects_and_a_supervisor_sees_how_it_stands()
    {
        await using var hub = await GrantHub.Start(postgres);
        using var supervisor = await hub.SignIn("supervisor");
        Assert.Equal(200, (await supervisor.Get(hub.Authorization)).Status);
        Assert.Equal(403, (await supervisor.Post(hub.Authorization, new { })).Status);
        Assert.Equal(403, (await supervisor.Delete(hub.Authorization)).Status);
    }

    [Fact]
    public async Task Settings_that_are_not_filled_in_are_asked_for_before_anybody_is_sent_away()
    {
        await using var hub = await GrantHub.Start(postgres);
        using var admin = await hub.SignIn();
        var bare = (await admin.Post("/api/v1/connections", new { kind = "granted", name = "Bare" })).Id;
        Assert.Equal((422, "invalid-settings"), await Code(admin.Post($"/api/v1/connections/{bare}/authorization", new { })));
    }

    [Theory]
    [InlineData("access_denied", "end-user denied authorization", "Allow")]
    [InlineData("invalid_client", "app must be installed into org", "installs it")]
    [InlineData("OAUTH_APP_BLOCKED", "this app is blocked by admin", "blocked")]
    [InlineData("OAUTH_EC_APP_NOT_FOUND", "External client app is not installed in this org", "own app")]
    [InlineData("OAUTH_APP_ACCESS_DENIED", "user denied", "permit the app")]
    [InlineData("something_new", "it <b>says</b> so", "did not grant access")]
    public async Task A_sign_in_that_is_refused_over_there_is_explained(string error, string description, string words)
    {
        await using var hub = await GrantHub.Start(postgres);
        using var admin = await hub.SignIn();
        hub.Server.Refuses = (error, description);
        var end = await admin.Get((await hub.ComeBack(admin)).PathAndQuery);
        Assert.Equal(400, end.Status);
        Assert.Contains(words, System.Net.WebUtility.HtmlDecode(end.Text), StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", end.Text, StringComparison.Ordinal);
        Assert.Equal("notConnected", (await admin.Get(hub.Authorization)).Json["state"]!.GetValue<string>());
    }

    [Fact, Trait("row", "A221")]
    public async Task Disconnecting_withdraws_the_access_there_and_deletes_it_here_even_if_that_failed()
    {
        await using var hub = await GrantHub.Start(postgres);
        await hub.Connect();
        using var admin = await hub.SignIn();
        var token = await hub.Token();
        var done = await admin.Delete(hub.Authorization);
        Assert.True(done.Json["revoked"]!.GetValue<bool>());
        Assert.False(hub.Server.Takes(token.Value!));
        Assert.Equal("notConnected", (await admin.Get(hub.Authorization)).Json["state"]!.GetValue<string>());
        Assert.Equal(FaultKind.Credentials, Assert.IsType<Outcome<Grant>.Failure>(await hub.Access()).Fault.Kind);

        await hub.Connect();
        hub.Server.RevokeFails = true;
        var failed = await admin.Delete(hub.Authorization);
        Assert.False(failed.Json["revoked"]!.GetValue<bool>());
        Assert.Contains("could not be withdrawn", failed.Json["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(0, await hub.Ask<int>("select count(*)::int from grants where access is not null or refresh is not null or account is not null"));
        Assert.Equal(2, await hub.Ask<int>("select count(*)::int from audit where action = 'connection.disconnected'"));
    }

    [Fact]
    public async Task A_connection_that_still_has_access_is_not_deleted_under_it()
    {
        await using var hub = await GrantHub.Start(postgres);
        await hub.Connect();
        using var admin = await hub.SignIn();
        var path = $"/api/v1/connections/{hub.Connection}";
        Assert.Equal((409, "still-connected"), await Code(admin.Delete(path, 2)));
        await admin.Delete(hub.Authorization);
        Assert.Equal(204, (await admin.Delete(path, 2)).Status);
        Assert.Equal(0, await hub.Ask<int>("select count(*)::int from grants"));
    }

    [Fact]
    public async Task Another_organisation_than_before_is_connected_only_when_that_was_confirmed()
    {
        await using var hub = await GrantHub.Start(postgres);
        await hub.Connect();
        var first = await hub.Token();
        using var admin = await hub.SignIn();
        hub.Server.Organisation = "00Dyy0000002other";
        var refused = await admin.Get((await hub.ComeBack(admin)).PathAndQuery);
        Assert.Equal(400, refused.Status);
        Assert.Contains("data-code=\"other-organisation\"", refused.Text, StringComparison.Ordinal);
        Assert.Single(hub.Server.Revoked);
        Assert.Equal(first, await hub.Token());
        Assert.True(hub.Server.Takes(first.Value!));

        await admin.Delete(hub.Authorization);
        Assert.Equal(400, (await admin.Get((await hub.ComeBack(admin)).PathAndQuery)).Status);
        Assert.Equal(200, (await admin.Get((await hub.ComeBack(admin, new { confirmOtherOrganisation = true })).PathAndQuery)).Status);
        Assert.Equal("00Dyy0000002other", (await admin.Get(hub.Authorization)).Json["organisation"]!.GetValue<string>());
    }

    [Fact]
    public async Task Connecting_lets_a_connection_go_on_that_was_parked_for_want_of_it()
    {
        await using var hub = await GrantHub.Start(postgres);
        await hub.Connect();
        hub.Server.WithdrawAll();
        hub.Time.Now += TimeSpan.FromMinutes(30);
        Assert.IsType<Outcome<Grant>.Failure>(await hub.Access(await hub.Token()));
        using var admin = await hub.SignIn();
        Assert.Equal("reconnectNeeded", (await admin.Get(hub.Authorization)).Json["state"]!.GetValue<string>());
        Assert.Equal("parked", (await admin.Get($"/api/v1/connections/{hub.Connection}")).Json["health"]!.GetValue<string>());
        await hub.Connect();
        Assert.Equal("connected", (await admin.Get(hub.Authorization)).Json["state"]!.GetValue<string>());
        Assert.Equal("ready", (await admin.Get($"/api/v1/connections/{hub.Connection}")).Json["health"]!.GetValue<string>());
        Assert.IsType<Outcome<Grant>.Success>(await hub.Access());
    }

    [Fact, Trait("row", "A173"), Trait("row", "A174"), Trait("row", "A180")]
    public async Task A_tenant_without_an_app_of_its_own_connects_by_the_providers_app()
    {
        await using var hub = await GrantHub.Start(postgres, providerApp: new ProviderApp(AccessServer.ClientId, new Secret(AccessServer.ClientSecret)));
        using var admin = await hub.SignIn();
        var answer = await admin.Get(hub.Authorization);
        Assert.True(answer.Json["providerApp"]!.GetValue<bool>());
        await hub.Connect();
        Assert.Equal(200, (await admin.Post($"/api/v1/connections/{hub.Connection}/test", new { })).Status);
    }

    private static async Task<(int, string?)> Code(Task<Answer> answer) => ((await answer).Status, (await answer).Code);
}
