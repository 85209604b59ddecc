using Liaison.Core.Flows;
using Liaison.Core.Flows.Nodes;
using Liaison.Core.Sessions;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Access;
using Liaison.Hub.Api.Shared;
using Liaison.Hub.Flows;
using Liaison.Storage.Configuration;
using Liaison.Storage.Flows;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Liaison.Hub.Api.Flows;

/// <summary>Call flows: designing, publishing, going back.</summary>
public static class FlowApi
{
    public static void MapFlows(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/flow-nodes", Nodes).WithTags("Flows").Says("listFlowNodes", "Tells every kind of node that a flow may have, with its ports and its form.").Needs(Permission.ConfigurationRead);
        var flows = routes.MapGroup("/flows").WithTags("Flows");
        flows.MapGet("/", List).Says("listFlows", "Lists call flows, each with what a check says of it.").Needs(Permission.ConfigurationRead);
        flows.MapPost("/", Create).Says("createFlow", "Adds a call flow as a draft. A draft may be unfinished; problems are listed.").Needs(Permission.ConfigurationWrite);
        flows.MapPost("/check", Check).Says("checkFlow", "Checks a call flow without saving it.").Needs(Permission.ConfigurationRead);
        flows.MapGet("/{id}", Get).Says("getFlow", "Gives a call flow's draft with what a check says of it.").Needs(Permission.ConfigurationRead);
        flows.MapPut("/{id}", Save).Says("saveFlow", "Changes a call flow's draft; what is at work stays as it is.").Needs(Permission.ConfigurationWrite).NeedsIfMatch();
        flows.MapDelete("/{id}", Delete).Says("deleteFlow", "Deletes a call flow with its versions; the runs through it are kept.").Needs(Permission.ConfigurationWrite).NeedsIfMatch();
        flows.MapPost("/{id}/publish", Publish).Says("publishFlow", "Puts a call flow's draft to work; one that could not work is refused with every reason.").Needs(Permission.ConfigurationWrite).NeedsIfMatch();
        flows.MapPost("/{id}/rollback", Rollback).Says("rollbackFlow", "Puts an earlier version to work again; the draft stays as it is.").Needs(Permission.ConfigurationWrite).NeedsIfMatch();
        flows.MapGet("/{id}/versions", Versions).Says("listFlowVersions", "Lists the published versions of a call flow, newest first.").Needs(Permission.ConfigurationRead);
        flows.MapGet("/{id}/versions/{version}", Version).Says("getFlowVersion", "Gives one published version of a call flow.").Needs(Permission.ConfigurationRead);
        flows.MapGet("/{id}/placeholders", Placeholders).Says("listFlowPlaceholders", "Tells which values a call flow's texts and queries name, and which nodes set them.").Needs(Permission.ConfigurationRead);
        flows.MapPost("/{id}/try", Try).Says("tryFlow", "Goes through a call flow with typed values. Connected systems are asked for real; no session is told, nothing is kept.").Needs(Permission.ConfigurationRead);
    }

    private static async Task<Ok<Items<FlowNodeAnswer>>> Nodes(Caller caller, FlowLookups lookups, CancellationToken cancel)
    {
        var around = await lookups.Surroundings(caller.TenantId, cancel);
        return TypedResults.Ok(new Items<FlowNodeAnswer>([.. FlowNodes.All.Select(n => new FlowNodeAnswer(n.Kind, n.Label, n.Summary, n.Ports, [.. n.Form.Select(f => f.Type != "connection" ? f : f with
        {
            Choices = [.. around.Connections.Values.Where(c => n.Kind == CustomerLookupNode.Declared.Kind ? c.FindsPeople : c.TakesQueries).Select(c => new NodeChoice(c.Id, c.Name))],
        })]))]));
    }

    private static async Task<Ok<Items<FlowAnswer>>> List(Caller caller, FlowStore store, FlowLookups lookups, CancellationToken cancel)
    {
        var around = await lookups.Surroundings(caller.TenantId, cancel);
        return TypedResults.Ok(new Items<FlowAnswer>([.. (await store.List(caller.TenantId, cancel)).Select(f => FlowAnswer.Of(f, around))]));
    }

    private static async Task<Results<Ok<FlowAnswer>, ProblemHttpResult>> Get(Id<CallFlow> id, Caller caller, FlowStore store, FlowLookups lookups, CancellationToken cancel) =>
        await store.Find(caller.TenantId, id, cancel) is { } flow ? TypedResults.Ok(FlowAnswer.Of(flow, await lookups.Surroundings(caller.TenantId, cancel))) : ApiProblem.NotFound("flow");

    private static async Task<Results<Created<FlowAnswer>, ProblemHttpResult>> Create(CallFlow wanted, Caller caller, FlowStore store, FlowLookups lookups, CancellationToken cancel)
    {
        if (Refusal(wanted) is { } refused)
        {
            return refused;
        }
        return await store.Create(caller.TenantId, wanted, caller.Actor, cancel) switch
        {
            Saved<Id<CallFlow>>.Done(var id) => TypedResults.Created($"/api/v1/flows/{id}", FlowAnswer.Of((await store.Find(caller.TenantId, id, cancel))!, await lookups.Surroundings(caller.TenantId, cancel))),
            var other => ApiProblem.Of(other, "flow"),
        };
    }

    private static async Task<Results<Ok<FlowAnswer>, ProblemHttpResult>> Save(
        Id<CallFlow> id, CallFlow wanted, [FromHeader(Name = "If-Match")] IfMatch? ifMatch, Caller caller, FlowStore store, FlowLookups lookups, CancellationToken cancel) =>
        await store.Find(caller.TenantId, id, cancel) is null ? ApiProblem.NotFound("flow")
            : Refusal(wanted) is { } refused ? refused
            : await Answer(await store.Save(caller.TenantId, id, wanted, ifMatch!.Value.Version, caller.Actor, cancel), id, caller, store, lookups, cancel);

    private static async Task<Results<NoContent, ProblemHttpResult>> Delete(Id<CallFlow> id, [FromHeader(Name = "If-Match")] IfMatch? ifMatch, Caller caller, FlowStore store, CancellationToken cancel) =>
        await store.Delete(caller.TenantId, id, ifMatch!.Value.Version, caller.Actor, cancel) switch
        {
            Saved<bool>.Done => TypedResults.NoContent(),
            var other => ApiProblem.Of(other, "flow"),
        };

    private static async Task<Results<Ok<FlowAnswer>, ProblemHttpResult>> Publish(
        Id<CallFlow> id, PublishBody body, [FromHeader(Name = "If-Match")] IfMatch? ifMatch, Caller caller, FlowStore store, FlowLookups lookups, CancellationToken cancel)
    {
        if (await store.Find(caller.TenantId, id, cancel) is not { } stored)
        {
            return ApiProblem.NotFound("flow");
        }
        if (body.Note.Length > 1_000)
        {
            return ApiProblem.Invalid("invalid-flow", "A note has at most 1,000 characters.", new Problem("/note", "too-long", "A note has at most 1,000 characters."));
        }
        var problems = FlowCheck.Problems(stored.Draft, await lookups.Surroundings(caller.TenantId, cancel));
        return problems.Any(p => !ProblemLine.IsWarning(p)) ? ApiProblem.Invalid("invalid-flow", "This flow could not work as it is, so it was not published.", problems)
            : await Answer(await store.Publish(caller.TenantId, id, ifMatch!.Value.Version, body.Note.Trim(), caller.Actor, cancel), id, caller, store, lookups, cancel);
    }

    private static async Task<Results<Ok<FlowAnswer>, ProblemHttpResult>> Rollback(
        Id<CallFlow> id, RollbackBody body, [FromHeader(Name = "If-Match")] IfMatch? ifMatch, Caller caller, FlowStore store, FlowLookups lookups, CancellationToken cancel) =>
        await Answer(await store.Rollback(caller.TenantId, id, ifMatch!.Value.Version, body.Version, caller.Actor, cancel), id, caller, store, lookups, cancel);

    private static async Task<Results<Ok<Items<FlowVersionAnswer>>, ProblemHttpResult>> Versions(Id<CallFlow> id, Caller caller, FlowStore store, CancellationToken cancel) =>
        await store.Find(caller.TenantId, id, cancel) is null ? ApiProblem.NotFound("flow")
            : TypedResults.Ok(new Items<FlowVersionAnswer>([.. (await store.Versions(caller.TenantId, id, cancel)).Select(v => new FlowVersionAnswer(v.Version, v.At, v.By, v.Note, v.Current))]));

    private static async Task<Results<Ok<CallFlow>, ProblemHttpResult>> Version(Id<CallFlow> id, int version, Caller caller, FlowStore store, CancellationToken cancel) =>
        await store.Version(caller.TenantId, id, version, cancel) is { } flow ? TypedResults.Ok(flow) : ApiProblem.NotFound("version");

    private static async Task<Results<Ok<FlowProblems>, ProblemHttpResult>> Check(CallFlow flow, Caller caller, FlowLookups lookups, CancellationToken cancel) =>
        TypedResults.Ok(new FlowProblems([.. FlowCheck.Problems(flow, await lookups.Surroundings(caller.TenantId, cancel)).Select(ProblemLine.Of)]));

    private static async Task<Results<Ok<Items<FlowPlaceholder>>, ProblemHttpResult>> Placeholders(Id<CallFlow> id, Caller caller, FlowStore store, CancellationToken cancel)
    {
        if (await store.Find(caller.TenantId, id, cancel) is not { } stored)
        {
            return ApiProblem.NotFound("flow");
        }
        var labels = SessionFacts.Catalogue([]).Select(f => (f.Path, f.Label)).Concat(FlowFacts.OfSystem).DistinctBy(f => f.Path).ToDictionary(f => f.Path, f => f.Label, StringComparer.Ordinal);
        return TypedResults.Ok(new Items<FlowPlaceholder>([.. FlowValues.Of(stored.Draft).Select(p =>
            new FlowPlaceholder(p.Path, labels.GetValueOrDefault(p.Path) ?? (p.Path.StartsWith("items.", StringComparison.Ordinal) ? p.Path["items.".Length..] : p.Path), p.Nodes, p.SetBy))]));
    }

    private static async Task<Results<Ok<FlowRunAnswer>, ProblemHttpResult>> Try(Id<CallFlow> id, FlowTryBody body, Caller caller, FlowStore store, FlowDesk desk, CancellationToken cancel)
    {
        if (await store.Find(caller.TenantId, id, cancel) is not { } stored)
        {
            return ApiProblem.NotFound("flow");
        }
        if (FlowRunApi.TooMuch(body.Facts, "/facts") is { } problem)
        {
            return problem;
        }
        var version = body.Published ? stored.Published : null;
        if (body.Published && version is null)
        {
            return ApiProblem.Of(409, "not-published", "This flow is not published yet; try the draft.");
        }
        var state = await desk.Try(caller.TenantId, version?.Flow ?? stored.Draft, body.Facts ?? new Dictionary<string, string>(), body.Codes ?? new Dictionary<string, string>(), cancel);
        return TypedResults.Ok(FlowRunAnswer.Of(state, new FlowUsed(stored.Id, stored.Draft.Name, version?.Version ?? 0)));
    }

    private static async Task<Results<Ok<FlowAnswer>, ProblemHttpResult>> Answer(Saved<int> saved, Id<CallFlow> id, Caller caller, FlowStore store, FlowLookups lookups, CancellationToken cancel) =>
        saved is not Saved<int>.Done ? ApiProblem.Of(saved, "flow")
            : await store.Find(caller.TenantId, id, cancel) is { } flow ? TypedResults.Ok(FlowAnswer.Of(flow, await lookups.Surroundings(caller.TenantId, cancel))) : ApiProblem.NotFound("flow");

    private static ProblemHttpResult? Refusal(CallFlow flow) => FlowCheck.Shape(flow) is { Count: > 0 } problems ? ApiProblem.Invalid("invalid-flow", "This flow cannot be kept as it is.", problems) : null;
}
