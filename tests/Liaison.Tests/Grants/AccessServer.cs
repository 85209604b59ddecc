using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Liaison.Tests.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace Liaison.Tests.Grants;

/// <summary>
/// A real OAuth 2.0 server over HTTP: PKCE S256 or nothing, exact redirects, codes good once, refresh tokens that rotate; a second use of one withdraws all that came of it.
/// Tokens live by the test's clock. Everybody who is sent to it says yes.
/// </summary>
public sealed class AccessServer : IAsyncDisposable
{
    public const string ClientId = "the-client";
    public const string ClientSecret = "planted-client-secret-61";

    private readonly WebApplication app;
    private readonly SettableTime time;
    private readonly Lock gate = new();
    private readonly Dictionary<string, (string Redirect, string Challenge)> codes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Family> refreshTokens = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (Family Family, DateTimeOffset Until)> accessTokens = new(StringComparer.Ordinal);

    private AccessServer(WebApplication app, SettableTime time) => (this.app, this.time) = (app, time);

    public Uri Address => new(app.Urls.Single());

    /// <summary>What was asked of the token endpoint: the grant type, in order.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    public ConcurrentQueue<string> Revoked { get; } = new();

    /// <summary>Every token, code and verifier that it saw or gave.</summary>
    public ConcurrentQueue<string> Planted { get; } = new();

    public int Refreshes => Asked.Count(a => a == "refresh_token");

    public TimeSpan Life { get; set; } = TimeSpan.FromHours(2);

    public bool Rotates { get; set; } = true;

    public string Organisation { get; set; } = "00Dxx0000001gPLEAY";

    /// <summary>Done before a token request is worked on.</summary>
    public Func<Task> Before { get; set; } = static () => Task.CompletedTask;

    /// <summary>Done after it was worked on, before the answer.</summary>
    public Func<HttpContext, Task> After { get; set; } = static _ => Task.CompletedTask;

    /// <summary>The status to refuse token requests with, without looking at them; nought for none.</summary>
    public int Fail { get; set; }

    /// <summary>What the sign-in ends with instead of a code.</summary>
    public (string Error, string Description)? Refuses { get; set; }

    public bool RevokeFails { get; set; }

    public static async Task<AccessServer> Start(SettableTime time)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var server = new AccessServer(app, time);
        app.MapGet("/authorize", server.Authorize);
        app.MapPost("/token", server.Token);
        app.MapPost("/revoke", server.Revoke);
        app.MapGet("/hello", server.Hello);
        await app.StartAsync();
        return server;
    }

    /// <summary>All access tokens end now, before their time.</summary>
    public void EndAccess()
    {
        lock (gate)
        {
            accessTokens.Clear();
        }
    }

    /// <summary>All that was granted is withdrawn, as an administrator over there would.</summary>
    public void WithdrawAll()
    {
        lock (gate)
        {
            foreach (var family in refreshTokens.Values)
            {
                family.Withdrawn = true;
            }
        }
    }

    public bool Takes(string access)
    {
        lock (gate)
        {
            return accessTokens.TryGetValue(access, out var known) && !known.Family.Withdrawn && time.Now < known.Until;
        }
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private IResult Authorize(HttpContext http)
    {
        string Query(string name) => http.Request.Query[name].ToString();
        var back = new Dictionary<string, string?>(StringComparer.Ordinal) { ["state"] = Query("state") };
        if (Query("client_id") != ClientId || Query("response_type") != "code")
        {
            return Results.BadRequest("invalid_client_id");
        }
        if (Query("code_challenge_method") != "S256" || Query("code_challenge").Length != 43)
        {
            (back["error"], back["error_description"]) = ("invalid_request", "missing required code challenge");
        }
        else if (Refuses is var (error, description))
        {
            (back["error"], back["error_description"]) = (error, description);
        }
        else
        {
            lock (gate)
            {
                var code = Secret("code");
                codes[code] = (Query("redirect_uri"), Query("code_challenge"));
                back["code"] = code;
            }
        }
        return Results.Redirect(QueryHelpers.AddQueryString(Query("redirect_uri"), back));
    }

    private async Task Token(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        string Field(string name) => form[name].ToString();
        Asked.Enqueue(Field("grant_type"));
        Planted.Enqueue(Field("code_verifier"));
        await Before();
        if (Fail > 0)
        {
            http.Response.StatusCode = Fail;
            return;
        }
        var answer = Field("client_id") != ClientId || Field("client_secret") != ClientSecret ? Wrong("invalid_client", "invalid client credentials")
            : Field("grant_type") == "authorization_code" ? Redeem(Field("code"), Field("redirect_uri"), Field("code_verifier"))
            : Renew(Field("refresh_token"));
        await After(http);
        http.Response.StatusCode = answer.ContainsKey("error") ? 400 : 200;
        await http.Response.WriteAsJsonAsync(answer);
    }

    private Dictionary<string, string> Redeem(string code, string redirect, string verifier)
    {
        lock (gate)
        {
            return !codes.Remove(code, out var known) ? Wrong("invalid_grant", "expired authorization code")
                : known.Redirect != redirect ? Wrong("redirect_uri_mismatch", "redirect_uri must match configuration")
                : known.Challenge != Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))) ? Wrong("invalid_grant", "invalid code verifier")
                : Give(new Family());
        }
    }

    private Dictionary<string, string> Renew(string refresh)
    {
        lock (gate)
        {
            if (!refreshTokens.TryGetValue(refresh, out var family) || family.Withdrawn)
            {
                return Wrong("invalid_grant", "expired access/refresh token");
            }
            if (family.Refresh != refresh)
            {
                family.Withdrawn = true;
                return Wrong("invalid_grant", "refresh token was used before");
            }
            return Give(family);
        }
    }

    private Dictionary<string, string> Give(Family family)
    {
        var access = Secret("access");
        accessTokens[access] = (family, time.Now + Life);
        var answer = new Dictionary<string, string>(StringComparer.Ordinal) { ["access_token"] = access, ["instance_url"] = Address.ToString(), ["organisation"] = Organisation, ["user"] = "integration@norchester.example" };
        if (family.Refresh is null || Rotates)
        {
            answer["refresh_token"] = family.Refresh = Secret("refresh");
            refreshTokens[family.Refresh] = family;
        }
        return answer;
    }

    private async Task Revoke(HttpContext http)
    {
        var token = (await http.Request.ReadFormAsync())["token"].ToString();
        Revoked.Enqueue(token);
        lock (gate)
        {
            if (!RevokeFails && refreshTokens.TryGetValue(token, out var family))
            {
                family.Withdrawn = true;
                return;
            }
        }
        http.Response.StatusCode = RevokeFails ? 503 : 400;
    }

    private IResult Hello(HttpContext http) =>
        Takes(http.Request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal)) ? Results.Text("hello") : Results.Unauthorized();

    private string Secret(string kind)
    {
        var text = $"planted-{kind}-{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24))}";
        Planted.Enqueue(text);
        return text;
    }

    private static Dictionary<string, string> Wrong(string error, string description) => new(StringComparer.Ordinal) { ["error"] = error, ["error_description"] = description };

    private sealed class Family
    {
        public string? Refresh { get; set; }

        public bool Withdrawn { get; set; }
    }
}
