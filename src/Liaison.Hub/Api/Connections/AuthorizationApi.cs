using System.Text.Json.Nodes;
using Liaison.Core.Connecting;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Access;
using Liaison.Hub.Api.Cases;
using Liaison.Hub.Api.Shared;
using Liaison.Hub.Connecting;
using Liaison.Hub.Live;
using Liaison.Storage.Configuration;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Liaison.Hub.Api.Connections;

/// <summary>Connecting with a system in its own sign-in pages, how that stands, and disconnecting.</summary>
public static class AuthorizationApi
{
    private const int LongestReturn = 500;

    public static void MapAuthorizations(this IEndpointRouteBuilder routes)
    {
        var authorization = routes.MapGroup("/connections/{id}/authorization").WithTags("Connections");
        authorization.MapGet("/", Get).Says("getAuthorization", "Tells whether a connection has been granted access, by whom, and which redirect URL the app over there must list.").Needs(Permission.ConfigurationRead);
        authorization.MapPost("/", Start).Says("startAuthorization", "Begins connecting: gives the address of the other system's sign-in.").Needs(Permission.Administration);
        authorization.MapDelete("/", End).Says("endAuthorization", "Disconnects: withdraws the access over there, then deletes the tokens here.").Needs(Permission.Administration);
    }

    private static async Task<Results<Ok<AuthorizationAnswer>, ProblemHttpResult>> Get(
        Id<Connection> id, HttpRequest request, Caller caller, ConnectionStore connections, ConnectorCatalog connectors, GrantStore grants, CallBudgets budgets, CancellationToken cancel)
    {
        if (await connections.Find(caller.TenantId, id, cancel) is not { } connection)
        {
            return ApiProblem.NotFound("connection");
        }
        return !connectors.Can<IAuthorize>(connection.Kind) ? NoSignIn(connection.Name)
            : TypedResults.Ok(AuthorizationAnswer.Of(await grants.Find(id, cancel), budgets.Of(id), budgets.PauseUntil(id), AuthorizationCallback.RedirectUrl(request), connectors.AppOf(connection.Kind) is not null));
    }

    private static async Task<Results<Ok<AuthorizationStart>, ProblemHttpResult>> Start(
        Id<Connection> id, AuthorizationRequest? asked, HttpRequest request, Caller caller, ConnectionStore connections, ConnectorCatalog connectors, Authorizations authorizations, Language language,
        CancellationToken cancel)
    {
        if (await connections.Open(caller.TenantId, id, cancel) is not { } connection)
        {
            return ApiProblem.NotFound("connection");
        }
        if (connectors.Find(connection.Kind) is not { } declaration || !connectors.Can<IAuthorize>(connection.Kind))
        {
            return NoSignIn(connection.Name);
        }
        if (asked?.ReturnTo is { } page && !IsOurs(page))
        {
            return ApiProblem.Invalid("invalid-return", "This is no page to come back to.", new Problem("/returnTo", "not-ours", "Name a page of this hub, beginning with one slash."));
        }
        var check = SettingsCheck.Of(declaration, JsonNode.Parse(connection.Settings)!.AsObject(), connection.Settings, complete: true, language);
        if (check.Problems.Count > 0)
        {
            return ApiProblem.Invalid("invalid-settings", "Fill in and save the settings first, then connect.", check.Problems);
        }
        var redirect = AuthorizationCallback.RedirectUrl(request);
        var url = await authorizations.Begin(connection, ((PersonCaller)caller).Token, redirect, asked?.ReturnTo, asked?.ConfirmOtherOrganisation ?? false, cancel);
        return TypedResults.Ok(new AuthorizationStart(url, redirect));
    }

    private static async Task<Results<Ok<DisconnectAnswer>, ProblemHttpResult>> End(
        Id<Connection> id, HttpContext http, Caller caller, ConnectionStore connections, Authorizations authorizations, CancellationToken cancel)
    {
        if (await connections.Open(caller.TenantId, id, cancel) is not { } connection)
        {
            return ApiProblem.NotFound("connection");
        }
        var ended = await authorizations.Disconnect(connection, caller.Actor);
        http.RequestServices.GetService<LiveChanges>()?.Say(caller.TenantId, "connections");
        return TypedResults.Ok(new DisconnectAnswer(ended.Revoked, ended.Message));
    }

    /// <summary>A path of this hub, and nothing that a browser could take for another host.</summary>
    private static bool IsOurs(string page) =>
        page.Length is > 0 and <= LongestReturn && page[0] == '/' && !page.StartsWith("//", StringComparison.Ordinal) && !page.Any(c => c is '\\' || char.IsControl(c)) && Uri.IsWellFormedUriString(page, UriKind.Relative);

    private static ProblemHttpResult NoSignIn(string name) => ApiProblem.Of(409, "no-sign-in", $"“{name}” works with what stands in its settings; there is nothing to connect.");
}
