using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Liaison.Sandbox.Dynamics.Api;

namespace Liaison.Sandbox.Dynamics.Metadata;

/// <summary>Filters over descriptions: comparisons joined by <c>and</c> and <c>or</c>, where choices need their type's name.</summary>
public static partial class MetadataFilter
{
    public static Func<JsonObject, bool> Parse(string text)
    {
        var any = text.Split(" or ").Select(part => part.Split(" and ").Select(One).ToList()).ToList();
        return item => any.Any(all => all.All(test => test(item)));
    }

    private static Func<JsonObject, bool> One(string text)
    {
        var match = Comparison().Match(text.Trim());
        if (!match.Success)
        {
            throw ODataException.Query($"Syntax error in '{text}'.");
        }

        var (path, equal, wanted) = (match.Groups["path"].Value.Split('/'), match.Groups["how"].Value == "eq", match.Groups["value"].Value.Trim('\''));
        if (path[0] is "AttributeType" or "RequiredLevel" && match.Groups["type"].Length == 0)
        {
            throw ODataException.Query($"A binary operator with incompatible types was detected. Found operand types 'Microsoft.Dynamics.CRM.AttributeTypeCode' and 'Edm.String' for operator kind 'Equal'.");
        }

        return item =>
        {
            JsonNode? at = item;
            foreach (var step in path)
            {
                at = (at as JsonObject)?[step];
            }

            return (string.Equals(at?.ToString() ?? "null", wanted, StringComparison.OrdinalIgnoreCase)) == equal;
        };
    }

    [GeneratedRegex(@"^\(*(?<path>[\w/]+) (?<how>eq|ne) (?<type>Microsoft\.Dynamics\.CRM\.\w+)?(?<value>'[^']*'|\w+)\)*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 500)]
    private static partial Regex Comparison();
}
