using Liaison.Hub.Api.Shared;
using Liaison.Hub.Hosting;
using Microsoft.AspNetCore.Http.Features;

namespace Liaison.Hub.Api.Access;

/// <summary>
/// A request by cookie that changes something must carry <c>X-Liaison: 1</c>: another site's page cannot send it without asking first. A web socket cannot carry a header of ours; there the page's
/// origin, which browsers always tell, must be our own.
/// </summary>
internal static class Csrf
{
    public const string Header = "X-Liaison";

    public static Task Check(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<Caller>() is not PersonCaller)
        {
            return next(context);
        }
        if (IsWebSocket(context))
        {
            return context.Request.Headers.Origin is not [{ } origin] || IsOurs(origin, context) ? next(context)
                : ApiProblem.Of(403, "csrf", "Another site's page may not listen here.").ExecuteAsync(context);
        }
        var safe = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) || HttpMethods.IsOptions(context.Request.Method);
        return safe || context.Request.Headers[Header] == "1"
            ? next(context)
            : ApiProblem.Of(403, "csrf", "A change by a signed-in browser must carry the header X-Liaison: 1.").ExecuteAsync(context);
    }

    private static bool IsWebSocket(HttpContext context) =>
        string.Equals(context.Request.Headers.Upgrade, "websocket", StringComparison.OrdinalIgnoreCase) || context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true, Protocol: "websocket" };

    private static bool IsOurs(string origin, HttpContext context) => Uri.TryCreate(origin, UriKind.Absolute, out var from)
        && (string.Equals(from.Authority, Authority(context.Request, from), StringComparison.OrdinalIgnoreCase)
            || (context.RequestServices.GetService<HubOptions>()?.PublicUrl is { } known && Uri.TryCreate(known, UriKind.Absolute, out var ours) && ours.GetLeftPart(UriPartial.Authority) == from.GetLeftPart(UriPartial.Authority)));

    /// <summary>Where the request was sent to. A proxy in front may have ended TLS, so the scheme is taken from the page.</summary>
    private static string? Authority(HttpRequest request, Uri from) => Uri.TryCreate($"{from.Scheme}://{request.Host}", UriKind.Absolute, out var here) ? here.Authority : null;
}
