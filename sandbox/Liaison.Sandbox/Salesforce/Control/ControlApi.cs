using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Salesforce.Control;

/// <summary>Settings, tokens and counters from the other side, for tests and demonstrations.</summary>
public static class ControlApi
{
    public static void Map(IEndpointRouteBuilder routes, SalesforceStandIn org)
    {
        var control = routes.MapGroup("/salesforce/control");
        SettingsApi.Map(control, "/settings", () => org.Settings, org.Use);
        control.MapGet("/counters", () => CounterView.Of(org));
        control.MapGet("/requests", () => org.Requests.All);
        control.MapGet("/tokens", () => org.Tokens.Grants.Select(grant => new { grant.Id, grant.User, grant.Scope, grant.Revoked, refreshTokens = grant.RefreshTokens.Count }));
        control.MapPost("/tokens", (TokenToIssue asked) => Issue(org, asked));
        control.MapPost("/tokens/expire", org.Tokens.ExpireAccess);
        control.MapDelete("/tokens", org.Tokens.RevokeAll);
        control.MapGet("/mail", () => org.Mailbox.All);
        control.MapPost("/reset", (int? seed) => org.Reset(seed));
        RecordApi.Map(control, org);
    }

    /// <summary>A signed-in session without the ceremony of signing in.</summary>
    private static IResult Issue(SalesforceStandIn org, TokenToIssue asked)
    {
        if (org.Users.ByUsername(asked.Username ?? org.Settings.RunAs) is not { } user)
        {
            return Results.Problem($"There is no user '{asked.Username}'.", statusCode: StatusCodes.Status400BadRequest);
        }

        var grant = org.Tokens.Approve(user.Id, "api refresh_token");
        return Results.Json(new
        {
            accessToken = org.Tokens.IssueAccess(user.Id, grant.Id, asked.Seconds ?? org.Settings.AccessTokenSeconds), refreshToken = grant.RefreshTokens[^1], userId = user.Id, organizationId = Seed.OrganizationId,
        });
    }
}

/// <param name="Username">Whose session; the integration user's when none is given.</param>
/// <param name="Seconds">How long the access token lives.</param>
public sealed record TokenToIssue(string? Username = null, int? Seconds = null);
