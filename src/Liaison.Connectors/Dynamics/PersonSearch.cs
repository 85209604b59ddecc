using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Dynamics;

/// <summary>
/// Finds candidates for all criteria with one call, the values as they are usually written; only when that finds nobody for a telephone number, a second call looks for its last digits, whatever
/// stands between them. Whoever asked looks at each candidate again.
/// </summary>
internal sealed class PersonSearch(DynamicsSettings settings, DynamicsClient client, Descriptions<DescribedTable> schema)
{
    public static readonly KeyValuePair<string, string> WithNames = new("Prefer", "odata.include-annotations=\"OData.Community.Display.V1.FormattedValue\"");

    public async Task<Outcome<IReadOnlyList<FoundRecord>>> Find(RecordSearch search, Calls calls, CancellationToken cancel)
    {
        var found = await Once(search, calls, cancel);
        // A column is gone that was there when the tables were last described: without it the search can still be made.
        return found.Failed(out var fault, out _) && fault.Kind == FaultKind.SchemaDrift && schema.Doubt() ? await Once(search, calls, cancel) : found;
    }

    private async Task<Outcome<IReadOnlyList<FoundRecord>>> Once(RecordSearch search, Calls calls, CancellationToken cancel)
    {
        var plans = new List<SearchPlan>();
        foreach (var asked in search.Criteria.Select(one => one.RecordType).Distinct(StringComparer.OrdinalIgnoreCase).Select(name => schema.Known(name, calls, cancel)).ToList())
        {
            if ((await asked).Failed(out var fault, out var table))
            {
                if (fault.Kind is FaultKind.SchemaDrift)
                {
                    continue;
                }
                return fault;
            }
            if (SearchPlan.Of(table, search) is { } plan)
            {
                plans.Add(plan);
            }
        }
        var most = Math.Clamp(search.Most, 1, 200);
        if (plans.Count == 0)
        {
            return new List<FoundRecord>();
        }
        var exact = await Ask([.. plans.Select(plan => (plan.Table, plan.Exact(most)))], most, calls, cancel);
        var loose = plans.Select(plan => (plan.Table, Path: plan.Loose(most))).Where(one => one.Path is not null).Select(one => (one.Table, one.Path!)).ToList();
        return settings.LooseNumbers && loose.Count > 0 && exact is Outcome<IReadOnlyList<FoundRecord>>.Success { Value.Count: 0 } ? await Ask(loose, most, calls, cancel) : exact;
    }

    private async Task<Outcome<IReadOnlyList<FoundRecord>>> Ask(List<(DescribedTable Table, string Path)> queries, int most, Calls calls, CancellationToken cancel)
    {
        if ((await Batch.Read(client, [.. queries.Select(query => new BatchPart(HttpMethod.Get, query.Path) { Headers = [WithNames] })], calls, cancel)).Failed(out var fault, out var answers))
        {
            return fault;
        }
        return answers.FirstOrDefault(answer => !answer.IsSuccess) is { } wrong ? wrong.Fault(writes: false)
            : queries.Zip(answers).SelectMany(pair => pair.Second.Body.Items("value").Select(record => RecordReader.Read(record, pair.First.Table)).OfType<FoundRecord>()).Take(most).ToList();
    }
}
