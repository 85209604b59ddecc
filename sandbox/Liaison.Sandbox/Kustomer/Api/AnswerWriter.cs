using System.Globalization;
using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Kustomer.Api;

/// <summary>Sends an answer with the headers that every answer carries.</summary>
public static class AnswerWriter
{
    public static Task Write(HttpContext http, KustomerStandIn org, ApiAnswer answer) => Send(http, org, answer, half: false);

    /// <summary>Half of it, under headers that promise the whole kind of thing.</summary>
    public static Task WriteHalf(HttpContext http, KustomerStandIn org, ApiAnswer answer) => Send(http, org, answer, half: true);

    private static Task Send(HttpContext http, KustomerStandIn org, ApiAnswer answer, bool half)
    {
        var headers = http.Response.Headers;
        http.Response.StatusCode = answer.Status;
        headers.CacheControl = "no-cache,private";
        headers["x-kustomer-pod"] = org.Settings.Pod;
        headers["x-content-type-options"] = "nosniff";
        headers["timing-allow-origin"] = "*";
        lock (org.Store.Gate)
        {
            headers["x-ratelimit-limit"] = org.Limits.Limit.ToString(CultureInfo.InvariantCulture);
            headers["x-ratelimit-remaining"] = org.Limits.Remaining.ToString(CultureInfo.InvariantCulture);
            headers["x-ratelimit-reset"] = org.Limits.Reset.ToString(CultureInfo.InvariantCulture);
        }

        if (answer.Status == StatusCodes.Status429TooManyRequests && org.Settings.RetryAfterSeconds is { } seconds)
        {
            headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        return AnswerBody.Send(http, answer.Headers, answer.ContentType, answer.Json, answer.Bytes, half);
    }
}
