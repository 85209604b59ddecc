using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Liaison.Sandbox.Kustomer.Api;
using Liaison.Sandbox.Kustomer.Schemas;

namespace Liaison.Sandbox.Kustomer.Objects;

/// <summary>Custom attributes: the last word of the name decides the type, null clears, an unknown word is refused. What the metadata says of an attribute is held to.</summary>
public static partial class CustomRule
{
    private const int LongestText = 1024;

    /// <summary>What the metadata calls each kind.</summary>
    public static readonly IReadOnlyDictionary<string, string> Types = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Str"] = "string", ["Txt"] = "string", ["Num"] = "number", ["At"] = "date", ["Bool"] = "boolean", ["Url"] = "string", ["Id"] = "string", ["Tree"] = "tree",
    };

    public static string? SuffixOf(string name) => Suffix().Match(name) is { Success: true } found ? found.Groups["suffix"].Value : null;

    /// <exception cref="RefusalException">400 that names the attribute.</exception>
    public static void Check(JsonObject custom, JsonObject declared)
    {
        foreach (var (name, value) in custom)
        {
            if (SuffixOf(name) is not { } suffix || (suffix == "Id" && declared[name] is null))
            {
                throw RefusalException.BadParameter(name, "Additional properties not allowed", "/properties/custom/additionalProperties");
            }

            if (value is null)
            {
                continue;
            }

            var definition = declared[name] as JsonObject;
            if ((bool?)definition?["multi"] == true)
            {
                foreach (var one in value as JsonArray ?? throw Wrong(name, "type", $"Invalid type: {value.GetValueKind().ToString().ToLowerInvariant()} (expected array)"))
                {
                    One(name, suffix, one!, definition);
                }
            }
            else
            {
                One(name, suffix, value, definition);
            }
        }
    }

    private static void One(string name, string suffix, JsonNode value, JsonObject? definition)
    {
        var kind = value.GetValueKind();
        var expected = suffix switch { "Num" => JsonValueKind.Number, "Bool" => JsonValueKind.True, _ => JsonValueKind.String };
        if (kind != expected && !(suffix == "Bool" && kind == JsonValueKind.False))
        {
            throw Wrong(name, "type", $"Invalid type: {(kind is JsonValueKind.True or JsonValueKind.False ? "boolean" : kind.ToString().ToLowerInvariant())} (expected {(suffix == "Bool" ? "boolean" : expected.ToString().ToLowerInvariant())})");
        }

        if (kind != JsonValueKind.String)
        {
            return;
        }

        var text = value.GetValue<string>();
        if (suffix == "At" && !Formats.IsDateTime(text))
        {
            throw Wrong(name, "format", "Format validation failed (date-time)");
        }

        if (suffix == "Url" && !Formats.Fits("uri", text))
        {
            throw Wrong(name, "format", "Format validation failed (uri)");
        }

        if (text.Length > LongestText)
        {
            throw Wrong(name, "maxLength", $"String is too long ({text.Length} chars), maximum {LongestText}");
        }

        if (definition?["enumeration"] is JsonArray allowed && !allowed.Any(one => (string?)one == text))
        {
            throw Wrong(name, "enum", $"No enum match for: {value.ToJsonString()}");
        }
    }

    private static RefusalException Wrong(string name, string rule, string title) => RefusalException.BadParameter(name, title, $"/properties/custom/properties/{name}/{rule}");

    [GeneratedRegex("^[a-z][0-9a-zA-Z_]*?(?<suffix>Str|Txt|Num|At|Bool|Url|Id|Tree)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Suffix();
}
