using System.Text.Json.Nodes;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Kustomer;

/// <summary>Finds records by words that a person types: one search a type. Words count whole over there; half a word finds nothing.</summary>
internal sealed class RecordSearches(SearchDesk desk)
{
    private const int Shortest = 2;
    private static readonly string[] Usual = [Resource.Customer, Resource.Conversation];

    public async Task<Outcome<IReadOnlyList<SearchHit>>> Search(WordSearch search, Calls calls, CancellationToken cancel)
    {
        var words = search.Text.Trim();
        if (words.Length < Shortest)
        {
            return new Fault(FaultKind.Validation, "Type at least two letters or digits.");
        }
        var hits = new List<SearchHit>();
        foreach (var resource in (search.RecordTypes.Count > 0 ? search.RecordTypes : Usual).Select(Resource.Of).OfType<Resource>())
        {
            if ((await desk.Ask(SearchBody.Any(resource, Conditions(resource, words)), Math.Clamp(search.Most, 1, 100), query: false, calls, cancel)).Failed(out var fault, out var found))
            {
                return fault;
            }
            hits.AddRange(found.Found.Select(RecordReader.Read).OfType<FoundRecord>().Select(record => new SearchHit(record.RecordType, record.Record, record.Name, Summary(record))));
        }
        return hits;
    }

    private static IEnumerable<JsonObject> Conditions(Resource resource, string words)
    {
        if (resource.Type == Resource.Customer)
        {
            if (SearchBody.IsAddress(words))
            {
                yield return SearchBody.Is("customer_email", words);
                yield return SearchBody.Is("customer_shared_email", words);
            }
            var digits = string.Concat(words.Where(letter => char.IsAsciiDigit(letter) || letter == '+'));
            if (digits.Length >= 5 && SearchBody.IsNumber(digits))
            {
                yield return SearchBody.Is("customer_phone", digits);
                yield return SearchBody.Is("customer_shared_phone", digits);
            }
            yield return SearchBody.Holds("customer_any_text", words);
        }
        else
        {
            yield return SearchBody.Holds(resource.Searched(resource.IsObject ? "title" : "name"), words);
        }
    }

    private static string? Summary(FoundRecord record) => string.Join(" · ", Telling.Select(name => record.Values.GetValueOrDefault(name)?.Split('\n')[0]).OfType<string>().Where(text => text != record.Name)) is { Length: > 0 } text ? text : null;

    private static readonly string[] Telling = ["emails", "phones", "status", "lastConversation.channels", "createdAt", "description"];
}
