using System.Text.Json;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Dynamics;

/// <summary>Runs queries that administrators wrote: held against the descriptions, filled with facts, sent, and their records read page by page as far as they are wanted.</summary>
internal sealed class RecordQueries(DynamicsClient client, Descriptions<DescribedTable> schema, FieldPaths paths, ODataQuery odata, FetchQuery fetch)
{
    private const int MostFields = 100;
    private const int MostRecords = 2000;
    private const int LargestPage = 500;
    private const string Annotations = "odata.include-annotations=\"OData.Community.Display.V1.FormattedValue,Microsoft.Dynamics.CRM.morerecords,Microsoft.Dynamics.CRM.totalrecordcount\"";

    public async Task<Outcome<QueryAnswer>> Run(RecordQuery query, Facts facts, Calls calls, CancellationToken cancel)
    {
        var answer = await Once(query, facts, calls, cancel);
        return answer.Failed(out var fault, out _) && fault.Kind == FaultKind.SchemaDrift && schema.Doubt() ? await Once(query, facts, calls, cancel) : answer;
    }

    private async Task<Outcome<QueryAnswer>> Once(RecordQuery query, Facts facts, Calls calls, CancellationToken cancel)
    {
        if (query.Fields.Count > MostFields)
        {
            return new Fault(FaultKind.Validation, $"A query may read {MostFields} columns; these are {query.Fields.Count}.", "fields");
        }
        if ((await schema.Known(query.RecordType, calls, cancel)).Failed(out var fault, out var table))
        {
            return fault;
        }
        if ((await Names(table, query, calls, cancel)).Failed(out fault, out var names))
        {
            return fault;
        }
        var most = Math.Clamp(query.Most, 1, MostRecords);
        var (records, sent, next, page) = (new List<FoundRecord>(), "", (string?)null, 1);
        while (true)
        {
            if (next is null)
            {
                if ((await Build(table, query, facts, page, Math.Min(most, LargestPage), calls, cancel)).Failed(out fault, out var built))
                {
                    return fault;
                }
                if (built.Filled is not { } filled)
                {
                    return built.Not!.Fault is { } wrong ? wrong : new QueryAnswer([], 0, $"(nothing was sent: {built.Not.Absent} is empty)");
                }
                (next, sent) = (filled.Path, page == 1 ? filled.Text : sent);
            }
            if ((await client.Ask(new DynamicsCall(HttpMethod.Get, next) { Headers = [new("Prefer", query.Condition is QueryCondition.One ? $"odata.maxpagesize={Math.Min(most, LargestPage)},{Annotations}" : Annotations)] }, calls, cancel)).Failed(out fault, out var answer))
            {
                return fault;
            }
            records.AddRange(answer.Items("value").Select(record => Read(record, table, names)).OfType<FoundRecord>().Take(most - records.Count));
            next = answer.Text("@odata.nextLink");
            page++;
            if (records.Count >= most || (next is null && !answer.Flag("@Microsoft.Dynamics.CRM.morerecords")))
            {
                return new QueryAnswer(records, Math.Max(records.Count, answer.Number("@odata.count") ?? answer.Number("@Microsoft.Dynamics.CRM.totalrecordcount") ?? 0), sent);
            }
        }
    }

    private async Task<Outcome<(FilledQuery? Filled, Unfilled? Not)>> Build(DescribedTable table, RecordQuery query, Facts facts, int page, int size, Calls calls, CancellationToken cancel) => query.Condition switch
    {
        QueryCondition.One one => await odata.Build(table, query, one, facts, calls, cancel),
        QueryCondition.Free free => await fetch.Build(table, query, free.Text, facts, page, size, calls, cancel),
        _ => throw new InvalidOperationException("A condition is one of two."),
    };

    /// <summary>Paths as they were asked for, by the names that their values come under, where these differ.</summary>
    private async Task<Outcome<IReadOnlyDictionary<string, string>>> Names(DescribedTable table, RecordQuery query, Calls calls, CancellationToken cancel)
    {
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in query.Fields)
        {
            if ((await paths.Find(table.Name, field, calls, cancel)).Failed(out var fault, out var end))
            {
                return fault;
            }
            if (!end.Key.Equals(field, StringComparison.OrdinalIgnoreCase))
            {
                names[field] = end.Key;
            }
        }
        return names;
    }

    /// <summary>Aliases of links stand for paths.</summary>
    private static FoundRecord? Read(JsonElement record, DescribedTable table, IReadOnlyDictionary<string, string> names)
    {
        if (RecordReader.Read(record, table) is not { } found)
        {
            return null;
        }
        var values = found.Values.ToDictionary(one => one.Key.Replace("__", ".", StringComparison.Ordinal), one => one.Value, StringComparer.OrdinalIgnoreCase);
        foreach (var (asked, key) in names)
        {
            if (values.TryGetValue(key, out var value))
            {
                values[asked] = value;
            }
        }
        return found with { Values = values };
    }
}
