using Liaison.Core.Flows;
using Liaison.Core.Sessions;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Access;
using Liaison.Hub.Api.Cases;
using Liaison.Hub.Api.Shared;
using Liaison.Hub.Flows;
using Liaison.Storage.Flows;
using Liaison.Storage.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Liaison.Hub.Api.Flows;

/// <summary>Sends contacts through call flows while a caller waits, and shows the way that each took.</summary>
public static class FlowRunApi
{
    private const int MostFacts = 200;
    private const int LongestFact = 4_000;
    private const int LongestName = 512;

    public static void MapFlowRuns(this IEndpointRouteBuilder routes)
    {
        var runs = routes.MapGroup("/flow-runs").WithTags("Flows");
        runs.MapPost("/", Run).Says("runFlow", "Sends a contact through the call flow that is for it. Always answers within the flow's time, whatever the connected systems do.").Needs(Permission.Lookups);
        runs.MapPost("/{id}/continue", Continue).Says("continueFlow", "Goes on with a run that waits, with what the caller typed.").Needs(Permission.Lookups);
        runs.MapGet("/", List).Says("listFlowRuns", "Lists runs through call flows, newest first: of a session, or of a flow.").Needs(Permission.SessionsRead);
        runs.MapGet("/{id}", Get).Says("getFlowRun", "Gives one run through a call flow, with the way that it took.").Needs(Permission.SessionsRead);
    }

    private static async Task<Results<Ok<FlowRunAnswer>, ProblemHttpResult>> Run(
        FlowRunBody body, Caller caller, HttpRequest request, PublicAddress address, FlowRunner runner, SessionStore sessions, CancellationToken cancel)
    {
        var facts = body.Facts ?? new CallFacts();
        if (TooMuch(facts.Items, "/facts/items") is { } problem)
        {
            return problem;
        }
        if (new[] { facts.Dnis, facts.Ani, facts.Queue, facts.Campaign, facts.CallerIdName, facts.SipAddress, facts.Email }.Any(f => f?.Length > 300 || f?.Contains('\0', StringComparison.Ordinal) == true))
        {
            return Invalid("/facts", "too-long", "What is known of a contact has at most 300 characters each.");
        }
        if ((body.Session is not null || body.SessionId is not null) && !Permission.SessionsTell.Allows(caller))
        {
            return ApiProblem.Of(403, "may-not-tell", "What a flow finds is told of the session, and you may not tell facts of sessions. Leave the session out, or take a key that may.");
        }
        var session = body.Session is { } named ? new FlowSession(named.Source.Trim(), named.Subject.Trim()) : null;
        if (session is not null && (session.Source.Length is 0 or > LongestName || (session.Source + session.Subject).Contains('\0', StringComparison.Ordinal) || session.Subject.Length is 0 or > 256 || session.Source.StartsWith("liaison/", StringComparison.Ordinal)))
        {
            return Invalid("/session", "bad-session", "A session is named by its source (at most 512 characters) and the source's own id of it (at most 256).");
        }
        if (session is null && body.SessionId is { } id)
        {
            if (await sessions.Find(caller.TenantId, id, cancel) is not { } known)
            {
                return ApiProblem.NotFound("session");
            }
            session = new FlowSession(known.Source, known.ExternalId);
        }
        return TypedResults.Ok(FlowRunAnswer.Of(await runner.Run(caller.TenantId, caller.Actor.Name, address.Of(request), new FlowCall(body.FlowId, session, facts), cancel)));
    }

    private static async Task<Results<Ok<FlowRunAnswer>, ProblemHttpResult>> Continue(
        Id<FlowRun> id, FlowContinueBody body, Caller caller, HttpRequest request, PublicAddress address, FlowRunner runner, CancellationToken cancel) =>
        body.Code.Length > 200 ? Invalid("/code", "too-long", "Nobody types that much.")
            : await runner.Continue(caller.TenantId, address.Of(request), id, body.Code, cancel) switch
            {
                FlowContinued.On(var run) => TypedResults.Ok(FlowRunAnswer.Of(run)),
                FlowContinued.NotWaiting => ApiProblem.Of(409, "not-waiting", "This run does not wait for digits: it is over, or has gone on already."),
                _ => ApiProblem.NotFound("run"),
            };

    private static async Task<Results<Ok<Page<FlowRunAnswer>>, ProblemHttpResult>> List(
        Caller caller, FlowRunStore store, Id<Session>? session, Id<CallFlow>? flow, string? after, int? limit, CancellationToken cancel)
    {
        var most = Pages.Limit(limit);
        var found = await store.Page(caller.TenantId, session?.Value, flow?.Value, Cursor.Read(after, 1)?[0], most, cancel);
        return TypedResults.Ok(new Page<FlowRunAnswer>([.. found.Select(FlowRunAnswer.Of)], found.Count == most ? Cursor.Write(found[^1].Id.Value) : null));
    }

    private static async Task<Results<Ok<FlowRunAnswer>, ProblemHttpResult>> Get(Id<FlowRun> id, Caller caller, FlowRunStore store, CancellationToken cancel) =>
        await store.Find(caller.TenantId, id, cancel) is { } run ? TypedResults.Ok(FlowRunAnswer.Of(run)) : ApiProblem.NotFound("run");

    internal static ProblemHttpResult? TooMuch(IReadOnlyDictionary<string, string>? facts, string at) =>
        facts is not null && (facts.Count > MostFacts || facts.Any(f => f.Value is null || f.Value.Length > LongestFact || f.Value.Contains('\0', StringComparison.Ordinal) || f.Key.Contains('\0', StringComparison.Ordinal) || f.Key.Length is 0 or > 150))
            ? Invalid(at, "out-of-range", $"At most {MostFacts} values of {LongestFact:N0} characters each.") : null;

    private static ProblemHttpResult Invalid(string at, string code, string message) => ApiProblem.Invalid("invalid-flow-run", message, new Problem(at, code, message));
}
