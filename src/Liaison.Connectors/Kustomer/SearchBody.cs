using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Liaison.Connectors.Kustomer;

/// <summary>The JSON of searches.</summary>
internal static partial class SearchBody
{
    /// <summary>A list of conditions takes so many.</summary>
    public const int MostConditions = 20;

    public static JsonObject Is(string attribute, JsonNode value) => new() { [attribute] = new JsonObject { ["equals"] = value } };

    public static JsonObject Holds(string attribute, string words) => new() { [attribute] = new JsonObject { ["contains"] = words } };

    /// <summary>Any of the conditions.</summary>
    public static JsonObject Any(Resource resource, IEnumerable<JsonObject> conditions) =>
        new() { ["queryContext"] = resource.Context, ["or"] = new JsonArray([.. conditions.Take(MostConditions)]) };

    /// <summary>A number as searches take it.</summary>
    public static bool IsNumber(string text) => Number().IsMatch(text);

    /// <summary>An e-mail address whole enough to be looked for.</summary>
    public static bool IsAddress(string text) => Address().IsMatch(text);

    [GeneratedRegex(@"^\+?[1-9][0-9]{1,14}\z", RegexOptions.None, 1000)]
    private static partial Regex Number();

    [GeneratedRegex(@"^[^\s@]+@[^\s@]+\z", RegexOptions.None, 1000)]
    private static partial Regex Address();
}
