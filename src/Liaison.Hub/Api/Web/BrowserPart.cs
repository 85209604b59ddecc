using Liaison.Hub.Api.Shared;

namespace Liaison.Hub.Api.Web;

/// <summary>The browser part's files, and its one page for every address that is a page's.</summary>
internal static class BrowserPart
{
    private static readonly string[] NotPages = ["/api", "/integration", "/health", "/live"];

    /// <summary>Vite gives built files a name with their hash, so they never change.</summary>
    public static void UseBrowserPart(this WebApplication app)
    {
        app.UseStaticFiles(new StaticFileOptions
        {
            OnPrepareResponse = static served => served.Context.Response.Headers.CacheControl =
                served.Context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache",
        });
    }

    /// <summary>Every address that is no file and no route is a page of the browser part; it has a middleware of its own, because a catch-all route would hide 405 and 415.</summary>
    public static async Task Page(HttpContext http, RequestDelegate next)
    {
        var wantsPage = http.GetEndpoint() is null && (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
            && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal)
            && !NotPages.Any(path => http.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase));
        if (!wantsPage)
        {
            await next(http);
            return;
        }
        await Index(http);
    }

    /// <summary>The one page; it looks at its address and shows what belongs there.</summary>
    public static async Task Index(HttpContext http)
    {
        var index = http.RequestServices.GetRequiredService<IWebHostEnvironment>().WebRootFileProvider.GetFileInfo("index.html");
        if (!index.Exists)
        {
            await ApiProblem.Of(404, "not-found", "The browser part is not built. Run ./run, or npm run build in web/.").ExecuteAsync(http);
            return;
        }
        http.Response.Headers.CacheControl = "no-cache";
        http.Response.ContentType = "text/html; charset=utf-8";
        await using var file = index.CreateReadStream();
        await file.CopyToAsync(http.Response.Body, http.RequestAborted);
    }
}
