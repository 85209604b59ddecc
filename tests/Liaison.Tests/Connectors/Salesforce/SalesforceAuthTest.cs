using Liaison.Connectors.Salesforce;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;
using Liaison.Tests.Sandbox;
using Microsoft.AspNetCore.Http;
using Xunit;
using static Liaison.Tests.Connectors.ConfirmBench;

namespace Liaison.Tests.Connectors.Salesforce;

public sealed class SalesforceAuthTest
{
    [Fact, Trait("row", "A179"), Trait("row", "A176"), Trait("row", "A183"), Trait("row", "A184")]
    public async Task A_person_connects_with_an_app_that_demands_PKCE_and_is_known_afterwards()
    {
        await using var bench = await SalesforceBench.Start("requirePkce=true");
        Assert.Equal(("integration@liaison.example", bench.Settings.LoginHost), (bench.Grant!.Account.UserName, bench.Grant.Instance.ToString()));
        Assert.Equal(18, bench.Grant.Account.Organisation.Length);
        Assert.Equal(bench.Grant.IssuedAt.AddMinutes(90), bench.Grant.ExpiresAt);
        var report = Value(await bench.Open().Test(bench.Calls, Cancel));
        Assert.Equal("Connected to “Liaison Sandbox” as integration@liaison.example.", report.Summary);
    }

    [Fact, Trait("row", "A179")]
    public async Task A_code_is_worth_nothing_without_its_proof()
    {
        await using var bench = await SalesforceBench.Unconnected(TimeProvider.System);
        var code = await bench.Approve(bench.Open().AuthorizationUrl(SalesforceBench.Redirect, "s", SalesforceBench.Proof().Challenge));
        var fault = Fault(await bench.Open().Exchange(code, SalesforceBench.Redirect, SalesforceBench.Proof().Verifier, bench.Calls, Cancel));
        Assert.Equal(FaultKind.Credentials, fault.Kind);
        Assert.Contains("PKCE", fault.Detail, StringComparison.Ordinal);
    }

    [Fact, Trait("row", "A182")]
    public async Task A_code_comes_back_to_the_very_redirect_it_was_asked_for()
    {
        await using var bench = await SalesforceBench.Unconnected(TimeProvider.System);
        var (verifier, challenge) = SalesforceBench.Proof();
        var code = await bench.Approve(bench.Open().AuthorizationUrl(SalesforceBench.Redirect, "s", challenge));
        Assert.Contains("redirect URL", Fault(await bench.Open().Exchange(code, SalesforceBench.Redirect + "/", verifier, bench.Calls, Cancel)).Detail, StringComparison.Ordinal);
    }

    [Fact, Trait("row", "A117"), Trait("row", "A180")]
    public async Task A_wrong_client_secret_is_told_as_such()
    {
        await using var bench = await SalesforceBench.Unconnected(TimeProvider.System);
        var (verifier, challenge) = SalesforceBench.Proof();
        var code = await bench.Approve(bench.Open().AuthorizationUrl(SalesforceBench.Redirect, "s", challenge));
        var fault = Fault(await bench.Open(bench.Settings with { ClientSecret = new Secret("mistyped-secret") }).Exchange(code, SalesforceBench.Redirect, verifier, bench.Calls, Cancel));
        Assert.Equal(FaultKind.Credentials, fault.Kind);
        Assert.Contains("client secret", fault.Detail, StringComparison.Ordinal);
    }

    [Fact, Trait("row", "A173")]
    public async Task Without_an_app_of_its_own_an_organisation_connects_by_the_providers()
    {
        await using var bench = await SalesforceBench.Unconnected(TimeProvider.System);
        var without = bench.Settings with { ClientId = null, ClientSecret = default };
        Assert.Equal("no-client", Fault(await bench.Open(without).Exchange("c", SalesforceBench.Redirect, "v", bench.Calls, Cancel)).Code);
        var connector = bench.Open(without, provided: new ProviderApp(bench.Settings.ClientId!, bench.Settings.ClientSecret));
        var (verifier, challenge) = SalesforceBench.Proof();
        var code = await bench.Approve(connector.AuthorizationUrl(SalesforceBench.Redirect, "s", challenge));
        var grant = Value(await connector.Exchange(code, SalesforceBench.Redirect, verifier, bench.Calls, Cancel));
        Assert.NotEqual(grant.Access, Value(await connector.Refresh(grant, bench.Calls, Cancel)).Access);
    }

    [Fact]
    public async Task A_refresh_brings_the_next_refresh_token_and_keeps_the_rest()
    {
        await using var bench = await SalesforceBench.Start("rotateRefreshTokens=true");
        var renewed = Value(await bench.Open().Refresh(bench.Grant!, bench.Calls, Cancel));
        Assert.NotEqual(bench.Grant!.Access, renewed.Access);
        Assert.NotEqual(bench.Grant.Refresh, renewed.Refresh);
        Assert.Equal((bench.Grant.Instance, bench.Grant.Account), (renewed.Instance, renewed.Account));
    }

    [Fact]
    public async Task Without_rotation_the_refresh_token_stays()
    {
        await using var bench = await SalesforceBench.Start("rotateRefreshTokens=false");
        Assert.Equal(bench.Grant!.Refresh, Value(await bench.Open().Refresh(bench.Grant, bench.Calls, Cancel)).Refresh);
    }

    [Fact]
    public async Task A_refresh_token_that_was_used_before_means_connecting_again()
    {
        await using var bench = await SalesforceBench.Start();
        var renewed = Value(await bench.Open().Refresh(bench.Grant!, bench.Calls, Cancel));
        Assert.Equal(FaultKind.Credentials, Fault(await bench.Open().Refresh(bench.Grant!, bench.Calls, Cancel)).Kind);
        Assert.Equal(FaultKind.Credentials, Fault(await bench.Open().Refresh(renewed, bench.Calls, Cancel)).Kind);
    }

    [Fact]
    public async Task A_refresh_that_is_under_way_elsewhere_is_tried_again()
    {
        await using var bench = await SalesforceBench.Start();
        await bench.Fault(new { kind = "token-busy", count = 1 });
        Assert.Equal(Verdict.Retry, Fault(await bench.Open().Refresh(bench.Grant!, bench.Calls, Cancel)).Verdict);
        Value(await bench.Open().Refresh(bench.Grant!, bench.Calls, Cancel));
    }

    [Fact]
    public async Task A_token_that_has_had_its_time_is_renewed_once_and_the_call_goes_on()
    {
        var time = new SettableTime(DateTimeOffset.Parse("2026-07-01T12:00:00Z"));
        await using var bench = await SalesforceBench.Start(time, "accessTokenSeconds=60");
        time.Now = time.Now.AddMinutes(2);
        Value(await bench.Open().Users(bench.Calls, Cancel));
        Assert.Equal(1, bench.Refreshes);
    }

    [Fact]
    public async Task A_second_refusal_of_the_token_ends_it()
    {
        await using var bench = await SalesforceBench.Start();
        await bench.Fault(new { kind = "expire-token" });
        Assert.Equal(FaultKind.Credentials, Fault(await bench.Open().Users(bench.Calls, Cancel)).Kind);
        Assert.Equal(1, bench.Refreshes);
    }

    [Theory]
    [InlineData("Connected app is not attached to Agent")]
    [InlineData("This session is not valid for use with the REST API")]
    public async Task A_401_that_any_token_would_get_renews_nothing(string message)
    {
        await using var bench = await SalesforceBench.Start();
        await using var server = await HostileServer.Start(async http =>
        {
            http.Response.StatusCode = 401;
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync($$"""[{"message":"{{message}}","errorCode":"INVALID_SESSION_ID"}]""");
        });
        bench.Grant = bench.Grant! with { Instance = server.Address };
        Assert.Equal(FaultKind.Credentials, Fault(await bench.Open().Users(bench.Calls, Cancel)).Kind);
        Assert.Equal((0, 1), (bench.Refreshes, server.Hits));
    }

    [Fact, Trait("row", "A221")]
    public async Task After_disconnecting_the_access_is_worth_nothing()
    {
        await using var bench = await SalesforceBench.Start();
        Assert.True(Value(await bench.Open().Revoke(bench.Grant!, bench.Calls, Cancel)));
        Assert.Equal(FaultKind.Credentials, Fault(await bench.Open().Users(bench.Calls, Cancel)).Kind);
        Assert.True(Value(await bench.Open().Revoke(bench.Grant!, bench.Calls, Cancel)), "Disconnecting twice is no mistake.");
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("http://169.254.169.254")]
    [InlineData("https://acme.lightning.force.com")]
    public async Task An_instance_that_is_not_Salesforces_gets_nothing_sent(string instance)
    {
        await using var server = await HostileServer.Start(async http =>
        {
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync($$"""{"access_token":"00D!t","refresh_token":"r","instance_url":"{{instance}}","id":"https://login.salesforce.com/id/00Dx0000000BV7z/005x00000012Q9P"}""");
        });
        await using var bench = await SalesforceBench.Unconnected(TimeProvider.System);
        var fault = Fault(await bench.Open(bench.Settings with { LoginHost = server.Address.ToString() }).Exchange("c", SalesforceBench.Redirect, "v", bench.Calls, Cancel));
        Assert.Equal(("instance-url", 1), (fault.Code, server.Hits));
    }

    [Fact]
    public async Task No_token_code_proof_or_secret_is_seen_in_any_exchange()
    {
        await using var bench = await SalesforceBench.Unconnected(TimeProvider.System);
        var (verifier, challenge) = SalesforceBench.Proof();
        var code = await bench.Approve(bench.Open().AuthorizationUrl(SalesforceBench.Redirect, "s", challenge));
        bench.Grant = Value(await bench.Open().Exchange(code, SalesforceBench.Redirect, verifier, bench.Calls, Cancel));
        var first = bench.Grant;
        Value(await bench.Open().Test(bench.Calls, Cancel));
        var second = Value(await bench.Open().Refresh(bench.Grant, bench.Calls, Cancel));
        await bench.Open().Revoke(second, bench.Calls, Cancel);
        string[] secrets = [code, verifier, SalesforceBench.Secret, first.Access.Value!, first.Refresh!.Value.Value!, second.Access.Value!, second.Refresh!.Value.Value!];
        Assert.All(secrets, secret => Assert.All(bench.Calls.Exchanges, exchange =>
        {
            Assert.DoesNotContain(secret, exchange.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain(Uri.EscapeDataString(secret), exchange.ToString(), StringComparison.Ordinal);
        }));
        Assert.DoesNotContain(first.Access.Value!, first.ToString(), StringComparison.Ordinal);
    }
}
