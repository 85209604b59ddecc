using System.Diagnostics;
using Liaison.Core.Connecting;
using Liaison.Core.Identification;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Access;
using Liaison.Hub.Api.Shared;
using Liaison.Hub.Lookups;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Liaison.Hub.Api.Lookups;

/// <summary>The live road's door: whose record is this?</summary>
public static class LookupApi
{
    private const int MostFacts = 100;
    private const int LongestFact = 4000;

    public static void MapLookups(this IEndpointRouteBuilder routes) => routes.MapPost("/lookups", Ask).WithTags("Lookups")
        .Says("lookUp", "Finds the record of the person one is in contact with. Always answers within the time given; what goes wrong is told as no match.").Needs(Permission.Lookups);

    private static async Task<Results<Ok<LookupReply>, ProblemHttpResult>> Ask(LookupQuestion asked, Caller caller, LookupDesk desk, CancellationToken cancel)
    {
        if (asked.Facts is null || asked.Facts.Count > MostFacts || asked.Facts.Any(f => f.Value is null || f.Value.Length > LongestFact))
        {
            return ApiProblem.Invalid("invalid-lookup", $"Send between 1 and {MostFacts} facts of at most {LongestFact:N0} characters each.", new Problem("/facts", "out-of-range", "Too many facts, or one too long."));
        }
        if (LiveRoad.WhyNot(asked.WithinMs) is { } wrong)
        {
            return ApiProblem.Invalid("invalid-lookup", wrong.Message, wrong);
        }
        var clock = Stopwatch.GetTimestamp();
        var answer = await desk.Ask(caller.TenantId, new LookupRequest(asked.ConnectionId, asked.Facts, asked.By, asked.SessionId, asked.Fresh,
            LiveRoad.Time(asked.WithinMs)), cancel);
        return TypedResults.Ok(LookupReply.Of(answer, Stopwatch.GetElapsedTime(clock)));
    }
}

/// <param name="Facts">What is known, by path: customer.phone, customer.email, customer.sipAddress, customer.callerIdName, items.NAME.</param>
/// <param name="By">One fact and the field to compare it with; left out, the connection's identification rules decide.</param>
/// <param name="Fresh">True asks the system even when an earlier session's record is known.</param>
/// <param name="WithinMs">How long to wait at most; 2000 unless told.</param>
public sealed record LookupQuestion(
    Id<Connection> ConnectionId, IReadOnlyDictionary<string, string> Facts, LookupBy? By = null, string? SessionId = null, bool? Fresh = null, int? WithinMs = null);

/// <param name="Record">The record that was found; null when there is none, or when a person must choose.</param>
/// <param name="Url">Its page for people.</param>
/// <param name="Why">One sentence.</param>
/// <param name="From">live, recent, earlierSession or nowhere.</param>
public sealed record LookupReply(
    IdentifiedVerdict Verdict, FoundRecord? Record, string? Url, string Why, LookupSource From, IReadOnlyList<Candidate> Candidates, IReadOnlyList<string> Remarks, double ElapsedMs)
{
    internal static LookupReply Of(LookupAnswer answer, TimeSpan took) => new(
        answer.Identified.Verdict, answer.Identified.Chosen, answer.Url, answer.Identified.Why, answer.From, answer.Identified.Candidates, answer.Identified.Remarks, Math.Round(took.TotalMilliseconds, 3));
}
