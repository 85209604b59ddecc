using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Access;
using Liaison.Hub.Api.Shared;
using Liaison.Hub.Connecting;
using Liaison.Storage.Configuration;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Liaison.Hub.Api.Connections;

/// <summary>What a connected system says of itself: its record types, fields and code lists.</summary>
public static class InquiryApi
{
    public static void MapInquiries(this IEndpointRouteBuilder routes)
    {
        var connection = routes.MapGroup("/connections/{id}").WithTags("Connections");
        connection.MapGet("/describe", Describe).Says("describeConnection", "Tells the record types and fields that templates may name.").Needs(Permission.ConfigurationRead);
        connection.MapGet("/codes", Codes).Says("listCodes", "Gives a code list, from the cache unless asked to refresh.").Needs(Permission.ConfigurationRead);
    }

    private static async Task<Results<Ok<DescribeAnswer>, ProblemHttpResult>> Describe(
        Id<Connection> id, Caller caller, ConnectionStore store, Inquiry inquiry, CancellationToken cancel)
    {
        if (await store.Open(caller.TenantId, id, cancel) is not { } connection)
        {
            return ApiProblem.NotFound("connection");
        }
        return await inquiry.Ask<IDescribe, IReadOnlyList<RecordType>>(connection, (system, token) => system.Describe(new Calls(), token), cancel) switch
        {
            Outcome<IReadOnlyList<RecordType>>.Success(var types) => TypedResults.Ok(new DescribeAnswer(types)),
            Outcome<IReadOnlyList<RecordType>>.Failure(var fault) => Failed(fault),
            _ => TypedResults.Ok(new DescribeAnswer([])),
        };
    }

    private static async Task<Results<Ok<CodesAnswer>, ProblemHttpResult>> Codes(
        Id<Connection> id, string list, string? parent, bool? refresh, Caller caller, ConnectionStore store, Inquiry inquiry, CancellationToken cancel)
    {
        if (await store.Open(caller.TenantId, id, cancel) is not { } connection)
        {
            return ApiProblem.NotFound("connection");
        }
        return await inquiry.Ask<IListCodes, CodeList>(connection, (system, token) => system.Codes(list, refresh ?? false, new Calls(), token), cancel) switch
        {
            Outcome<CodeList>.Success(var codes) => TypedResults.Ok(new CodesAnswer(
                [.. codes.Items.Where(c => string.IsNullOrEmpty(parent) || c.Parent == parent).Select(c => new CodeAnswer(c.Value, c.Name, c.Parent, c.Inactive ? true : null))],
                codes.LoadedAt, codes.Stale)),
            Outcome<CodeList>.Failure(var fault) => Failed(fault),
            _ => ApiProblem.NotFound("code list"),
        };
    }

    private static ProblemHttpResult Failed(Fault fault) => fault.Kind == FaultKind.NotFound
        ? ApiProblem.Of(404, "not-found", fault.Detail, fault: fault)
        : ApiProblem.Of(502, "other-system-failed", fault.Detail, fault: fault);
}

public sealed record DescribeAnswer(IReadOnlyList<RecordType> RecordTypes);

public sealed record CodesAnswer(IReadOnlyList<CodeAnswer> Items, DateTimeOffset LoadedAt, bool Stale);

public sealed record CodeAnswer(string Code, string Name, string? Parent, bool? Inactive);
