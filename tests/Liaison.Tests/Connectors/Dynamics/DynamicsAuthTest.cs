using System.Web;
using Liaison.Connectors.Dynamics;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;
using Liaison.Tests.Sandbox;
using Liaison.Tests.Sandbox.Dynamics;
using Xunit;
using static Liaison.Tests.Connectors.ConfirmBench;

namespace Liaison.Tests.Connectors.Dynamics;

public sealed class DynamicsAuthTest
{
    [Theory, Trait("row", "A146"), Trait("row", "A148")]
    [InlineData("https://login.example/t/oauth2/v2.0/authorize", null, "scope")]
    [InlineData("https://login.example/t/oauth2/authorize", null, "resource")]
    [InlineData(null, "https://login.example/t/oauth2/v2.0/token", "scope")]
    [InlineData(null, null, "scope")]
    public void A_person_s_browser_is_sent_to_the_sign_in_page_with_all_that_it_needs_to_come_back(string? authorize, string? token, string target)
    {
        var settings = new DynamicsSettings { InstanceUrl = "https://contoso.crm4.dynamics.com/", ClientId = "id", ClientKey = new Secret("key"), AuthorizationUrl = authorize, TokenUrl = token };
        var url = Open(settings).AuthorizationUrl("https://hub.example/connected", "s+1", "challenge");
        Assert.StartsWith(authorize ?? (token is null ? "https://login.microsoftonline.com/organizations/oauth2/v2.0/authorize" : "https://login.example/t/oauth2/v2.0/authorize"), url.ToString(), StringComparison.Ordinal);
        var query = HttpUtility.ParseQueryString(url.Query);
        Assert.Equal(("code", "https://hub.example/connected", "s+1", "challenge", "S256"), (query["response_type"], query["redirect_uri"], query["state"], query["code_challenge"], query["code_challenge_method"]));
        Assert.Equal(target == "scope" ? "https://contoso.crm4.dynamics.com/user_impersonation offline_access openid" : "https://contoso.crm4.dynamics.com", query[target]);
    }

    [Theory, Trait("row", "A145"), Trait("row", "A146"), Trait("row", "A148")]
    [InlineData("/oauth2/v2.0/authorize", null)]
    [InlineData("/oauth2/authorize", "/oauth2/token")]
    [InlineData("/oauth2/authorize", null)]
    public async Task A_person_signs_in_and_the_grant_says_who_where_and_how_long(string authorize, string? token)
    {
        await using var bench = await DynamicsBench.Unconnected(TimeProvider.System);
        var settings = bench.Settings with { AuthorizationUrl = bench.Login + authorize, TokenUrl = token is null ? null : bench.Login + token };
        await bench.Connect(bench.Open(settings), "alice.archer@sandbox.example");
        Assert.Equal(("alice.archer@sandbox.example", "alice.archer@example.com"), (bench.Grant!.Account.UserName, bench.Grant.Account.Email));
        Assert.Equal((bench.Sandbox.Instance, TimeSpan.FromSeconds(3599)), (bench.Grant.Instance.ToString(), bench.Grant.ExpiresAt - bench.Grant.IssuedAt));
        Assert.StartsWith("Connected to “Liaison Sandbox” as alice.archer@sandbox.example", Value(await bench.Open(settings).Test(bench.Calls, Cancel)).Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refresh_brings_a_newer_grant_of_the_same_account()
    {
        await using var bench = await DynamicsBench.Start();
        var old = bench.Grant!;
        var next = Value(await bench.Open().Refresh(old, bench.Calls, Cancel));
        Assert.NotEqual(old.Access, next.Access);
        Assert.NotEqual(old.Refresh, next.Refresh);
        Assert.Equal(old.Account, next.Account);
        Assert.Equal(old.Account, Value(await bench.Open().Refresh(next, bench.Calls, Cancel)).Account);
    }

    [Fact]
    public async Task A_token_that_has_had_its_time_is_renewed_once_and_the_work_goes_on()
    {
        await using var bench = await DynamicsBench.Start();
        await bench.Sandbox.Control("tokens/expire", new { });
        Value(await bench.Open().Create(bench.Draft("task", "k", ("subject", "T")), bench.Calls, Cancel));
        Assert.Equal(1, bench.Refreshes);
    }

    [Fact]
    public async Task The_application_works_as_itself_and_asks_for_a_token_once()
    {
        var clock = new SettableTime(DateTimeOffset.Parse("2026-05-01T09:00:00Z", null));
        await using var bench = await DynamicsBench.Unconnected(clock);
        var connector = bench.Open(bench.Settings with { WorkAs = DynamicsSettings.Application });
        async Task<long> Tokens() => (await bench.Sandbox.Look("counters")).GetProperty("counts").TryGetProperty("requests.token", out var count) ? count.GetInt64() : 0;
        Value(await connector.Create(bench.Draft("task", "k1", ("subject", "T")), bench.Calls, Cancel));
        Value(await connector.Create(bench.Draft("task", "k2", ("subject", "T")), bench.Calls, Cancel));
        Assert.Equal(1, await Tokens());
        clock.Now += TimeSpan.FromMinutes(46);
        Value(await connector.Create(bench.Draft("task", "k3", ("subject", "T")), bench.Calls, Cancel));
        Assert.Equal(2, await Tokens());
        await bench.Sandbox.Control("tokens/expire", new { });
        Value(await connector.Create(bench.Draft("task", "k4", ("subject", "T")), bench.Calls, Cancel));
        Assert.Equal(3, await Tokens());
        Assert.Contains("# Liaison", (await bench.Row("systemuser", (await bench.Rows("task"))[0].GetProperty("createdby").GetString()![12..^1])).GetProperty("fullname").GetString(), StringComparison.Ordinal);
    }

    [Fact, Trait("row", "A144")]
    public async Task An_application_that_the_environment_does_not_know_is_told_what_is_missing()
    {
        await using var bench = await DynamicsBench.Unconnected(TimeProvider.System, "applicationUser=false");
        var fault = Fault(await bench.Open(bench.Settings with { WorkAs = DynamicsSettings.Application }).Test(bench.Calls, Cancel));
        Assert.Equal(FaultKind.Credentials, fault.Kind);
        Assert.Contains("application user", fault.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(7000222, FaultKind.Credentials, "has run out")]
    [InlineData(50173, FaultKind.Credentials, "has to connect again")]
    [InlineData(53003, FaultKind.Credentials, "conditional access")]
    [InlineData(90033, FaultKind.Unavailable, "temporarily_unavailable")]
    public async Task A_refusal_of_the_sign_in_says_what_to_do(int number, FaultKind kind, string told)
    {
        await using var bench = await DynamicsBench.Start();
        await bench.Sandbox.Set(new { tokenError = number });
        var fault = Fault(await bench.Open().Refresh(bench.Grant!, bench.Calls, Cancel));
        Assert.Equal((kind, $"AADSTS{number}"), (fault.Kind, fault.Code));
        Assert.Contains(told, fault.Detail, StringComparison.Ordinal);
    }

    [Fact, Trait("row", "A146")]
    public async Task Testing_tells_the_addresses_that_the_instance_names()
    {
        await using var bench = await DynamicsBench.Start();
        var details = Value(await bench.Open(bench.Settings with { AuthorizationUrl = bench.Login.Replace(DynamicsSandbox.Tenant, "organizations", StringComparison.Ordinal) + "/oauth2/v2.0/authorize" }).Test(bench.Calls, Cancel)).Details;
        Assert.Contains(details, one => one.Contains($"{bench.Login}/oauth2/v2.0/authorize", StringComparison.Ordinal) && one.Contains($"{bench.Login}/oauth2/v2.0/token", StringComparison.Ordinal));
        Assert.DoesNotContain(Value(await bench.Open().Test(bench.Calls, Cancel)).Details, one => one.Contains("to enter", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_grant_is_not_sent_to_another_instance_than_it_was_made_for()
    {
        await using var bench = await DynamicsBench.Start();
        var fault = Fault(await bench.Open(bench.Settings with { InstanceUrl = "http://localhost:9/dynamics" }).Create(bench.Draft("task", "k", ("subject", "T")), bench.Calls, Cancel));
        Assert.Equal((FaultKind.Credentials, "instance-url"), (fault.Kind, fault.Code));
    }

    [Theory]
    [InlineData("Bearer authorization_uri=https://login.microsoftonline.com/t/oauth2/authorize, resource_id=https://x.crm.dynamics.com/", "https://login.microsoftonline.com/t/oauth2/v2.0/token")]
    [InlineData("Bearer authorization_uri=\"https://login.microsoftonline.com/t/oauth2/authorize\"", "https://login.microsoftonline.com/t/oauth2/v2.0/token")]
    [InlineData("Bearer authorization_uri=http://evil.example/oauth2/authorize", null)]
    [InlineData("Bearer authorization_uri=javascript:alert(1)", null)]
    [InlineData("Basic realm=x", null)]
    [InlineData(null, null)]
    public void A_challenge_is_believed_only_when_it_names_a_sign_in(string? challenge, string? token) => Assert.Equal(token, SignInAddresses.Read(challenge)?.Token.ToString());

    private static DynamicsConnector Open(DynamicsSettings settings) => (DynamicsConnector)DynamicsConnector.Declaration.Open(settings,
        new ConnectorContext(new Id<Connection>("con_00000000000000000000000000"), new HttpClient(), TimeProvider.System, (_, _) => Task.FromResult<Stream?>(null), NoGrant.Access, _ => { }));
}
