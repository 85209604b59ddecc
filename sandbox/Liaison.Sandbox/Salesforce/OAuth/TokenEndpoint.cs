using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Liaison.Sandbox.Salesforce.Rest;
using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Salesforce.OAuth;

/// <summary>Exchanges codes, refresh tokens and client credentials for access tokens. No reply tells how long a token lives.</summary>
public static class TokenEndpoint
{
    public static async Task<RestAnswer> Answer(HttpContext http, SalesforceStandIn org)
    {
        if (!http.Request.HasFormContentType)
        {
            return Refuse("unsupported_grant_type", "grant type not supported");
        }

        var form = await http.Request.ReadFormAsync();
        string? Given(string name) => form[name].ToString() is { Length: > 0 } value ? value : null;
        var (client, secret) = BasicCredentials.Of(http, Given("client_id"), Given("client_secret"));
        if (client != org.Settings.ClientId)
        {
            return Refuse(client is null ? "invalid_request" : "invalid_client_id", client is null ? "missing required parameter: client_id" : "client identifier invalid");
        }

        if (secret != org.Settings.ClientSecret)
        {
            return Refuse("invalid_client", "invalid client credentials");
        }

        return Given("grant_type") switch
        {
            "authorization_code" => Code(http, org, Given("code"), Given("redirect_uri"), Given("code_verifier")),
            "refresh_token" => Refresh(http, org, Given("refresh_token")),
            "client_credentials" => ClientCredentials(http, org),
            null => Refuse("invalid_request", "missing required parameter: grant_type"),
            _ => Refuse("unsupported_grant_type", "grant type not supported"),
        };
    }

    public static RestAnswer Refuse(string error, string description) =>
        new(StatusCodes.Status400BadRequest, new JsonObject { ["error"] = error, ["error_description"] = description });

    private static RestAnswer Code(HttpContext http, SalesforceStandIn org, string? code, string? redirect, string? verifier)
    {
        if (code is null || redirect is null)
        {
            return Refuse("invalid_request", "missing required parameter: " + (code is null ? "code" : "redirect_uri"));
        }

        if (org.Tokens.TakeCode(code) is not { } found)
        {
            return Refuse("invalid_grant", "expired authorization code");
        }

        if (found.RedirectUri != redirect)
        {
            return Refuse("redirect_uri_mismatch", "redirect_uri must match configuration");
        }

        if (found.Challenge is { } challenge && !Pkce.Fits(challenge, verifier))
        {
            return Refuse("invalid_grant", "invalid code verifier");
        }

        if (org.Users.IsInactive(found.User))
        {
            return Refuse("invalid_grant", "inactive user");
        }

        var grant = org.Tokens.Approve(found.User, found.Scope);
        return Reply(http, org, grant, grant.RefreshTokens.LastOrDefault());
    }

    private static RestAnswer Refresh(HttpContext http, SalesforceStandIn org, string? token)
    {
        if (token is null)
        {
            return Refuse("invalid_request", "missing required parameter: refresh_token");
        }

        if (org.Tokens.Refresh(token, org.Settings.RotateRefreshTokens) is not { } refreshed)
        {
            return Refuse("invalid_grant", "expired access/refresh token");
        }

        return org.Users.IsInactive(refreshed.Grant.User) ? Refuse("invalid_grant", "inactive user") : Reply(http, org, refreshed.Grant, refreshed.Next);
    }

    private static RestAnswer ClientCredentials(HttpContext http, SalesforceStandIn org) =>
        org.Users.ByUsername(org.Settings.RunAs) is { } user && !org.Users.IsInactive(user.Id)
            ? Reply(http, org, new Grant { Id = "client", User = user.Id, Scope = "api" }, refreshToken: null)
            : Refuse("invalid_grant", "no client credentials user enabled");

    private static RestAnswer Reply(HttpContext http, SalesforceStandIn org, Grant grant, string? refreshToken)
    {
        var address = SalesforceStandIn.AddressOf(http);
        var id = Identity.UrlOf(address, grant.User);
        var issued = org.Time.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var json = new JsonObject { ["access_token"] = org.Tokens.IssueAccess(grant.User, grant.Id, org.Settings.AccessTokenSeconds) };
        if (refreshToken is not null)
        {
            json["refresh_token"] = refreshToken;
        }

        json["signature"] = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(org.Settings.ClientSecret), Encoding.UTF8.GetBytes(id + issued)));
        json["scope"] = grant.Scope;
        json["instance_url"] = address;
        json["id"] = id;
        json["token_type"] = "Bearer";
        json["issued_at"] = issued;
        return RestAnswer.Ok(json);
    }
}
