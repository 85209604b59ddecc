using Liaison.Core.Connecting;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;
using Liaison.Hub.Connecting;
using Liaison.Hub.Road;

namespace Liaison.Hub.Lookups;

/// <summary>What to do when a query finds more than one record.</summary>
public enum TakeResults
{
    First = 0,

    /// <summary>All of them: each variable holds all values, as one line of CSV.</summary>
    All = 1,
}

/// <summary>Which of its three ways a query went.</summary>
public enum QueryPath
{
    None = 0,
    Single = 1,
    Multiple = 2,
}

/// <param name="Values">The fields that were asked for, by name; several records' values as one line of CSV.</param>
/// <param name="Why">One sentence.</param>
public sealed record QueryResult(QueryPath Path, IReadOnlyDictionary<string, string> Values, IReadOnlyList<FoundRecord> Records, string? Url, string Why);

/// <summary>Runs the queries that administrators wrote, while somebody waits: whatever goes wrong is “none”, with the reason.</summary>
public sealed class QueryDesk(Setups setups, ConnectorPool pool, ConnectorCatalog connectors, LiveRoad live)
{
    public async Task<QueryResult> Run(Id<Tenant> tenant, Id<Connection> of, RecordQuery query, Facts facts, TakeResults take, TimeSpan? within, CancellationToken cancel)
    {
        var name = "The connected system";
        return await live.Ask(within, of.Value, async limit =>
        {
            var setup = await setups.Of(tenant, limit);
            if (!setup.Connections.TryGetValue(of.Value, out var connection) || !connection.Enabled || !connectors.Can<IRunQuery>(connection.Kind))
            {
                return None(connection is null ? "There is no such connection." : !connection.Enabled ? $"“{connection.Name}” is switched off." : $"“{connection.Name}” takes no queries.");
            }
            name = $"“{connection.Name}”";
            using var lease = pool.Take(connection);
            return await ((IRunQuery)lease.Connector).Query(query, facts, new Calls(), limit).WaitAsync(limit) switch
            {
                Outcome<QueryAnswer>.Success(var answer) => Taken(query, answer, take, lease.Connector as IRecordUrl),
                Outcome<QueryAnswer>.Failure(var fault) => None($"“{connection.Name}” could not be queried: {fault.Detail}"),
                _ => throw new InvalidOperationException("An outcome is one of two."),
            };
        }, why => None($"{name} {why}"), cancel);
    }

    private static QueryResult Taken(RecordQuery query, QueryAnswer answer, TakeResults take, IRecordUrl? urls)
    {
        if (answer.Records is not [var first, ..])
        {
            return None("No record meets the condition.");
        }
        var url = urls?.UrlOf(first.RecordType, first.Record);
        return answer.Records.Count == 1 || take == TakeResults.First
            ? new QueryResult(QueryPath.Single, query.Fields.ToDictionary(f => f, f => first.Values.GetValueOrDefault(f, ""), StringComparer.Ordinal), [first], url,
                answer.Total == 1 ? "One record meets the condition." : $"The first of {answer.Total} records that meet the condition.")
            : new QueryResult(QueryPath.Multiple, query.Fields.ToDictionary(f => f, f => Csv.Line(answer.Records.Select(r => r.Values.GetValueOrDefault(f, ""))), StringComparer.Ordinal), answer.Records, url,
                $"{answer.Total} records meet the condition.");
    }

    private static QueryResult None(string why) => new(QueryPath.None, new Dictionary<string, string>(), [], null, why);
}
