using System.Globalization;
using System.Text.Json.Nodes;

namespace Liaison.Sandbox.Salesforce.Rest;

/// <summary>The versions of the API that are served.</summary>
public sealed class Versions(int first, int last)
{
    public bool Serves(string version) =>
        version.EndsWith(".0", StringComparison.Ordinal) && int.TryParse(version.AsSpan(0, version.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= first && number <= last;

    public JsonArray List() => new([.. Enumerable.Range(first, last - first + 1).Select(number => (JsonNode)new JsonObject
    {
        ["label"] = Season(number),
        ["url"] = $"/services/data/v{number}.0",
        ["version"] = $"{number}.0",
    })]);

    /// <summary>Three a year: 58 is Summer '23.</summary>
    private static string Season(int number) => (number % 3) switch
    {
        1 => $"Summer '{(number - 58) / 3 + 23}",
        2 => $"Winter '{(number - 59) / 3 + 24}",
        _ => $"Spring '{(number - 60) / 3 + 24}",
    };
}
