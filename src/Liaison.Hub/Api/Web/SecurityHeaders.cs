namespace Liaison.Hub.Api.Web;

/// <summary>What every answer tells the browser not to do.</summary>
internal static class SecurityHeaders
{
    private const string Policy =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public static Task Add(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(static state =>
        {
            var http = (HttpContext)state;
            var headers = http.Response.Headers;
            // A page of its own may be stricter.
            headers.TryAdd("Content-Security-Policy", Policy + Connect(http.Request));
            headers.XContentTypeOptions = "nosniff";
            headers.TryAdd("Referrer-Policy", "same-origin");
            // Windows that we open ourselves (another system's sign-in) may tell us how they ended.
            headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin-allow-popups");
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(self)";
            if (http.Request.IsHttps)
            {
                headers.StrictTransportSecurity = "max-age=31536000";
            }
            // Answers of the API are one person's: nothing in between may keep them.
            if (http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) && headers.CacheControl.Count == 0)
            {
                headers.CacheControl = "no-store";
            }
            return Task.CompletedTask;
        }, context);
        return next(context);
    }

    /// <summary>Whom a page may speak to: us, by web socket too. Not every browser takes 'self' for both.</summary>
    private static string Connect(HttpRequest request) =>
        request.Host.Value is { Length: > 0 } host && host.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or ':' or '[' or ']') ? $"; connect-src 'self' ws://{host} wss://{host}" : "";
}
