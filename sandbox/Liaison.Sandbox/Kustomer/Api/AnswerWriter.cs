using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Liaison.Sandbox.Kustomer.Api;

/// <summary>Sends an answer with the headers that every answer carries.</summary>
public static class AnswerWriter
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Task Write(HttpContext http, KustomerStandIn org, ApiAnswer answer) => Send(http, org, answer, BytesOf(answer));

    /// <summary>Half of it, under headers that promise the whole kind of thing.</summary>
    public static Task WriteHalf(HttpContext http, KustomerStandIn org, ApiAnswer answer) => Send(http, org, answer, BytesOf(answer) is { } bytes ? bytes[..(bytes.Length / 2)] : null);

    private static byte[]? BytesOf(ApiAnswer answer) => answer.Bytes ?? (answer.Json is null ? null : JsonSerializer.SerializeToUtf8Bytes(answer.Json, Json));

    private static async Task Send(HttpContext http, KustomerStandIn org, ApiAnswer answer, byte[]? bytes)
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

        foreach (var (name, value) in answer.Headers)
        {
            headers[name] = value;
        }

        if (bytes is not null)
        {
            http.Response.ContentType = answer.ContentType;
            http.Response.ContentLength = bytes.Length;
            await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
        }
    }
}
