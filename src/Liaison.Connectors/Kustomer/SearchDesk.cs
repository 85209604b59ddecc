using System.Text.Json;
using System.Text.Json.Nodes;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Kustomer;

/// <summary>
/// Makes searches (https://developer.kustomer.com/docs/concepts/search). All go to one address, whatever they look for. The index lags behind, so it finds people, and never tells whether something was written.
/// </summary>
internal sealed class SearchDesk(KustomerClient client, SearchPace pace)
{
    /// <summary>Pages and records beyond these are not reached, whatever an answer says of further ones.</summary>
    private const int MostPages = 100;
    private const int MostRecords = 10_000;
    private const int LargestPage = 500;

    /// <summary>Most records that are read once more by themselves, where a search shows their outlines only.</summary>
    private const int MostRead = 10;

    /// <summary>The records that meet a search, as <c>data</c> gives them, each once.</summary>
    /// <param name="query">Whether it is an administrator's query.</param>
    public async Task<Outcome<(IReadOnlyList<JsonElement> Found, int Total)>> Ask(JsonObject body, int most, bool query, Calls calls, CancellationToken cancel)
    {
        var (all, total, size) = (new List<JsonElement>(), 0, Math.Clamp(most, 1, LargestPage));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var page = 1; page <= MostPages && all.Count < Math.Min(most, MostRecords); page++)
        {
            if (pace.Enter(query) is { } full)
            {
                return full;
            }
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
            // Records move from page to page when something changes meanwhile.
            all.AddRange(found.Where(one => one.Text("id") is not { } id || seen.Add(id)).Take(most - all.Count));
            total = meta.Number("total") ?? all.Count;
            if (found.Count < size)
            {
                break;
            }
        }
        return (all, Math.Max(total, all.Count));
    }

    /// <summary>A search may show a record's outline only; what is needed of it is read then.</summary>
    /// <param name="needed">Attributes, as <c>name</c>: a record that has none of them is an outline.</param>
    public async Task<Outcome<List<JsonElement>>> Whole(Resource resource, IReadOnlyList<JsonElement> hits, IReadOnlyCollection<string> needed, Calls calls, CancellationToken cancel)
    {
        var whole = new List<JsonElement>(hits.Count);
        var outlines = hits.Where(hit => (hit.Part("attributes") ?? default) is var attributes && needed.Count > 0 && needed.All(field => attributes.ValueKind != JsonValueKind.Object || !attributes.TryGetProperty(field, out _)))
            .Select(hit => hit.Text("id")).OfType<string>().Take(MostRead).ToHashSet(StringComparer.Ordinal);
        foreach (var hit in hits)
        {
            if (hit.Text("id") is not { } id || !outlines.Contains(id))
            {
                whole.Add(hit);
                continue;
            }
            if ((await client.Find(resource.At(id), calls, cancel)).Failed(out var fault, out var record) && fault is not null)
            {
                return fault;
            }
            if (record is { } one)
            {
                whole.Add(one);
            }
        }
        return whole;
    }
}
