using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Liaison.Sandbox.Salesforce.Rest;

/// <summary>Sends an answer with the headers that every answer carries.</summary>
public static class AnswerWriter
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static long lastRequest;

    public static Task Write(HttpContext http, SalesforceStandIn org, RestAnswer answer) => Send(http, org, answer, BytesOf(answer));

    /// <summary>Half of it, under headers that promise the whole kind of thing.</summary>
    public static Task WriteHalf(HttpContext http, SalesforceStandIn org, RestAnswer answer) =>
        BytesOf(answer) is { } bytes ? Send(http, org, answer, bytes[..(bytes.Length / 2)]) : Send(http, org, answer, null);

    private static byte[]? BytesOf(RestAnswer answer) => answer.Bytes ?? (answer.Json is null ? null : JsonSerializer.SerializeToUtf8Bytes(answer.Json, Json));

    private static async Task Send(HttpContext http, SalesforceStandIn org, RestAnswer answer, byte[]? bytes)
    {
        var headers = http.Response.Headers;
        http.Response.StatusCode = answer.Status;
        headers["x-sfdc-request-id"] = Interlocked.Increment(ref lastRequest).ToString("x32", CultureInfo.InvariantCulture);
        headers.CacheControl = "no-cache,must-revalidate,max-age=0,no-store,private";
        if (http.Request.Path.Value!.Contains("/services/data", StringComparison.OrdinalIgnoreCase))
        {
            headers["sforce-limit-info"] = $"api-usage={org.Usage.Used}/{org.Settings.DailyApiRequests}";
        }

        foreach (var (name, value) in answer.Headers)
        {
            headers[name] = value;
        }

        if (bytes is null)
        {
            return;
        }

        http.Response.ContentType = answer.ContentType;
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }
}
