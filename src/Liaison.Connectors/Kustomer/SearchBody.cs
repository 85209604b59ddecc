using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Kustomer;

/// <summary>
/// Searches (https://developer.kustomer.com/docs/concepts/search). All go to one address, whatever they look for. The index lags behind, so it finds people, and never tells whether something was written.
/// </summary>
internal static partial class SearchBody
{
    /// <summary>A list of conditions takes so many.</summary>
    public const int MostConditions = 20;

    /// <summary>Records beyond so many are not reached, whatever an answer says of further pages.</summary>
    public const int MostRecords = 10_000;

    private const int LargestPage = 500;

    public static JsonObject Is(string attribute, JsonNode value) => new() { [attribute] = new JsonObject { ["equals"] = value } };

    public static JsonObject Holds(string attribute, string words) => new() { [attribute] = new JsonObject { ["contains"] = words } };

    /// <summary>Any of the conditions.</summary>
    public static JsonObject Any(Resource resource, IEnumerable<JsonObject> conditions) =>
        new() { ["queryContext"] = resource.Context, ["or"] = new JsonArray([.. conditions.Take(MostConditions)]) };

    /// <summary>A number as searches take it.</summary>
    public static bool IsNumber(string text) => Number().IsMatch(text);

    /// <summary>The records that meet a search, as <c>data</c> gives them.</summary>
    public static async Task<Outcome<(IReadOnlyList<JsonElement> Found, int Total)>> Ask(KustomerClient client, JsonObject body, int most, Calls calls, CancellationToken cancel)
    {
        var (all, total, size) = (new List<JsonElement>(), 0, Math.Clamp(most, 1, LargestPage));
        for (var page = 1; all.Count < Math.Min(most, MostRecords); page++)
        {
            if ((await client.Ask(HttpMethod.Post, $"customers/search?page={page}&pageSize={size}", body, writes: false, Calls.LongestText, calls, cancel)).Failed(out var fault, out var answer))
            {
                return fault;
            }
            var meta = answer.Part("meta") ?? default;
            if (meta.Flag("timed_out"))
            {
                return new Fault(FaultKind.TimedOut, "Kustomer's search ran out of time and gave only part of what there is.", Code: "search-timed-out");
            }
            if (answer.Part("data") is not { ValueKind: JsonValueKind.Array } data)
            {
                return KustomerErrors.NoAnswer("Kustomer's answer to a search holds no list.", writes: false);
            }
            var found = data.EnumerateArray().ToList();
            all.AddRange(found.Take(most - all.Count));
            total = meta.Number("total") ?? all.Count;
            if (found.Count < size)
            {
                break;
            }
        }
        return (all, Math.Max(total, all.Count));
    }

    [GeneratedRegex(@"^\+?[1-9]\d{1,14}$", RegexOptions.None, 1000)]
    private static partial Regex Number();
}
