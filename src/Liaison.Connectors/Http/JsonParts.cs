using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Liaison.Connectors.Http;

/// <summary>Reads JSON with nothing taken for granted: what is missing or of another kind is null.</summary>
internal static class JsonParts
{
    /// <summary>Letters stay letters, so that the log can be read.</summary>
    public static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonDocumentOptions Bounds = new() { MaxDepth = 64 };

    /// <exception cref="JsonException">It is no JSON.</exception>
    public static JsonElement Parse(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body, Bounds);
        return document.RootElement.Clone();
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

    public static IReadOnlyList<string> Texts(this JsonElement from, string name) => [.. from.Items(name).Select(Text).OfType<string>()];

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
