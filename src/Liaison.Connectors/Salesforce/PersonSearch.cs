using System.Text.Json;
using System.Text.Json.Nodes;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Salesforce;

/// <summary>
/// Finds candidates for all criteria with one call: a search where telephone numbers or names are looked for, since only the search index knows a number however it is written;
/// otherwise queries, several of them in one composite, since those see what was saved a moment ago.
/// </summary>
internal sealed class PersonSearch(SalesforceSettings settings, SalesforceClient client, Descriptions<DescribedType> schema)
{
    /// <summary>Terms in one search; more would make the address too long.</summary>
    private const int MostTerms = 24;

    /// <summary>Queries that one composite may hold.</summary>
    private const int MostQueries = 5;

    public async Task<Outcome<IReadOnlyList<FoundRecord>>> Find(RecordSearch search, Calls calls, CancellationToken cancel)
    {
        var found = await Once(search, calls, cancel);
        // A field is gone that was there when the types were last described: without it the search can still be made.
        return found.Failed(out var fault, out _) && fault.Kind == FaultKind.SchemaDrift && schema.Doubt() ? await Once(search, calls, cancel) : found;
    }

    private async Task<Outcome<IReadOnlyList<FoundRecord>>> Once(RecordSearch search, Calls calls, CancellationToken cancel)
    {
        var plans = new List<SearchPlan>();
        foreach (var asked in TypesOf(search).Select(name => schema.Known(name, calls, cancel)).ToList())
        {
            if ((await asked).Failed(out var fault, out var type))
            {
                if (fault.Kind is FaultKind.SchemaDrift)
                {
                    continue;
                }
                return fault;
            }
            if (SearchPlan.Of(type, search, settings.PersonAccounts) is { } plan)
            {
                plans.Add(plan);
            }
        }
        var most = Math.Clamp(search.Most, 1, 200);
        var records = plans.Count == 0 ? new List<FoundRecord>() : plans.Count <= MostQueries && plans.All(plan => plan.IsExact && plan.Condition() is not null)
            ? await ByQueries(plans, most, calls, cancel) : await BySearch(plans, most, calls, cancel);
        return records.Match<Outcome<IReadOnlyList<FoundRecord>>>(
            all => PersonAccounts.Merge(all, settings.PersonAccounts).Take(most).ToList(), fault => fault);
    }

    private async Task<Outcome<List<FoundRecord>>> BySearch(List<SearchPlan> plans, int most, Calls calls, CancellationToken cancel)
    {
        var wanted = plans.SelectMany(plan => plan.Criteria.SelectMany(one => one.Fields.Select(field => (one.Kind, plan.Type[field]!.Type)))).ToList();
        var scope = wanted.All(one => one is (MatchKind.Phone, "phone")) ? "PHONE" : wanted.All(one => one.Kind == MatchKind.Name) ? "NAME" : "ALL";
        var terms = plans.SelectMany(plan => plan.Criteria).SelectMany(one => one.Texts).Select(SoslText.Phrase).OfType<string>().Distinct(StringComparer.Ordinal).Take(MostTerms).ToList();
        if (terms.Count == 0)
        {
            return new List<FoundRecord>();
        }
        var text = $"FIND {{{string.Join(" OR ", terms)}}} IN {scope} FIELDS RETURNING {string.Join(", ", plans.Where(plan => plan.Type.Searchable).Select(plan => plan.Returning(most)))}";
        return (await client.Ask(new SalesforceCall(HttpMethod.Get, "/search/?q=" + Uri.EscapeDataString(text)), calls, cancel)).Match<Outcome<List<FoundRecord>>>(
            answer => answer.ValueKind == JsonValueKind.Array ? Read(answer.EnumerateArray(), plans) : Read(answer.Items("searchRecords"), plans), fault => fault);
    }

    private async Task<Outcome<List<FoundRecord>>> ByQueries(List<SearchPlan> plans, int most, Calls calls, CancellationToken cancel)
    {
        if ((await Queries.Run(client, [.. plans.Select(plan => plan.Query(most))], calls, cancel)).Failed(out var fault, out var answers))
        {
            return fault;
        }
        return Read(answers.SelectMany(answer => answer.Items("records")), plans);
    }

    private static List<FoundRecord> Read(IEnumerable<JsonElement> records, List<SearchPlan> plans)
    {
        var names = plans.ToDictionary(plan => plan.Type.Name, plan => plan.Type.NameField, StringComparer.OrdinalIgnoreCase);
        return [.. records.Select(record => FoundRecords.Read(record, null, names.GetValueOrDefault(record.Part("attributes")?.Text("type") ?? "", "Name"))).OfType<FoundRecord>()];
    }

    private static IReadOnlyList<string> TypesOf(RecordSearch search) => [.. search.Criteria.Select(one => one.RecordType).Distinct(StringComparer.OrdinalIgnoreCase)];
}
