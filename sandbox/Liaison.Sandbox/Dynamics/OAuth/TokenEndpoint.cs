using System.Globalization;
using System.Text.Json.Nodes;
using Liaison.Sandbox.Dynamics.Api;
using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Dynamics.OAuth;

/// <summary>Exchanges codes, refresh tokens and client credentials for access tokens, in the older and the newer shape.</summary>
public static class TokenEndpoint
{
    public static async Task<ApiAnswer> Answer(HttpContext http, DynamicsStandIn org, string tenant, bool newer)
    {
        if (!http.Request.HasFormContentType)
        {
            return TokenRefusal.Of(900144, "The request body must contain the following parameter: 'grant_type'.");
        }

        var form = await http.Request.ReadFormAsync();
        string? Given(string name) => form[name].ToString() is { Length: > 0 } value ? value : null;
        return TenantProblem(org, tenant, Given("grant_type")) ?? Setting(org) ?? ClientProblem(http, org, Given) ?? Given("grant_type") switch
        {
            "authorization_code" => Code(http, org, newer, Given),
            "refresh_token" => Refresh(http, org, newer, Given),
            "client_credentials" => Credentials(http, org, newer, Given),
            null => TokenRefusal.Of(900144, "The request body must contain the following parameter: 'grant_type'."),
            var other => TokenRefusal.Of(70003, $"The app requested an unsupported grant type '{other}'."),
        };
    }

    public static ApiAnswer? TenantProblem(DynamicsStandIn org, string tenant, string? grantType)
    {
        if (tenant is "common" or "organizations" or "consumers")
        {
            return grantType == "client_credentials" ? TokenRefusal.Of(90130, "Application is not supported over the /common or /consumers endpoints. Please use the tenant-specific endpoint.") : null;
        }

        return tenant.Equals(org.Settings.TenantId, StringComparison.OrdinalIgnoreCase) || tenant.Equals(org.Settings.TenantDomain, StringComparison.OrdinalIgnoreCase)
            ? null : TokenRefusal.Of(90002, $"Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.");
    }

    private static ApiAnswer? Setting(DynamicsStandIn org) => org.Settings.TokenError is { } number ? TokenRefusal.Of(number, "The pretended tenant refuses, as its settings say.") : null;

    private static ApiAnswer? ClientProblem(HttpContext http, DynamicsStandIn org, Func<string, string?> given)
    {
        var (client, secret) = BasicCredentials.Of(http, given("client_id"), given("client_secret"));
        return client is null ? TokenRefusal.Of(900144, "The request body must contain the following parameter: 'client_id'.")
            : !client.Equals(org.Settings.ClientId, StringComparison.OrdinalIgnoreCase) ? TokenRefusal.Of(700016, $"Application with identifier '{client}' was not found in the directory 'Liaison Sandbox'. This can happen if the application has not been installed by the administrator of the tenant.")
            : secret is null ? TokenRefusal.Of(7000218, "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.")
            : http.Request.Headers.ContainsKey("Origin") ? TokenRefusal.Of(9002326, "Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type.")
            : secret != org.Settings.ClientSecret ? TokenRefusal.Of(7000215, $"Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '{client}'.")
            : null;
    }

    private static ApiAnswer Code(HttpContext http, DynamicsStandIn org, bool newer, Func<string, string?> given)
    {
        if (given("code") is not { } code || given("redirect_uri") is not { } redirect)
        {
            return TokenRefusal.Of(900144, $"The request body must contain the following parameter: '{(given("code") is null ? "code" : "redirect_uri")}'.");
        }

        if (org.Tokens.TakeCode(code, out var used) is not { } found)
        {
            return used ? TokenRefusal.Of(54005, "OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.") : TokenRefusal.Of(70008, "The provided authorization code or refresh token has expired due to inactivity.");
        }

        if (found.RedirectUri != redirect)
        {
            return TokenRefusal.Of(500112, "The reply address does not match the reply address provided when requesting Authorization code.");
        }

        if (found.Challenge is { } challenge && !Pkce.Fits(challenge, given("code_verifier")))
        {
            return TokenRefusal.Of(501481, "The Code_Verifier does not match the code_challenge supplied in the authorization request.");
        }

        // The newer endpoint takes the scope of the code where the request has none; the older one needs the resource once.
        var (asked, refused) = newer ? Asked.Read(http, newer, given("scope") ?? found.Scope, given("resource")) : Asked.Read(http, newer, null, given("resource") ?? (found.Resource.Length > 0 ? found.Resource : null));
        if (asked is null)
        {
            return refused!;
        }

        if (asked.Resource is not null && found.Resource.Length > 0 && asked.Resource != found.Resource)
        {
            return TokenRefusal.Of(70000, "The request was denied because one or more scopes requested are unauthorized or expired.");
        }

        var grant = org.Tokens.Approve(found.User, newer ? found.Scope : asked.Scope, asked.Resource ?? found.Resource);
        return Reply(http, org, newer, grant, grant.RefreshTokens.LastOrDefault());
    }

    private static ApiAnswer Refresh(HttpContext http, DynamicsStandIn org, bool newer, Func<string, string?> given)
    {
        if (given("refresh_token") is not { } token)
        {
            return TokenRefusal.Of(900144, "The request body must contain the following parameter: 'refresh_token'.");
        }

        var (asked, refused) = newer ? Asked.Read(http, newer, given("scope") ?? "openid", given("resource")) : given("resource") is { } resource ? Asked.Read(http, newer, null, resource) : (new Asked(null, "", ""), null);
        if (asked is null)
        {
            return refused!;
        }

        if (org.Tokens.Refresh(token) is not { } refreshed)
        {
            return TokenRefusal.Of(50173, "The provided grant has expired due to it being revoked, a fresh auth token is needed.");
        }

        return asked.Resource is { } other && other != refreshed.Grant.Resource ? TokenRefusal.Of(65001, "The user or administrator has not consented to use the application. Send an interactive authorization request for this user and resource.")
            : Reply(http, org, newer, refreshed.Grant, refreshed.Next);
    }

    private static ApiAnswer Credentials(HttpContext http, DynamicsStandIn org, bool newer, Func<string, string?> given)
    {
        var (asked, refused) = Asked.Read(http, newer, given("scope"), given("resource"));
        return asked is null ? refused!
            : asked.Resource is null || (newer && asked.Permission != ".default") ? TokenRefusal.Of(1002012, $"The provided value for scope {given("scope")} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).")
            : Reply(http, org, newer, new Grant { Id = "app", User = Seed.ApplicationUser, Scope = asked.Resource + "/.default", Resource = asked.Resource }, refresh: null);
    }

    private static ApiAnswer Reply(HttpContext http, DynamicsStandIn org, bool newer, Grant grant, string? refresh)
    {
        var (seconds, token) = (org.Settings.AccessTokenSeconds, org.Tokens.IssueAccess(grant.User, grant.Id, grant.Resource, org.Settings.AccessTokenSeconds));
        var json = new JsonObject { ["token_type"] = "Bearer" };
        if (newer)
        {
            json["expires_in"] = seconds;
            json["ext_expires_in"] = seconds;
        }
        else
        {
            var now = org.Time.GetUtcNow().ToUnixTimeSeconds();
            json["expires_in"] = seconds.ToString(CultureInfo.InvariantCulture);
            json["ext_expires_in"] = seconds.ToString(CultureInfo.InvariantCulture);
            json["expires_on"] = (now + seconds).ToString(CultureInfo.InvariantCulture);
            json["not_before"] = now.ToString(CultureInfo.InvariantCulture);
            json["resource"] = grant.Resource;
        }

        if (grant.Id != "app")
        {
            json["scope"] = newer ? $"{grant.Resource}/user_impersonation {grant.Resource}/.default" : "user_impersonation";
        }

        json["access_token"] = token;
        if (refresh is not null)
        {
            json["refresh_token"] = refresh;
        }

        if (grant.Scope.Split(' ').Contains("openid"))
        {
            var user = org.Store["systemuser"].Find(grant.User)!;
            json["id_token"] = org.Tokens.Jwt(new JsonObject
            {
                ["aud"] = org.Settings.ClientId, ["iss"] = $"{DynamicsStandIn.AddressOf(http)}/login/{org.Settings.TenantId}/v2.0", ["oid"] = user["azureactivedirectoryobjectid"]?.ToString(), ["preferred_username"] = user["domainname"] as string, ["tid"] = org.Settings.TenantId,
            });
        }

        return ApiAnswer.Ok(json) with { ContentType = "application/json; charset=utf-8" };
    }
}
