using Liaison.Hub.Api.Shared;

namespace Liaison.Hub.Api.Access;

/// <summary>A request by cookie that changes something must carry <c>X-Liaison: 1</c>: another site's page cannot send it without asking first.</summary>
internal static class Csrf
{
    public const string Header = "X-Liaison";

    public static Task Check(HttpContext context, RequestDelegate next)
    {
        var safe = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) || HttpMethods.IsOptions(context.Request.Method);
        return safe || context.Features.Get<Caller>() is not PersonCaller || context.Request.Headers[Header] == "1"
            ? next(context)
            : ApiProblem.Of(403, "csrf", "A change by a signed-in browser must carry the header X-Liaison: 1.").ExecuteAsync(context);
    }
}
