using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Dynamics.Api;

/// <summary>Sends an answer with the headers that every answer carries.</summary>
public static class AnswerWriter
{
    public static Task Write(HttpContext http, DynamicsStandIn org, ApiAnswer answer) => Send(http, org, answer, half: false);

    /// <summary>Half of it, under headers that promise the whole kind of thing.</summary>
    public static Task WriteHalf(HttpContext http, DynamicsStandIn org, ApiAnswer answer) => Send(http, org, answer, half: true);

    private static Task Send(HttpContext http, DynamicsStandIn org, ApiAnswer answer, bool half)
    {
        var headers = http.Response.Headers;
        http.Response.StatusCode = answer.Status;
        headers.CacheControl = "no-cache";
        if (http.Request.Path.Value!.Contains("/api/data/", StringComparison.Ordinal))
        {
            headers["OData-Version"] = "4.0";
            headers["REQ_ID"] = headers["x-ms-service-request-id"] = org.NewId().ToString("D");
            headers["x-ms-dop-hint"] = org.Settings.DopHint.ToString(System.Globalization.CultureInfo.InvariantCulture);
            org.Protection.Tell(headers, org.SessionOf(http)?.User);
        }

        return AnswerBody.Send(http, answer.Headers, answer.ContentType, answer.Json, answer.Bytes, half);
    }
}
