using System.Globalization;
using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Salesforce.Rest;

/// <summary>Sends an answer with the headers that every answer carries.</summary>
public static class AnswerWriter
{
    private static long lastRequest;

    public static Task Write(HttpContext http, SalesforceStandIn org, RestAnswer answer) => Send(http, org, answer, half: false);

    /// <summary>Half of it, under headers that promise the whole kind of thing.</summary>
    public static Task WriteHalf(HttpContext http, SalesforceStandIn org, RestAnswer answer) => Send(http, org, answer, half: true);

    private static Task Send(HttpContext http, SalesforceStandIn org, RestAnswer answer, bool half)
    {
        var headers = http.Response.Headers;
        http.Response.StatusCode = answer.Status;
        headers["x-sfdc-request-id"] = Interlocked.Increment(ref lastRequest).ToString("x32", CultureInfo.InvariantCulture);
        headers.CacheControl = "no-cache,must-revalidate,max-age=0,no-store,private";
        if (http.Request.Path.Value!.Contains("/services/data", StringComparison.OrdinalIgnoreCase))
        {
            headers["sforce-limit-info"] = $"api-usage={org.Usage.Used}/{org.Settings.DailyApiRequests}";
        }

        return AnswerBody.Send(http, answer.Headers, answer.ContentType, answer.Json, answer.Bytes, half);
    }
}
