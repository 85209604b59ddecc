using Liaison.Hub.Api.Access;
using Liaison.Hub.Api.Cases;
using Liaison.Hub.Api.Shared;
using Liaison.Hub.Connecting;
using Liaison.Hub.Hosting;
using Liaison.Hub.Live;
using Microsoft.AspNetCore.WebUtilities;

namespace Liaison.Hub.Api.Connections;

/// <summary>Where other systems send a person back to after their sign-in there. It is a page for people, so whatever happens is said in words.</summary>
public static class AuthorizationCallback
{
    public const string Path = "/integration/oauth/callback";

    public static void MapAuthorizationCallback(this IEndpointRouteBuilder routes)
    {
        // Open to everybody, because a person whose sign-in here has ended must be told so; the state decides.
        routes.MapGet(Path, Take).ExcludeFromDescription().AllowAnonymous();
        routes.MapGet(AuthorizationPage.ScriptPath, static () => TypedResults.Text(AuthorizationPage.Script, "text/javascript")).ExcludeFromDescription().AllowAnonymous();
        routes.MapGet(AuthorizationPage.StylePath, static () => TypedResults.Text(AuthorizationPage.Style, "text/css")).ExcludeFromDescription().AllowAnonymous();
    }

    /// <summary>What the app over there must list, letter by letter.</summary>
    public static string RedirectUrl(HttpRequest request) => new PublicAddress(request.HttpContext.RequestServices.GetService<HubOptions>() ?? new HubOptions { DataFolder = "" }).Of(request) + Path;

    private static async Task<IResult> Take(
        string? state, string? code, string? error, [Microsoft.AspNetCore.Mvc.FromQuery(Name = "error_description")] string? description, string? iss, HttpContext http, Authorizations authorizations, CancellationToken cancel)
    {
        var person = http.Features.Get<Caller>() as PersonCaller;
        var mayEnd = person is not null && Permission.Administration.Allows(person);
        var end = await authorizations.Finish(new AuthorizationReply(state, code, error, description, iss), mayEnd ? person!.Token : null, mayEnd ? person!.Actor : null, cancel);
        if (end is AuthorizationEnd.Connected connected)
        {
            http.RequestServices.GetService<LiveChanges>()?.Say(person!.TenantId, "connections");
            if (connected.ReturnTo is { } page)
            {
                return TypedResults.LocalRedirect(QueryHelpers.AddQueryString(page, "connected", connected.Connection.Value));
            }
        }
        AuthorizationPage.Guard(http.Response);
        return TypedResults.Text(AuthorizationPage.Of(end), "text/html; charset=utf-8", statusCode: end is AuthorizationEnd.Connected ? 200 : 400);
    }
}
