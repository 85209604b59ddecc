using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using Xunit;

namespace Liaison.Tests.Sandbox.Dynamics;

public sealed class DynamicsOAuthTests
{
    private const string Back = "http://127.0.0.1:9/back";

    private static async Task<Dictionary<string, Microsoft.Extensions.Primitives.StringValues>> Allow(DynamicsSandbox sandbox, string query, string path = DynamicsSandbox.Tenant + "/oauth2/v2.0", string allow = "yes")
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("username", "alice.archer@sandbox.example"), KeyValuePair.Create("password", "sandbox"), KeyValuePair.Create("allow", allow)]);
        using var answer = await sandbox.Http.PostAsync($"/dynamics/login/{path}/authorize?client_id={DynamicsSandbox.ClientId}&redirect_uri={Uri.EscapeDataString(Back)}&response_type=code&{query}", form);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        return QueryHelpers.ParseQuery(answer.Headers.Location!.Query);
    }

    private static (string, string)[] Client(params (string, string)[] more) => [("client_id", DynamicsSandbox.ClientId), ("client_secret", DynamicsSandbox.ClientKey), .. more];

    [Fact]
    public async Task A_code_is_good_once()
    {
        await using var sandbox = await DynamicsSandbox.Start();
        var code = (await Allow(sandbox, $"scope={Uri.EscapeDataString(sandbox.Instance + "/.default offline_access")}&state=kept"))["code"].ToString();
        Task<ApiReply> Exchange() => sandbox.TokenOf(DynamicsSandbox.Tenant + "/oauth2/v2.0/token", Client(("grant_type", "authorization_code"), ("code", code), ("redirect_uri", Back)));
        var reply = (await Exchange()).Ok();
        sandbox.Token = reply.GetProperty("access_token").GetString()!;
        Assert.Equal(HttpStatusCode.OK, (await sandbox.Send("GET", "WhoAmI()")).Status);
        var again = await Exchange();
        Assert.Equal(("invalid_grant", 54005), (again.Json.GetProperty("error").GetString(), again.Json.GetProperty("error_codes")[0].GetInt32()));
    }

    [Fact]
    public async Task The_older_shape_takes_a_resource_and_tells_numbers_as_text()
    {
        await using var sandbox = await DynamicsSandbox.Start();
        var code = (await Allow(sandbox, "resource=" + Uri.EscapeDataString(sandbox.Instance), DynamicsSandbox.Tenant + "/oauth2"))["code"].ToString();
        var reply = (await sandbox.TokenOf(DynamicsSandbox.Tenant + "/oauth2/token", Client(("grant_type", "authorization_code"), ("code", code), ("redirect_uri", Back), ("resource", sandbox.Instance)))).Ok();
        Assert.Equal(("3599", sandbox.Instance), (reply.GetProperty("expires_in").GetString(), reply.GetProperty("resource").GetString()));
        Assert.True(reply.TryGetProperty("refresh_token", out _));
    }

    [Theory]
    [InlineData("/oauth2/v2.0/token", "resource", "{org}", "invalid_request", 901002)]
    [InlineData("/oauth2/v2.0/token", "scope", "https://elsewhere.example/.default", "invalid_resource", 500011)]
    [InlineData("/oauth2/v2.0/token", "scope", "{org}/user_impersonation", "invalid_scope", 1002012)]
    [InlineData("/oauth2/token", "nothing", "x", "invalid_request", 900144)]
    public async Task Client_credentials_for_the_wrong_thing_are_refused(string path, string name, string value, string error, int number)
    {
        await using var sandbox = await DynamicsSandbox.Start();
        var reply = await sandbox.TokenOf(DynamicsSandbox.Tenant + path, Client(("grant_type", "client_credentials"), (name, value.Replace("{org}", sandbox.Instance, StringComparison.Ordinal))));
        Assert.Equal((error, number), (reply.Json.GetProperty("error").GetString(), reply.Json.GetProperty("error_codes")[0].GetInt32()));
    }

    [Fact]
    public async Task An_app_that_the_environment_does_not_know_gets_a_token_and_no_access()
    {
        await using var sandbox = await DynamicsSandbox.Start("--dynamics:applicationUser", "false");
        var reply = (await sandbox.TokenOf(DynamicsSandbox.Tenant + "/oauth2/v2.0/token", Client(("grant_type", "client_credentials"), ("scope", sandbox.Instance + "/.default")))).Ok();
        Assert.False(reply.TryGetProperty("refresh_token", out _));
        sandbox.Token = reply.GetProperty("access_token").GetString()!;
        (await sandbox.Send("GET", "WhoAmI")).Refused("0x80072560", 403);
    }

    [Fact]
    public async Task A_secret_in_a_browser_is_refused_and_so_is_another_tenant()
    {
        await using var sandbox = await DynamicsSandbox.Start();
        using var form = new FormUrlEncodedContent(Client(("grant_type", "client_credentials"), ("scope", sandbox.Instance + "/.default")).Select(one => KeyValuePair.Create(one.Item1, one.Item2)));
        var cross = await sandbox.Send("POST", $"/dynamics/login/{DynamicsSandbox.Tenant}/oauth2/v2.0/token", form, ("Origin", "https://page.example"));
        Assert.Equal(9002326, cross.Json.GetProperty("error_codes")[0].GetInt32());
        var common = await sandbox.TokenOf("common/oauth2/v2.0/token", Client(("grant_type", "client_credentials"), ("scope", sandbox.Instance + "/.default")));
        Assert.Equal(90130, common.Json.GetProperty("error_codes")[0].GetInt32());
        var other = await sandbox.TokenOf("other.example/oauth2/v2.0/token", Client(("grant_type", "client_credentials")));
        Assert.Equal(90002, other.Json.GetProperty("error_codes")[0].GetInt32());
    }

    [Fact]
    public async Task Whoever_says_no_sends_the_app_back_with_the_reason()
    {
        await using var sandbox = await DynamicsSandbox.Start();
        var scope = "scope=" + Uri.EscapeDataString(sandbox.Instance + "/.default");
        Assert.Equal("access_denied", (await Allow(sandbox, scope, allow: "no"))["error"].ToString());
        await sandbox.Set(new { requirePkce = true });
        Assert.Equal("invalid_request", (await Allow(sandbox, scope))["error"].ToString());
        await sandbox.Set(new { authorizeError = "consent_required" });
        Assert.Equal("consent_required", (await Allow(sandbox, scope + "&code_challenge=x&code_challenge_method=S256"))["error"].ToString());
    }

    [Fact]
    public async Task A_token_for_another_address_of_the_machine_is_no_good_here()
    {
        await using var sandbox = await DynamicsSandbox.Start();
        var other = new UriBuilder(sandbox.Address) { Host = "localhost" }.Uri;
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(other, DynamicsSandbox.Data + "WhoAmI"));
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + sandbox.Token);
        using var answer = await sandbox.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("authorization_uri=http://localhost", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }
}
