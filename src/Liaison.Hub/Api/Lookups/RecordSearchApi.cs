using Liaison.Core.Connecting;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Access;
using Liaison.Hub.Api.Shared;
using Liaison.Hub.Connecting;
using Liaison.Hub.Lookups;
using Liaison.Storage.Configuration;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Liaison.Hub.Api.Lookups;

/// <summary>Records by words that a person types.</summary>
public static class RecordSearchApi
{
    private const int LongestText = 200;
    private const int MostTypes = 10;

    public static void MapRecordSearch(this IEndpointRouteBuilder routes) => routes.MapPost("/connections/{id}/records/search", Search).WithTags("Lookups")
        .Says("searchRecords", "Finds records by words: names, numbers, subjects. Always answers within the time given; what goes wrong is told as nothing found, with the reason.").Needs(Permission.Lookups);

    private static async Task<Results<Ok<SearchAnswer>, ProblemHttpResult>> Search(
        Id<Connection> id, SearchQuestion asked, Caller caller, ConnectionStore store, ConnectorCatalog catalog, ConnectorPool pool, LiveRoad live, CancellationToken cancel)
    {
        if ((string.IsNullOrWhiteSpace(asked.Text) || asked.Text.Length > LongestText ? new Problem("/text", "out-of-range", $"Type between 2 and {LongestText} characters.")
            : asked.RecordTypes is { Count: > MostTypes } ? new Problem("/recordTypes", "too-many", $"At most {MostTypes} types.")
            : LiveRoad.WhyNot(asked.WithinMs)) is { } wrong)
        {
            return ApiProblem.Invalid("invalid-search", wrong.Message, wrong);
        }
        if (await store.Open(caller.TenantId, id, cancel) is not { } connection || !catalog.Can<ISearchRecords>(connection.Kind))
        {
            return ApiProblem.NotFound("connection that can be searched");
        }
        return TypedResults.Ok(!connection.Enabled ? Nothing($"“{connection.Name}” is switched off.") : await live.Ask(LiveRoad.Time(asked.WithinMs), id.Value, async within =>
        {
            using var lease = pool.Take(connection);
            return (await ((ISearchRecords)lease.Connector).Search(new WordSearch(asked.Text, asked.RecordTypes ?? []), new Calls(), within)).Match(
                found => new SearchAnswer([.. found.Select(f => new SearchedRecord(f.RecordType, f.Record, f.Name, (lease.Connector as IRecordUrl)?.UrlOf(f.RecordType, f.Record), f.Summary))]),
                fault => Nothing(fault.Detail));
        }, why => Nothing($"“{connection.Name}” {why}"), cancel));
    }

    private static SearchAnswer Nothing(string why) => new([], why);
}

/// <param name="RecordTypes">Where to look; left out, where people usually do.</param>
/// <param name="WithinMs">How long to wait at most; 2000 unless told.</param>
public sealed record SearchQuestion(string Text, IReadOnlyList<string>? RecordTypes = null, int? WithinMs = null);

/// <param name="Why">Why nothing was found, if something went wrong.</param>
public sealed record SearchAnswer(IReadOnlyList<SearchedRecord> Items, string? Why = null);

/// <param name="Summary">What tells it from others of the name.</param>
public sealed record SearchedRecord(string RecordType, string Record, string Name, string? Url, string? Summary);
