namespace Liaison.Sandbox.Shared;

/// <summary>A page of another site must not press our buttons: browsers say where a request comes from, programs say nothing.</summary>
public sealed class CrossSiteGuard(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        if (!HttpMethods.IsGet(http.Request.Method) && http.Request.Headers["Sec-Fetch-Site"] == "cross-site")
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return http.Response.WriteAsync("This request came from a page of another site.");
        }

        return next(http);
    }
}
