using System.Security.Cryptography;
using System.Text;
using Liaison.Sandbox.Shared;
using Liaison.Sandbox.VirtualObserver.Faults;

namespace Liaison.Sandbox.VirtualObserver.Events;

/// <summary>Takes change events: any path below <c>/events</c>, below this stand-in's own path and at the root, POST or PUT, with the developer key.</summary>
public static class EventDoor
{
    private const int Largest = 1024 * 1024;

    public static void Map(IEndpointRouteBuilder routes, VirtualObserverStandIn site)
    {
        foreach (var prefix in VirtualObserverStandIn.Prefixes)
        {
            routes.MapMethods(prefix + "/events/{**rest}", ["POST", "PUT"], http => Take(http, site, prefix));
        }
    }

    private static async Task Take(HttpContext http, VirtualObserverStandIn site, string prefix)
    {
        site.Counters.Count("events");
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var struck = site.Faults.Strike(one => one.Strikes("event"));
        foreach (var slow in struck.Where(one => one.Kind == FaultKind.Slow))
        {
            await Task.Delay(slow.Milliseconds, http.RequestAborted);
        }

        if (struck.FirstOrDefault(one => one.Kind is FaultKind.Reset or FaultKind.Html) is { } between)
        {
            site.Requests.Add(new LoggedRequest(site.Time.GetUtcNow(), "event", http.Request.Method, http.Request.Path, null, between.Kind.ToString(), http.Request.Headers.UserAgent));
            await Between(http, between.Kind);
            return;
        }

        var wrong = struck.FirstOrDefault(one => one.Kind is FaultKind.ServerError or FaultKind.Refuse);
        var (status, text) = wrong is not null ? (wrong.Code ?? 503, wrong.Message ?? "Out of service.")
            : !IsKnown(http, site.Settings) ? (StatusCodes.Status401Unauthorized, "The developer key is missing or not known.")
            : body.Length == 0 ? (StatusCodes.Status400BadRequest, "There is no event in it.")
            : body.Length > Largest ? (StatusCodes.Status413PayloadTooLarge, "It is longer than 1 MiB.")
            : (StatusCodes.Status202Accepted, "");
        site.Requests.Add(new LoggedRequest(site.Time.GetUtcNow(), "event", http.Request.Method, http.Request.Path, status, struck.Count > 0 ? struck[0].Kind.ToString() : null, http.Request.Headers.UserAgent));
        if (status < 300)
        {
            site.Receive(http.Request.Method, http.Request.Path.Value![prefix.Length..], http.Request.ContentType, Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length), status);
        }

        if (struck.Any(one => one.Kind == FaultKind.DropReply))
        {
            http.Abort();
            return;
        }

        http.Response.StatusCode = status;
        await http.Response.WriteAsync(text, http.RequestAborted);
    }

    private static async Task Between(HttpContext http, FaultKind kind)
    {
        if (kind == FaultKind.Reset)
        {
            http.Abort();
            return;
        }

        http.Response.ContentType = "text/html";
        await http.Response.WriteAsync("<!DOCTYPE html><title>Sign in</title><p>Sign in to go on.", http.RequestAborted);
    }

    private static bool IsKnown(HttpContext http, VirtualObserverSettings settings) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(http.Request.Headers[settings.DeveloperKeyHeader].ToString()), Encoding.UTF8.GetBytes(settings.DeveloperKey));
}
