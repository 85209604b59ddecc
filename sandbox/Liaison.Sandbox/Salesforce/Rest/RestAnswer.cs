using System.Text.Json.Nodes;

namespace Liaison.Sandbox.Salesforce.Rest;

/// <summary>An answer of the REST API.</summary>
/// <param name="Bytes">Given in place of JSON: a file, or JSON that is written already.</param>
public sealed record RestAnswer(int Status, JsonNode? Json = null, byte[]? Bytes = null, string ContentType = RestAnswer.JsonType)
{
    public const string JsonType = "application/json;charset=UTF-8";

    public static RestAnswer NoContent { get; } = new(StatusCodes.Status204NoContent);

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public bool Failed => Status >= 300 && Status != StatusCodes.Status304NotModified;

    public static RestAnswer Ok(JsonNode json) => new(StatusCodes.Status200OK, json);

    public static RestAnswer Refused(RefusalException refusal) =>
        new(refusal.Status, new JsonArray([.. refusal.Failures.Select(failure => (JsonNode)failure.ToJson())]));

    /// <summary>The body as part of a larger answer.</summary>
    public JsonNode? Embedded() => Json ?? (Bytes is null ? null : ContentType == JsonType ? JsonNode.Parse(Bytes) : Convert.ToBase64String(Bytes));
}
