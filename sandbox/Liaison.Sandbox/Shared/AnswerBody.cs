using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Liaison.Sandbox.Shared;

/// <summary>The last of an answer: its own headers and its body. What every answer of a system carries is sent before.</summary>
public static class AnswerBody
{
    public static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="bytes">Given in place of JSON.</param>
    /// <param name="half">Half of it, under headers that promise the whole kind of thing.</param>
    public static async Task Send(HttpContext http, IReadOnlyDictionary<string, string> headers, string contentType, JsonNode? json, byte[]? bytes, bool half)
    {
        foreach (var (name, value) in headers)
        {
            http.Response.Headers[name] = value;
        }

        var body = bytes ?? (json is null ? null : JsonSerializer.SerializeToUtf8Bytes(json, Json));
        if (body is not null)
        {
            var length = half ? body.Length / 2 : body.Length;
            http.Response.ContentType = contentType;
            http.Response.ContentLength = length;
            await http.Response.Body.WriteAsync(body.AsMemory(0, length), http.RequestAborted);
        }
    }
}
