using Liaison.Hub.Api.Shared;

namespace Liaison.Hub.Api.Web;

/// <summary>The browser part's files, and its pages: the agent's console, and the one page for every other address.</summary>
internal static class BrowserPart
{
    private static readonly string[] NotPages = ["/api", "/integration", "/health", "/live"];

    /// <summary>Vite gives built files a name with their hash, so they never change.</summary>
    public static void UseBrowserPart(this WebApplication app)
    {
        var files = app.Environment.WebRootFileProvider;
        app.Use(next => context =>
        {
            var request = context.Request;
            if ((HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && request.Path.Value is { Length: > 1 } path && PackedFiles.Chosen(request, files, path) is { } packed)
            {
                request.Path = path + packed.Ending;
            }
            return next(context);
        });
        app.UseStaticFiles(new StaticFileOptions
        {
            ContentTypeProvider = new PackedFiles.Types(),
            OnPrepareResponse = static served =>
            {
                var response = served.Context.Response;
                response.Headers.CacheControl = served.Context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache";
                PackedFiles.Say(response, PackedFiles.EncodingOf(served.File.Name));
            },
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

    /// <summary>The page of an address; it looks at the address and shows what belongs there. The console is a page of its own, so that an agent loads no more than the work needs.</summary>
    public static async Task Index(HttpContext http)
    {
        var page = http.Request.Path.StartsWithSegments("/console", StringComparison.OrdinalIgnoreCase) ? "console.html" : "index.html";
        var files = http.RequestServices.GetRequiredService<IWebHostEnvironment>().WebRootFileProvider;
        var packed = PackedFiles.Chosen(http.Request, files, page);
        var index = files.GetFileInfo(page + packed?.Ending);
        if (!index.Exists)
        {
            await ApiProblem.Of(404, "not-found", "The browser part is not built. Run ./run, or npm run build in web/.").ExecuteAsync(http);
            return;
        }
        http.Response.Headers.CacheControl = "no-cache";
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.ContentLength = index.Length;
        PackedFiles.Say(http.Response, packed?.Encoding);
        await using var file = index.CreateReadStream();
        await file.CopyToAsync(http.Response.Body, http.RequestAborted);
    }
}
