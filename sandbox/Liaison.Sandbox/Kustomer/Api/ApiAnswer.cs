using System.Text.Json.Nodes;

namespace Liaison.Sandbox.Kustomer.Api;

/// <param name="Bytes">Given in place of JSON: a file, a page of a gateway.</param>
public sealed record ApiAnswer(int Status, JsonNode? Json = null, byte[]? Bytes = null, string ContentType = "application/json; charset=utf-8")
{
    public static ApiAnswer NoContent { get; } = new(StatusCodes.Status204NoContent);

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public static ApiAnswer Ok(JsonNode json) => new(StatusCodes.Status200OK, json);

    public static ApiAnswer Created(JsonNode json) => new(StatusCodes.Status201Created, json);

    public static ApiAnswer Refused(RefusalException refusal) => new(refusal.Status, refusal.ToJson());

    public ApiAnswer With(string header, string value) => this with { Headers = new Dictionary<string, string>(Headers, StringComparer.Ordinal) { [header] = value } };
}
