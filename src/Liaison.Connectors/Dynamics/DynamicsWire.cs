using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Liaison.Connectors.Http;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Dynamics;

/// <summary>The shapes on the wire, read with nothing taken for granted: what is missing or of another kind is null.</summary>
internal static class DynamicsWire
{
    public const string Formatted = "@OData.Community.Display.V1.FormattedValue";

    /// <summary>Letters stay letters, so that the log can be read.</summary>
    public static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonDocumentOptions Bounds = new() { MaxDepth = 64 };

    /// <exception cref="JsonException">It is no JSON.</exception>
    public static JsonElement Parse(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body, Bounds);
        return document.RootElement.Clone();
    }

    /// <summary>An answer's JSON. An answer without a body is an undefined element where none is due.</summary>
    public static Outcome<JsonElement> Read(HttpReply reply, bool writes)
    {
        if (reply.Status == 204)
        {
            return default(JsonElement);
        }
        try
        {
            return reply.IsHtml ? DynamicsErrors.NoAnswer("The address answers with a web page, a sign-in page perhaps, where Dynamics' answer should be.", writes) : Parse(reply.Body);
        }
        catch (JsonException wrong)
        {
            return DynamicsErrors.NoAnswer(reply.Body.IsEmpty ? "Dynamics' answer is empty." : $"Dynamics' answer cannot be read: {wrong.Message}", writes);
        }
    }

    public static JsonElement? Part(this JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var part) && part.ValueKind != JsonValueKind.Null ? part : null;

    public static string? Text(this JsonElement from, string name) => from.Part(name) is { } part ? Text(part) : null;

    public static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Whole(value),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    public static bool Flag(this JsonElement from, string name) => from.Part(name) is { ValueKind: JsonValueKind.True };

    public static int? Number(this JsonElement from, string name) => from.Part(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var whole) ? whole : null;

    public static IEnumerable<JsonElement> Items(this JsonElement from, string name) => from.Part(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    public static string Written(JsonNode json) => json.ToJsonString(Json);

    // Half of a surrogate pair is JSON, but no text.
    private static string? Whole(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
