using System.Globalization;
using Liaison.Sandbox.Confirm.Soap;

namespace Liaison.Sandbox.Confirm.Faults;

/// <summary>The answer that a switch gives in place of the real one.</summary>
public static class FaultAnswer
{
    private const string LoginPage = """
        <!DOCTYPE html><html><head><title>Sign in</title></head><body><h1>Sign in</h1>
        <form method="post" action="/login"><label>User <input name="user"></label><label>Password <input name="password" type="password"></label><button>Sign in</button></form>
        </body></html>
        """;

    public static Task Write(HttpContext http, FaultSwitch strike)
    {
        switch (strike.Kind)
        {
            case FaultKind.Throttle:
                http.Response.Headers.RetryAfter = (strike.RetryAfterSeconds ?? 5).ToString(CultureInfo.InvariantCulture);
                return Html(http, strike.Status ?? StatusCodes.Status429TooManyRequests, "<html><body><h1>Too many requests</h1></body></html>");
            case FaultKind.ServerError:
                if (strike.RetryAfterSeconds is { } seconds)
                {
                    http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
                }

                return strike.Status == StatusCodes.Status500InternalServerError && strike.Endpoint != FaultEndpoint.Web
                    ? SoapAnswer.Fault(http, "soap:Server", "Server was unable to process request. ---> The database is being maintained.")
                    : Html(http, strike.Status ?? StatusCodes.Status503ServiceUnavailable, "<html><body><h1>Service Unavailable</h1></body></html>");
            case FaultKind.LoginPage:
                return Html(http, StatusCodes.Status200OK, LoginPage);
            case FaultKind.EmptyResponse:
                return SoapAnswer.Empty(http);
            default:
                http.Abort();
                return Task.CompletedTask;
        }
    }

    private static Task Html(HttpContext http, int status, string html)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/html; charset=utf-8";
        return http.Response.WriteAsync(html);
    }
}
