using Liaison.Tests.Hub;
using Microsoft.AspNetCore.WebUtilities;
using Xunit;

namespace Liaison.Tests.Grants;

/// <summary>An answer of a sign-in counts once, within ten minutes, for the person, the session and the connection that began it (RFC 9700).</summary>
[Trait("security", "S6")]
public sealed class StateTest(PostgresFixture postgres)
{
    [Fact]
    public async Task An_answer_without_a_state_or_with_one_that_nobody_was_given_is_not_taken()
    {
        await using var hub = await GrantHub.Start(postgres);
        using var admin = await hub.SignIn();
        var code = QueryHelpers.ParseQuery((await hub.ComeBack(admin)).Query)["code"].ToString();
        await Refused(hub, admin, $"/integration/oauth/callback?code={code}", "state-missing");
        await Refused(hub, admin, $"/integration/oauth/callback?code={code}&state=", "state-missing");
        await Refused(hub, admin, $"/integration/oauth/callback?code={code}&state={new string('A', 43)}", "state-unknown");
        await Refused(hub, admin, $"/integration/oauth/callback?code={code}&state={new string('A', 5000)}", "state-missing");
    }

    [Fact]
    public async Task An_answer_counts_once_even_when_it_comes_twice_at_the_same_instant()
    {
        await using var hub = await GrantHub.Start(postgres, processes: 2);
        using var admin = await hub.SignIn();
        var back = (await hub.ComeBack(admin)).PathAndQuery;
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => admin.Get(back)));
        Assert.Single(answers, a => a.Status == 200);
        Assert.All(answers.Where(a => a.Status != 200), a => Assert.Contains("data-code=\"state-used\"", a.Text, StringComparison.Ordinal));
        Assert.Single(hub.Server.Asked);
        var replayed = await admin.Get(back);
        Assert.Contains("data-code=\"state-used\"", replayed.Text, StringComparison.Ordinal);
        Assert.Single(hub.Server.Asked);
    }

    [Fact]
    public async Task An_answer_after_ten_minutes_is_not_taken()
    {
        await using var hub = await GrantHub.Start(postgres);
        using var admin = await hub.SignIn();
        var back = (await hub.ComeBack(admin)).PathAndQuery;
        hub.Time.Now += TimeSpan.FromMinutes(10);
        await Refused(hub, admin, back, "state-expired");
    }

    [Fact]
    public async Task An_answer_is_not_taken_from_another_person_another_session_or_nobody_and_is_used_up_by_the_attempt()
    {
        await using var hub = await GrantHub.Start(postgres);
        using var admin = await hub.SignIn();
        using var other = await hub.SignIn("other");
        using var again = await hub.SignIn();
        using var nobody = new HubClient(new HttpClient { BaseAddress = admin.Http.BaseAddress });
        foreach (var (who, code) in new[] { (other, "state-foreign"), (again, "state-foreign"), (nobody, "signed-out") })
        {
            var back = (await hub.ComeBack(admin)).PathAndQuery;
            await Refused(hub, who, back, code);
            await Refused(hub, admin, back, "state-used");
        }
    }

    [Fact]
    public async Task A_person_who_is_no_administrator_any_more_does_not_finish_what_was_begun()
    {
        await using var hub = await GrantHub.Start(postgres);
        using var admin = await hub.SignIn();
        var back = (await hub.ComeBack(admin)).PathAndQuery;
        await hub.Ask<object>("update users set role = 'agent' where email = 'administrator@norchester.example'");
        await Refused(hub, admin, back, "signed-out");
    }

    [Fact]
    public async Task A_code_from_another_persons_flow_is_worth_nothing_under_ones_own_state()
    {
        await using var hub = await GrantHub.Start(postgres);
        using var admin = await hub.SignIn();
        using var attacker = await hub.SignIn("other");
        var stolen = QueryHelpers.ParseQuery((await hub.ComeBack(admin)).Query)["code"].ToString();
        var own = QueryHelpers.ParseQuery((await hub.ComeBack(attacker)).Query)["state"].ToString();
        var end = await attacker.Get($"/integration/oauth/callback?code={stolen}&state={own}");
        Assert.Contains("data-code=\"exchange-failed\"", end.Text, StringComparison.Ordinal);
        Assert.Equal(["authorization_code"], hub.Server.Asked);
        Assert.Equal("notConnected", (await admin.Get(hub.Authorization)).Json["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_answer_is_spent_at_the_system_that_its_state_belongs_to_and_names_it_if_it_names_any()
    {
        await using var hub = await GrantHub.Start(postgres);
        await using var otherServer = await AccessServer.Start(hub.Time);
        var second = await hub.AddConnection("Another", server: otherServer.Address);
        using var admin = await hub.SignIn();
        var fromFirst = QueryHelpers.ParseQuery((await hub.ComeBack(admin)).Query);
        var fromSecond = QueryHelpers.ParseQuery((await hub.ComeBack(admin, path: $"/api/v1/connections/{second}/authorization")).Query);

        // The first system's code under the second's state: it goes to the second, which does not know it.
        var mixed = await admin.Get($"/integration/oauth/callback?code={fromFirst["code"]}&state={fromSecond["state"]}");
        Assert.Contains("data-code=\"exchange-failed\"", mixed.Text, StringComparison.Ordinal);
        Assert.Empty(hub.Server.Asked);

        // An answer that says it comes from the second does not reach the first's token endpoint.
        var foreign = Uri.EscapeDataString(otherServer.Address.ToString());
        await Refused(hub, admin, $"/integration/oauth/callback?code={fromFirst["code"]}&state={fromFirst["state"]}&iss={foreign}", "wrong-issuer");
        Assert.Empty(hub.Server.Asked);
        var right = QueryHelpers.ParseQuery((await hub.ComeBack(admin)).Query);
        var taken = await admin.Get($"/integration/oauth/callback?code={right["code"]}&state={right["state"]}&iss={Uri.EscapeDataString(hub.Server.Address.ToString())}");
        Assert.True(taken.Status == 200, taken.Text);
    }

    [Fact]
    public async Task Without_pkce_or_with_another_verifier_the_system_gives_nothing()
    {
        await using var hub = await GrantHub.Start(postgres);
        using var admin = await hub.SignIn();
        var back = (await hub.ComeBack(admin)).PathAndQuery;
        await hub.Ask<object>("update authorizations a set verifier = b.verifier from (select 's1.1.AAAA' as verifier) b");
        var tampered = await admin.Get(back);
        Assert.Equal(500, tampered.Status);
        Assert.Empty(hub.Server.Asked);
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        var start = (await admin.Post(hub.Authorization, new { })).Json["url"]!.GetValue<string>();
        using var bare = await browser.GetAsync(new Uri(start.Replace("code_challenge_method=S256", "code_challenge_method=plain", StringComparison.Ordinal)), GrantHub.Cancel);
        var end = await admin.Get(bare.Headers.Location!.PathAndQuery);
        Assert.Contains("Press Connect again", end.Text, StringComparison.Ordinal);
    }

    private static async Task Refused(GrantHub hub, HubClient who, string address, string code)
    {
        var asked = hub.Server.Asked.Count;
        var end = await who.Get(address);
        Assert.Equal(400, end.Status);
        Assert.Contains($"data-code=\"{code}\"", end.Text, StringComparison.Ordinal);
        Assert.Equal(asked, hub.Server.Asked.Count);
        Assert.Equal(0, await hub.Ask<int>("select count(*)::int from grants where access is not null"));
    }
}
