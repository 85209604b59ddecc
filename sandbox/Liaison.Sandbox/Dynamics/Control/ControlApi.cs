using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Dynamics.Control;

/// <summary>Settings, tokens and counters from the other side, for tests and demonstrations.</summary>
public static class ControlApi
{
    public static void Map(IEndpointRouteBuilder routes, DynamicsStandIn org)
    {
        var control = routes.MapGroup(DynamicsStandIn.Path + "/control");
        SettingsApi.Map(control, "/settings", () => org.Settings, org.Use);
        control.MapGet("/counters", () => CounterView.Of(org));
        control.MapGet("/requests", () => org.Requests.All);
        control.MapGet("/tokens", () => org.Tokens.Grants.Select(grant => new { grant.Id, grant.User, grant.Scope, grant.Resource, grant.Revoked, refreshTokens = grant.RefreshTokens.Count }));
        control.MapPost("/tokens", (HttpContext http, TokenToIssue asked) => Issue(http, org, asked));
        control.MapPost("/tokens/expire", org.Tokens.ExpireAccess);
        control.MapDelete("/tokens", org.Tokens.RevokeAll);
        control.MapPost("/reset", (int? seed) => org.Reset(seed));
        RecordApi.Map(control, org);
    }

    /// <summary>A signed-in session without the ceremony of signing in.</summary>
    private static IResult Issue(HttpContext http, DynamicsStandIn org, TokenToIssue asked)
    {
        if (org.UserByName(asked.Username ?? Seed.Integration) is not { } user)
        {
            return Results.Problem($"There is no user '{asked.Username}'.", statusCode: StatusCodes.Status400BadRequest);
        }

        var address = DynamicsStandIn.AddressOf(http);
        var grant = org.Tokens.Approve(user.Id, $"{address}/.default offline_access", address);
        return Results.Json(new { accessToken = org.Tokens.IssueAccess(user.Id, grant.Id, address, asked.Seconds ?? org.Settings.AccessTokenSeconds), refreshToken = grant.RefreshTokens[^1], userId = user.Id });
    }
}

/// <param name="Username">Whose session; the integration user's when none is given.</param>
/// <param name="Seconds">How long the access token lives.</param>
public sealed record TokenToIssue(string? Username = null, int? Seconds = null);
