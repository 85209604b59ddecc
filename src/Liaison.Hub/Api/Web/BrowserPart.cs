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

    public static void MapBrowserPart(this IEndpointRouteBuilder routes) =>
        routes.MapFallback("{*path}", Page).AllowAnonymous().ExcludeFromDescription();

    private static async Task<IResult> Page(HttpContext http, IWebHostEnvironment environment)
    {
        var wantsPage = (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
            && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal)
            && !NotPages.Any(path => http.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase));
        var index = environment.WebRootFileProvider.GetFileInfo("index.html");
        if (!wantsPage || !index.Exists)
        {
            return ApiProblem.Of(404, "not-found", wantsPage ? "The browser part is not built. Run ./run, or npm run build in web/." : "There is nothing here.");
        }
        http.Response.Headers.CacheControl = "no-cache";
        await using var file = index.CreateReadStream();
        using var reader = new StreamReader(file);
        return TypedResults.Content(await reader.ReadToEndAsync(http.RequestAborted), "text/html; charset=utf-8");
    }
}
