using System.Text.Encodings.Web;
using System.Text.Json;

namespace Liaison.Sandbox.Dynamics.Api;

/// <summary>Sends an answer with the headers that every answer carries.</summary>
public static class AnswerWriter
{
    public static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Task Write(HttpContext http, DynamicsStandIn org, ApiAnswer answer) => Send(http, org, answer, BytesOf(answer));

    /// <summary>Half of it, under headers that promise the whole kind of thing.</summary>
    public static Task WriteHalf(HttpContext http, DynamicsStandIn org, ApiAnswer answer) =>
        BytesOf(answer) is { } bytes ? Send(http, org, answer, bytes[..(bytes.Length / 2)]) : Send(http, org, answer, null);

    private static byte[]? BytesOf(ApiAnswer answer) => answer.Bytes ?? (answer.Json is null ? null : JsonSerializer.SerializeToUtf8Bytes(answer.Json, Json));

    private static async Task Send(HttpContext http, DynamicsStandIn org, ApiAnswer answer, byte[]? bytes)
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
