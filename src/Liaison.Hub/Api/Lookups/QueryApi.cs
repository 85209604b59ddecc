using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Access;
using Liaison.Hub.Api.Shared;
using Liaison.Hub.Connecting;
using Liaison.Hub.Lookups;
using Liaison.Storage.Configuration;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Liaison.Hub.Api.Lookups;

/// <summary>Queries in a system's own language: what they may name, whether they are sound, and running them.</summary>
public static class QueryApi
{
    public static void MapQueries(this IEndpointRouteBuilder routes)
    {
        var connection = routes.MapGroup("/connections/{id}").WithTags("Lookups");
        connection.MapGet("/record-types/{recordType}/query-fields", Fields).Says("listQueryFields", "Tells the fields that a query on a record type may name, or those of a relation of it.").Needs(Permission.ConfigurationRead);
        connection.MapPost("/queries/validate", Validate).Says("validateQuery", "Runs a query with values typed for a try, and tells whether it is sound and how many records it finds.").Needs(Permission.ConfigurationRead);
        routes.MapPost("/queries", Run).WithTags("Lookups").Says("runQuery", "Runs a query while somebody waits. Always answers within the time given; what goes wrong is told as none.").Needs(Permission.Lookups);
    }

    private static async Task<Results<Ok<Items<QueryField>>, ProblemHttpResult>> Fields(
        Id<Connection> id, string recordType, string? path, Caller caller, ConnectionStore store, Inquiry inquiry, CancellationToken cancel)
    {
        if (await store.Open(caller.TenantId, id, cancel) is not { } connection)
        {
            return ApiProblem.NotFound("connection");
        }
        return await inquiry.Ask<IRunQuery, IReadOnlyList<QueryField>>(connection, (system, token) => system.Fields(recordType, path, new Calls(), token), cancel) switch
        {
            Outcome<IReadOnlyList<QueryField>>.Success(var fields) => TypedResults.Ok(new Items<QueryField>(fields)),
            Outcome<IReadOnlyList<QueryField>>.Failure(var fault) => ApiProblem.Of(fault.Kind == FaultKind.NotFound ? 404 : 502, fault.Kind == FaultKind.NotFound ? "not-found" : "other-system-failed", fault.Detail, fault: fault),
            _ => ApiProblem.NotFound("connection that takes queries"),
        };
    }

    private static async Task<Results<Ok<QueryVerdict>, ProblemHttpResult>> Validate(Id<Connection> id, QueryTry asked, Caller caller, ConnectionStore store, Inquiry inquiry, CancellationToken cancel)
    {
        if (await store.Open(caller.TenantId, id, cancel) is not { } connection)
        {
            return ApiProblem.NotFound("connection");
        }
        if (Missing(asked.Query) is { } problem)
        {
            return ApiProblem.Invalid("invalid-query", problem.Message, problem);
        }
        return await inquiry.Ask<IRunQuery, QueryAnswer>(connection, (system, token) => system.Query(asked.Query, FactsOf(asked.Values), new Calls(), token), cancel) switch
        {
            Outcome<QueryAnswer>.Success(var answer) => TypedResults.Ok(new QueryVerdict(true, $"The query is sound: {answer.Total} {(answer.Total == 1 ? "record meets" : "records meet")} the condition.", answer.Total, answer.Sent, answer.Records)),
            Outcome<QueryAnswer>.Failure(var fault) => TypedResults.Ok(new QueryVerdict(false, fault.Detail, 0, null, [], fault)),
            _ => ApiProblem.NotFound("connection that takes queries"),
        };
    }

    private static async Task<Results<Ok<QueryResult>, ProblemHttpResult>> Run(QueryRun asked, Caller caller, QueryDesk desk, CancellationToken cancel) =>
        (Missing(asked.Query) ?? LiveRoad.WhyNot(asked.WithinMs)) is { } problem ? ApiProblem.Invalid("invalid-query", problem.Message, problem)
            : TypedResults.Ok(await desk.Run(caller.TenantId, asked.ConnectionId, asked.Query, FactsOf(asked.Facts), asked.Take, LiveRoad.Time(asked.WithinMs), cancel));

    private static Problem? Missing(RecordQuery? query) =>
        query is null || string.IsNullOrWhiteSpace(query.RecordType) ? new Problem("/query/recordType", "required", "Choose which type of record is queried.")
        : query.Fields is not { Count: > 0 } ? new Problem("/query/fields", "required", "Add at least one field to read.")
        : query.Condition is null or QueryCondition.Free { Text.Length: 0 } or QueryCondition.One { Field.Length: 0 } ? new Problem("/query/condition", "required", "A condition is needed: without one the query would find everything.")
        : null;

    private static Facts FactsOf(IReadOnlyDictionary<string, string>? values) => new(path => values?.GetValueOrDefault(path));
}

/// <param name="Values">Values for the placeholders, by their names.</param>
public sealed record QueryTry(RecordQuery Query, IReadOnlyDictionary<string, string>? Values = null);

/// <param name="Sent">The query as it was sent.</param>
public sealed record QueryVerdict(bool Ok, string Message, int Count, string? Sent, IReadOnlyList<FoundRecord> Records, Fault? Fault = null);

public sealed record QueryRun(Id<Connection> ConnectionId, RecordQuery Query, IReadOnlyDictionary<string, string>? Facts = null, TakeResults Take = TakeResults.First, int? WithinMs = null);
