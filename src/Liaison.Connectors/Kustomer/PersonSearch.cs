using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Kustomer;

/// <summary>
/// Finds candidates. What identifies a record (number, address, external id) is asked for by exact lookups, all at once; only when these find nobody, one search a record type looks at shared numbers and addresses, at other
/// spellings, at names and custom attributes. Whoever asked looks at each candidate again.
/// </summary>
internal sealed class PersonSearch(KustomerClient client, SearchDesk desk, RelatedFields related)
{
    private const int MostLookups = 8;

    public async Task<Outcome<IReadOnlyList<FoundRecord>>> Find(RecordSearch search, Calls calls, CancellationToken cancel)
    {
        var found = new List<FoundRecord>();
        var most = Math.Clamp(search.Most, 1, 200);
        foreach (var group in search.Criteria.GroupBy(criterion => criterion.RecordType, StringComparer.Ordinal))
        {
            if (Resource.Of(group.Key) is not { } resource)
            {
                continue;
            }
            if ((await One(resource, [.. group], most, calls, cancel)).Failed(out var fault, out var records)
                || (await related.Read(records, search.Reads.GetValueOrDefault(group.Key) ?? [], calls, cancel)).Failed(out fault, out records))
            {
                return fault;
            }
            found.AddRange(records);
        }
        return found.Take(most).ToList();
    }

    private async Task<Outcome<IReadOnlyList<FoundRecord>>> One(Resource resource, IReadOnlyList<Criterion> criteria, int most, Calls calls, CancellationToken cancel)
    {
        var exact = criteria.SelectMany(criterion => Exact(resource, criterion)).Distinct(StringComparer.Ordinal).Take(MostLookups).ToList();
        var found = new List<JsonElement>();
        foreach (var answer in await Task.WhenAll(exact.Select(path => client.Find(path, calls, cancel))))
        {
            if (answer.Failed(out var fault, out var record) && fault is not null)
            {
                return fault;
            }
            if (record is { } one)
            {
                found.Add(one);
            }
        }
        if (found.Count == 0)
        {
            var conditions = criteria.SelectMany(criterion => Conditions(resource, criterion)).ToList();
            if (conditions.Count > 0)
            {
                if ((await Search(resource, conditions, most, calls, cancel)).Failed(out var fault, out var hits) || (await desk.Whole(resource, hits.Found, [.. criteria.SelectMany(Fields).Where(field => !field.Contains('.', StringComparison.Ordinal))], calls, cancel)).Failed(out fault, out found!))
                {
                    return fault;
                }
            }
        }
        return found.Select(RecordReader.Read).OfType<FoundRecord>().DistinctBy(record => record.Record).Take(most).ToList();
    }

    /// <summary>A field that the organisation cannot search by is passed over: the others may still find the person.</summary>
    private async Task<Outcome<(IReadOnlyList<JsonElement> Found, int Total)>> Search(Resource resource, List<JsonObject> conditions, int most, Calls calls, CancellationToken cancel)
    {
        while (true)
        {
            var answer = await desk.Ask(SearchBody.Any(resource, conditions.Select(condition => (JsonObject)condition.DeepClone())), most, query: false, calls, cancel);
            if (!answer.Failed(out var fault, out _) || fault is not { Kind: FaultKind.Validation or FaultKind.SchemaDrift, Field: { } field } || conditions.RemoveAll(condition => condition.ContainsKey(field)) == 0 || conditions.Count == 0)
            {
                return answer;
            }
        }
    }

    private static IEnumerable<string> Exact(Resource resource, Criterion criterion)
    {
        if (resource.Type == Resource.Customer && criterion.Kind == MatchKind.Phone && Touches(criterion, "phones"))
        {
            // Stored data has numbers with and without the plus.
            yield return resource.By("phone", criterion.Value);
            yield return resource.By("phone", criterion.Value.StartsWith('+') ? criterion.Value[1..] : "+" + criterion.Value);
        }
        else if (resource.Type == Resource.Customer && criterion.Kind == MatchKind.Email && Touches(criterion, "emails"))
        {
            yield return resource.By("email", criterion.Value);
        }
        else if (resource.Type != Resource.Company && criterion.Kind is MatchKind.Exact or MatchKind.Code && Touches(criterion, "externalId"))
        {
            yield return resource.By("externalId", criterion.Value);
        }
    }

    private static IEnumerable<JsonObject> Conditions(Resource resource, Criterion criterion)
    {
        foreach (var field in Fields(criterion))
        {
            var attribute = resource.Searched(field);
            switch (criterion.Kind)
            {
                case MatchKind.Phone:
                    foreach (var number in criterion.Variants.Prepend(criterion.Value.TrimStart('+')).Prepend(criterion.Value).Where(SearchBody.IsNumber).Distinct(StringComparer.Ordinal).Take(4))
                    {
                        yield return SearchBody.Is(attribute, field == "whatsapps" ? "whatsapp:" + number : number);
                    }
                    break;
                case MatchKind.Name:
                    yield return SearchBody.Holds(attribute, criterion.Value);
                    break;
                default:
                    // External ids were asked for exactly already.
                    if (field != "externalId" || resource.Type == Resource.Company)
                    {
                        yield return SearchBody.Is(attribute, ValueOf(field, criterion.Value));
                    }
                    break;
            }
        }
        if (resource.Type == Resource.Customer && criterion.Kind == MatchKind.Phone && criterion.Variants.FirstOrDefault(variant => variant.StartsWith('0') && variant.All(char.IsAsciiDigit)) is { } national)
        {
            yield return SearchBody.Holds("customer_any_text", national);
        }
    }

    private static JsonNode ValueOf(string field, string value) => CustomAttribute.SuffixOf(field) switch
    {
        "Num" when decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        "Bool" when bool.TryParse(value, out var yes) => JsonValue.Create(yes),
        _ => JsonValue.Create(value),
    };

    private static bool Touches(Criterion criterion, params ReadOnlySpan<string> fields)
    {
        foreach (var field in fields)
        {
            if (criterion.Fields.Count == 0 || criterion.Fields.Contains(field))
            {
                return true;
            }
        }
        return false;
    }

    private static IReadOnlyList<string> Fields(Criterion criterion) => criterion.Fields.Count > 0 ? criterion.Fields : criterion.Kind switch
    {
        MatchKind.Phone => ["phones", "sharedPhones"],
        MatchKind.Email => ["emails", "sharedEmails"],
        MatchKind.Name => ["name"],
        _ => ["externalId"],
    };
}
