using System.Text.Json;

namespace Liaison.Sandbox.Dynamics.Api;

/// <param name="Name">Unescaped, without what stood in parentheses.</param>
/// <param name="Key">What stood in parentheses, unescaped; null without them.</param>
public sealed record Segment(string Name, string? Key);

/// <summary>One request to the Web API, whether it came over HTTP or inside a batch.</summary>
/// <param name="Path">What follows the version.</param>
/// <param name="Headers">By name, whatever its case.</param>
public sealed record ApiRequest(string Method, string Version, IReadOnlyList<Segment> Path, IReadOnlyDictionary<string, string> Query, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body)
{
    private const string Prefix = "/api/data/";

    public string? Option(string name) => Query.GetValueOrDefault(name);

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>Everything in <c>Prefer</c>, by name; a preference without a value has an empty one.</summary>
    public IReadOnlyDictionary<string, string> Preferences => preferences ??= Preferred(Header("Prefer"));

    private IReadOnlyDictionary<string, string>? preferences;

    /// <exception cref="ODataException">There is no body, or it is not JSON.</exception>
    public JsonElement Json()
    {
        if (Header("Content-Type") is not { } type || !type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
        {
            throw new ODataException(415, "0x0", "The request entity's media type is not supported for this resource.");
        }

        try
        {
            var json = JsonSerializer.Deserialize<JsonElement>(Body.Span);
            return json.ValueKind == JsonValueKind.Object ? json : throw ODataException.Payload("An unexpected token was found in the payload. A node of type 'StartObject' was expected");
        }
        catch (JsonException wrong)
        {
            throw ODataException.Payload(Body.Length == 0 ? "The payload is empty" : $"Invalid JSON. {wrong.Message}");
        }
    }

    /// <summary>Takes an address apart; null when it is not one of the Web API.</summary>
    /// <param name="target">Path and query, still escaped.</param>
    public static ApiRequest? Parse(string method, string target, IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body)
    {
        var start = target.IndexOf(Prefix, StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }

        var mark = target.IndexOf('?', StringComparison.Ordinal);
        var path = mark < 0 ? target[(start + Prefix.Length)..] : target[(start + Prefix.Length)..mark];
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        var version = slash < 0 ? path : path[..slash];
        return version is not ("v9.0" or "v9.1" or "v9.2") ? null
            : new ApiRequest(method, version, Segments(slash < 0 ? "" : path[(slash + 1)..]), mark < 0 ? new Dictionary<string, string>(StringComparer.Ordinal) : ParseQuery(target[(mark + 1)..]), headers, body);
    }

    /// <summary>Splits at slashes outside of parentheses and quotes.</summary>
    public static IReadOnlyList<Segment> Segments(string path)
    {
        var segments = new List<Segment>();
        var text = Uri.UnescapeDataString(path);
        var (start, depth, quoted) = (0, 0, false);
        for (var at = 0; at <= text.Length; at++)
        {
            if (at == text.Length || (text[at] == '/' && depth == 0 && !quoted))
            {
                if (at > start)
                {
                    segments.Add(SegmentOf(text[start..at]));
                }

                start = at + 1;
                continue;
            }

            quoted ^= text[at] == '\'' && depth > 0;
            depth += quoted ? 0 : text[at] switch { '(' => 1, ')' => -1, _ => 0 };
        }

        return segments;
    }

    public static Dictionary<string, string> ParseQuery(string text)
    {
        var query = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var (name, value) = equals < 0 ? (pair, "") : (pair[..equals], pair[(equals + 1)..]);
            query[Decode(name)] = Decode(value);
        }

        return query;
    }

    private static Segment SegmentOf(string text)
    {
        var open = text.IndexOf('(', StringComparison.Ordinal);
        return open > 0 && text.EndsWith(')') ? new Segment(text[..open], text[(open + 1)..^1]) : new Segment(text, null);
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private static Dictionary<string, string> Preferred(string? header)
    {
        var found = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var (start, quoted) = (0, false);
        var text = header ?? "";
        for (var at = 0; at <= text.Length; at++)
        {
            if (at < text.Length && (quoted || text[at] is not (',' or ';')))
            {
                quoted ^= text[at] == '"';
                continue;
            }

            var one = text[start..at].Trim();
            var equals = one.IndexOf('=', StringComparison.Ordinal);
            if (one.Length > 0)
            {
                found[equals < 0 ? one : one[..equals].Trim()] = equals < 0 ? "" : one[(equals + 1)..].Trim().Trim('"');
            }

            start = at + 1;
        }

        return found;
    }
}
