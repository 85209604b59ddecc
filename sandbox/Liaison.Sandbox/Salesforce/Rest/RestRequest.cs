using System.Collections.Frozen;
using System.Text.Json;

namespace Liaison.Sandbox.Salesforce.Rest;

/// <summary>One request to the REST API, whether it came over HTTP or inside a composite.</summary>
/// <param name="Version">Digits and a point: <c>62.0</c>.</param>
/// <param name="Path">What follows the version, unescaped.</param>
/// <param name="Headers">By name, whatever its case.</param>
public sealed record RestRequest(string Method, string Version, string[] Path, IReadOnlyDictionary<string, string> Query, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body)
{
    private const string Prefix = "/services/data/";

    /// <summary>A body that a composite has parsed already.</summary>
    public JsonElement? ParsedBody { get; init; }

    public string? Parameter(string name) => Query.TryGetValue(name, out var value) ? value : null;

    public string? Header(string name) => Headers.TryGetValue(name, out var value) ? value : null;

    /// <exception cref="RefusalException">There is no body, or it is not JSON.</exception>
    public JsonElement Json()
    {
        if (ParsedBody is { } parsed)
        {
            return parsed;
        }

        try
        {
            return JsonSerializer.Deserialize<JsonElement>(Body.Span);
        }
        catch (JsonException wrong)
        {
            throw Refusals.Of("JSON_PARSER_ERROR", Body.Length == 0
                ? "The HTTP entity body is required, but this request has no entity body."
                : $"Unexpected character at [line:{wrong.LineNumber + 1}, column:{wrong.BytePositionInLine + 1}]");
        }
    }

    /// <summary>Takes an address apart; null when it is not one of the REST API.</summary>
    public static RestRequest? Parse(string method, string target, IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body)
    {
        if (!target.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var mark = target.IndexOf('?', StringComparison.Ordinal);
        var path = (mark < 0 ? target[Prefix.Length..] : target[Prefix.Length..mark]).Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (path.Length == 0 || path[0] is not ['v', _, ..])
        {
            return null;
        }

        return new RestRequest(method, path[0][1..], [.. path.Skip(1).Select(Uri.UnescapeDataString)], mark < 0 ? FrozenDictionary<string, string>.Empty : ParseQuery(target[(mark + 1)..]), headers, body);
    }

    public static Dictionary<string, string> ParseQuery(string text)
    {
        var query = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var (name, value) = equals < 0 ? (pair, "") : (pair[..equals], pair[(equals + 1)..]);
            var key = Decode(name);
            query[key] = query.TryGetValue(key, out var earlier) ? earlier + "," + Decode(value) : Decode(value);
        }

        return query;
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
