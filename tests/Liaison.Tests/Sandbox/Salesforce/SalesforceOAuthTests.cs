using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Web;
using Xunit;

namespace Liaison.Tests.Sandbox.Salesforce;

public sealed class SalesforceOAuthTests
{
    private const string Redirect = "http://127.0.0.1:8080/oauth/callback";
    private const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk-and-more";
    private static readonly string Challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    [Fact]
    public async Task A_person_signs_in_and_the_app_gets_tokens_that_work()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var tokens = await Tokens(sandbox);
        Assert.Equal(new Uri(sandbox.Address, "/salesforce").ToString(), tokens.GetProperty("instance_url").GetString());
        Assert.Equal("Bearer", tokens.GetProperty("token_type").GetString());
        Assert.All(tokens.EnumerateObject(), property => Assert.Equal(JsonValueKind.String, property.Value.ValueKind));
        Assert.False(tokens.TryGetProperty("expires_in", out _));
        sandbox.Token = tokens.GetProperty("access_token").GetString()!;
        var who = (await sandbox.Send("GET", "/salesforce/services/oauth2/userinfo")).Ok();
        Assert.Equal("alice.archer@sandbox.example", who.GetProperty("preferred_username").GetString());
        Assert.Equal(18, who.GetProperty("organization_id").GetString()!.Length);
        using var id = new HttpRequestMessage(HttpMethod.Get, tokens.GetProperty("id").GetString());
        id.Headers.Add("Authorization", "Bearer " + sandbox.Token);
        using var identity = await sandbox.Http.SendAsync(id);
        Assert.Equal(HttpStatusCode.OK, identity.StatusCode);
    }

    [Fact]
    public async Task The_signature_is_made_with_the_client_secret()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var tokens = await Tokens(sandbox);
        var signed = HMACSHA256.HashData(Encoding.UTF8.GetBytes(SalesforceSandbox.ClientSecret), Encoding.UTF8.GetBytes(tokens.GetProperty("id").GetString() + tokens.GetProperty("issued_at").GetString()));
        Assert.Equal(Convert.ToBase64String(signed), tokens.GetProperty("signature").GetString());
    }

    [Fact]
    public async Task The_page_shows_a_form_and_says_when_the_password_is_wrong()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        Assert.Contains("<form", await sandbox.Http.GetStringAsync(Authorize()), StringComparison.Ordinal);
        using var wrong = await Press(sandbox, Authorize(), password: "guess");
        Assert.Equal(HttpStatusCode.OK, wrong.StatusCode);
        Assert.Contains("check your username and password", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_may_deny_and_an_inactive_user_cannot_sign_in()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        using var denied = await Press(sandbox, Authorize(), allow: "no");
        Assert.Equal(("access_denied", "s1"), (Parameter(denied, "error"), Parameter(denied, "state")));
        using var inactive = await Press(sandbox, Authorize(), "dan.dyer@sandbox.example");
        Assert.Contains("not active", await inactive.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_PKCE_the_app_is_sent_back_unless_the_organisation_does_not_ask_for_it()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        using var refused = await sandbox.Http.GetAsync(Authorize(challenge: null));
        Assert.Equal(("invalid_request", "missing required code challenge"), (Parameter(refused, "error"), Parameter(refused, "error_description")));
        await sandbox.Set(new { requirePkce = false });
        using var shown = await sandbox.Http.GetAsync(Authorize(challenge: null));
        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
    }

    [Fact]
    public async Task An_app_that_the_organisation_blocks_is_sent_back_with_the_reason()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        await sandbox.Set(new { authorizeError = "OAUTH_APP_BLOCKED" });
        using var refused = await sandbox.Http.GetAsync(Authorize());
        Assert.Equal(("OAUTH_APP_BLOCKED", "s1"), (Parameter(refused, "error"), Parameter(refused, "state")));
    }

    [Fact]
    public async Task A_plain_code_challenge_is_refused()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        using var refused = await sandbox.Http.GetAsync(Authorize() + "&code_challenge_method=plain");
        Assert.Equal("invalid_request", Parameter(refused, "error"));
    }

    [Fact]
    public async Task A_wrong_verifier_spends_the_code()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var code = await Code(sandbox);
        Assert.Equal("invalid code verifier", await Refusal(sandbox, "invalid_grant", Exchange(code, verifier: Verifier + "x")));
        Assert.Equal("expired authorization code", await Refusal(sandbox, "invalid_grant", Exchange(code)));
    }

    [Fact]
    public async Task A_code_is_good_once_and_for_a_quarter_of_an_hour()
    {
        var time = new SettableTime(new DateTimeOffset(2026, 5, 1, 9, 0, 0, TimeSpan.Zero));
        await using var sandbox = await SalesforceSandbox.Start(time);
        var code = await Code(sandbox);
        time.Now = time.Now.AddMinutes(16);
        Assert.Equal("expired authorization code", await Refusal(sandbox, "invalid_grant", Exchange(code)));
    }

    [Fact]
    public async Task The_redirect_address_is_compared_letter_by_letter()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        Assert.Equal("redirect_uri must match configuration", await Refusal(sandbox, "redirect_uri_mismatch", Exchange(await Code(sandbox), redirect: Redirect + "/")));
        await sandbox.Set(new { redirectUris = new[] { "https://hub.example/callback" } });
        using var page = await sandbox.Http.GetAsync(Authorize());
        Assert.Equal(HttpStatusCode.BadRequest, page.StatusCode);
        Assert.Contains("redirect_uri_mismatch", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_code_is_ever_sent_to_a_strange_host()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        using var page = await Press(sandbox, Authorize().Replace("127.0.0.1", "evil.example", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.BadRequest, page.StatusCode);
    }

    [Fact]
    public async Task Refresh_tokens_rotate_and_using_a_used_one_revokes_everything()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var first = (await Tokens(sandbox)).GetProperty("refresh_token").GetString()!;
        var second = await Refresh(sandbox, first);
        var third = await Refresh(sandbox, second.GetProperty("refresh_token").GetString()!);
        sandbox.Token = third.GetProperty("access_token").GetString()!;
        await sandbox.Query("SELECT Id FROM User LIMIT 1");

        Assert.Equal("expired access/refresh token", await Refusal(sandbox, "invalid_grant", RefreshForm(first)));
        (await sandbox.Send("GET", "limits")).Refused("INVALID_SESSION_ID", 401);
        await Refusal(sandbox, "invalid_grant", RefreshForm(third.GetProperty("refresh_token").GetString()!));
    }

    [Fact]
    public async Task Without_rotation_a_refresh_brings_no_refresh_token()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        await sandbox.Set(new { rotateRefreshTokens = false });
        var token = (await Tokens(sandbox)).GetProperty("refresh_token").GetString()!;
        Assert.False((await Refresh(sandbox, token)).TryGetProperty("refresh_token", out _));
        Assert.True((await Refresh(sandbox, token)).TryGetProperty("access_token", out _));
    }

    [Fact]
    public async Task Without_the_scope_there_is_no_refresh_token()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        Assert.False((await Tokens(sandbox, scope: "api")).TryGetProperty("refresh_token", out _));
    }

    [Fact]
    public async Task Client_credentials_run_as_the_integration_user_without_a_refresh_token()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var tokens = JsonDocument.Parse(await (await Post(sandbox, Client(("grant_type", "client_credentials")))).Content.ReadAsStringAsync()).RootElement;
        Assert.False(tokens.TryGetProperty("refresh_token", out _));
        sandbox.Token = tokens.GetProperty("access_token").GetString()!;
        Assert.Equal("integration@liaison.example", (await sandbox.Send("GET", "/salesforce/services/oauth2/userinfo")).Ok().GetProperty("preferred_username").GetString());
    }

    [Theory]
    [InlineData("client_id", "someone", "invalid_client_id")]
    [InlineData("client_secret", "guess", "invalid_client")]
    [InlineData("grant_type", "password", "unsupported_grant_type")]
    public async Task A_wrong_app_or_grant_is_refused(string field, string value, string error)
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var form = Client(("grant_type", "client_credentials"));
        form[field] = value;
        await Refusal(sandbox, error, form);
    }

    [Fact]
    public async Task Revoking_a_refresh_token_kills_its_access_tokens()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var tokens = await Tokens(sandbox);
        sandbox.Token = tokens.GetProperty("access_token").GetString()!;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal) { ["token"] = tokens.GetProperty("refresh_token").GetString()! });
        using var revoked = await sandbox.Http.PostAsync("/salesforce/services/oauth2/revoke", form);
        Assert.Equal(HttpStatusCode.OK, revoked.StatusCode);
        (await sandbox.Send("GET", "limits")).Refused("INVALID_SESSION_ID", 401);
        using var unknown = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal) { ["token"] = "nothing" });
        using var again = await sandbox.Http.PostAsync("/salesforce/services/oauth2/revoke", unknown);
        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode);
    }

    [Fact]
    public async Task An_access_token_dies_after_the_seconds_set_and_only_a_401_tells()
    {
        var time = new SettableTime(new DateTimeOffset(2026, 5, 1, 9, 0, 0, TimeSpan.Zero));
        await using var sandbox = await SalesforceSandbox.Start(time);
        sandbox.Token = (await sandbox.Control("tokens", new { seconds = 30 })).GetProperty("accessToken").GetString()!;
        (await sandbox.Send("GET", "limits")).Ok();
        time.Now = time.Now.AddSeconds(31);
        Assert.Equal("Session expired or invalid", (await sandbox.Send("GET", "limits")).Refused("INVALID_SESSION_ID", 401));
    }

    private static string Authorize(string? challenge = "", string scope = "api refresh_token") =>
        $"/salesforce/services/oauth2/authorize?response_type=code&client_id={SalesforceSandbox.ClientId}&redirect_uri={Uri.EscapeDataString(Redirect)}&state=s1&scope={Uri.EscapeDataString(scope)}"
        + (challenge is null ? "" : "&code_challenge=" + Challenge);

    private static async Task<HttpResponseMessage> Press(SalesforceSandbox sandbox, string address, string user = "alice.archer@sandbox.example", string password = "sandbox", string allow = "yes")
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal) { ["username"] = user, ["password"] = password, ["allow"] = allow });
        return await sandbox.Http.PostAsync(address, form);
    }

    private static string? Parameter(HttpResponseMessage answer, string name)
    {
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        return HttpUtility.ParseQueryString(answer.Headers.Location!.Query)[name];
    }

    private static async Task<string> Code(SalesforceSandbox sandbox, string scope = "api refresh_token")
    {
        using var answer = await Press(sandbox, Authorize(scope: scope));
        return Parameter(answer, "code")!;
    }

    private static Dictionary<string, string> Client(params (string Name, string Value)[] more)
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal) { ["client_id"] = SalesforceSandbox.ClientId, ["client_secret"] = SalesforceSandbox.ClientSecret };
        foreach (var (name, value) in more)
        {
            form[name] = value;
        }

        return form;
    }

    private static Dictionary<string, string> Exchange(string code, string verifier = Verifier, string redirect = Redirect) =>
        Client(("grant_type", "authorization_code"), ("code", code), ("redirect_uri", redirect), ("code_verifier", verifier));

    private static Dictionary<string, string> RefreshForm(string token) => Client(("grant_type", "refresh_token"), ("refresh_token", token));

    private static Task<HttpResponseMessage> Post(SalesforceSandbox sandbox, Dictionary<string, string> form) => sandbox.Http.PostAsync("/salesforce/services/oauth2/token", new FormUrlEncodedContent(form));

    private static async Task<JsonElement> Tokens(SalesforceSandbox sandbox, string scope = "api refresh_token") => await Given(sandbox, Exchange(await Code(sandbox, scope)));

    private static Task<JsonElement> Refresh(SalesforceSandbox sandbox, string token) => Given(sandbox, RefreshForm(token));

    private static async Task<JsonElement> Given(SalesforceSandbox sandbox, Dictionary<string, string> form)
    {
        using var answer = await Post(sandbox, form);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }

    private static async Task<string> Refusal(SalesforceSandbox sandbox, string error, Dictionary<string, string> form)
    {
        using var answer = await Post(sandbox, form);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(error, body.GetProperty("error").GetString());
        return body.GetProperty("error_description").GetString()!;
    }
}
