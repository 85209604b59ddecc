using System.Text;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Kustomer;

/// <summary>Runs queries that administrators wrote, as searches: held against what searches know, filled with facts, asked, and their records read page by page as far as they are wanted.</summary>
internal sealed class RecordQueries(SearchDesk desk, QueryFields fields, QueryBody bodies, RelatedFields related)
{
    private const int MostFields = 100;
    private const int MostRecords = 2000;

    /// <summary>Where another record's fields are wanted: each is a call.</summary>
    private const int MostRelated = 20;

    /// <summary>The vendor's bound for a body is 100 kB.</summary>
    private const int LargestBody = 100_000;

    public async Task<Outcome<QueryAnswer>> Run(RecordQuery query, Facts facts, Calls calls, CancellationToken cancel)
    {
        if (query.Fields.Count > MostFields)
        {
            return new Fault(FaultKind.Validation, $"A query may read {MostFields} fields; these are {query.Fields.Count}.", "fields");
        }
        if (Resource.Of(query.RecordType) is not { } resource)
        {
            return TogetherWriter.NoSuchType(query.RecordType);
        }
        foreach (var field in query.Fields)
        {
            if (await fields.Unknown(resource, field, calls, cancel) is { } unknown)
            {
                return unknown;
            }
        }
        if ((await bodies.Of(resource, query.Condition, facts, calls, cancel)).Failed(out var fault, out var filled))
        {
            return fault;
        }
        if (filled.Json is not { } body)
        {
            return new QueryAnswer([], 0, $"(nothing was sent: {filled.Absent} is empty)");
        }
        var sent = JsonParts.Written(body);
        if (Encoding.UTF8.GetByteCount(sent) > LargestBody)
        {
            return new Fault(FaultKind.Validation, $"The query with its values is larger than Kustomer takes (100 kB).", "condition", "condition");
        }
        var led = QueryFields.RelationsOf(resource).Any(relation => query.Fields.Any(field => field.StartsWith(relation + ".", StringComparison.Ordinal)));
        if ((await desk.Ask(body, Math.Clamp(query.Most, 1, led ? MostRelated : MostRecords), query: true, calls, cancel)).Failed(out fault, out var hits))
        {
            return Placed(fault, filled, resource);
        }
        var own = query.Fields.Select(field => field.Split('.')[0]).Where(name => !QueryFields.RelationsOf(resource).Contains(name)).Distinct(StringComparer.Ordinal).ToList();
        if ((await desk.Whole(resource, hits.Found, own, calls, cancel)).Failed(out fault, out var whole)
            || (await related.Read([.. whole.Select(RecordReader.Read).OfType<FoundRecord>()], query.Fields, calls, cancel)).Failed(out fault, out var records))
        {
            return fault!;
        }
        return new QueryAnswer(records, hits.Total, sent);
    }

    /// <summary>Kustomer names the attribute; people want the place in what they wrote.</summary>
    private static Fault Placed(Fault fault, FilledSearch search, Resource resource) => fault switch
    {
        { Kind: FaultKind.Validation or FaultKind.SchemaDrift, Field: "queryContext" } => TogetherWriter.NoSuchType(resource.Type),
        { Kind: FaultKind.Validation or FaultKind.SchemaDrift, Field: { } field } when search.Places.TryGetValue(field, out var at) => QueryBody.At(fault.Detail, at) with { Kind = fault.Kind, Code = fault.Code },
        _ => fault,
    };
}
