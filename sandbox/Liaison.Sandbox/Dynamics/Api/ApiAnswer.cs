using System.Text.Json.Nodes;

namespace Liaison.Sandbox.Dynamics.Api;

/// <summary>An answer of the Web API.</summary>
/// <param name="Bytes">Given in place of JSON: text, XML, a batch.</param>
public sealed record ApiAnswer(int Status, JsonNode? Json = null, byte[]? Bytes = null, string ContentType = ApiAnswer.JsonType)
{
    public const string JsonType = "application/json; odata.metadata=minimal";

    public static ApiAnswer NoContent { get; } = new(StatusCodes.Status204NoContent);

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public bool Failed => Status >= 400;

    public static ApiAnswer Ok(JsonNode json) => new(StatusCodes.Status200OK, json);

    public static ApiAnswer Refused(ODataException refusal, bool detailed = false) => new(refusal.Status, refusal.ToJson(detailed));

    public ApiAnswer With(string header, string value) => this with { Headers = new Dictionary<string, string>(Headers, StringComparer.Ordinal) { [header] = value } };
}
