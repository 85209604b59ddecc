using System.Text.RegularExpressions;
using Liaison.Core.Connecting;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Access;
using Liaison.Hub.Api.Shared;
using Liaison.Storage.Configuration;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Liaison.Hub.Api.Connections;

/// <summary>The references of a connection: the case fields that hold its records' numbers.</summary>
public static partial class ReferenceApi
{
    public static void MapReferences(this IEndpointRouteBuilder routes)
    {
        var references = routes.MapGroup("/connections/{id}/references").WithTags("References");
        references.MapGet("/", List).Says("listReferences", "Lists a connection's references.").Needs(Permission.ConfigurationRead);
        references.MapPost("/", Create).Says("createReference", "Adds a reference.").Needs(Permission.ConfigurationWrite);
        references.MapPut("/{referenceId}", Save).Says("saveReference", "Changes a reference's label, or its name while nothing uses it.").Needs(Permission.ConfigurationWrite).NeedsIfMatch();
        references.MapDelete("/{referenceId}", Delete).Says("deleteReference", "Deletes a reference that nothing uses.").Needs(Permission.ConfigurationWrite).NeedsIfMatch();
    }

    private static async Task<Results<Ok<Items<ReferenceAnswer>>, ProblemHttpResult>> List(Id<Connection> id, Caller caller, ConnectionStore connections, ReferenceStore store, CancellationToken cancel) =>
        await connections.Find(caller.TenantId, id, cancel) is null
            ? ApiProblem.NotFound("connection")
            : TypedResults.Ok(new Items<ReferenceAnswer>([.. (await store.List(caller.TenantId, id, cancel)).Select(ReferenceAnswer.Of)]));

    private static async Task<Results<Created<ReferenceAnswer>, ProblemHttpResult>> Create(
        Id<Connection> id, ReferenceContent wanted, Caller caller, ReferenceStore store, CancellationToken cancel)
    {
        if (Check(wanted) is [_, ..] problems)
        {
            return ApiProblem.Invalid("invalid-reference", "This reference is not right.", problems);
        }
        return await store.Create(caller.TenantId, id, wanted.Name, wanted.Label.Trim(), caller.Actor, cancel) switch
        {
            Saved<ReferenceView>.Done(var made) => TypedResults.Created($"/api/v1/connections/{id}/references/{made.Id}", ReferenceAnswer.Of(made)),
            var other => ApiProblem.Of(other, "connection"),
        };
    }

    private static async Task<Results<Ok<ReferenceAnswer>, ProblemHttpResult>> Save(
        Id<Connection> id, Id<Reference> referenceId, ReferenceContent wanted, [FromHeader(Name = "If-Match")] IfMatch? ifMatch, Caller caller, ReferenceStore store, CancellationToken cancel)
    {
        if (Check(wanted) is [_, ..] problems)
        {
            return ApiProblem.Invalid("invalid-reference", "This reference is not right.", problems);
        }
        return await store.Save(caller.TenantId, id, referenceId, ifMatch!.Value.Version, wanted.Name, wanted.Label.Trim(), caller.Actor, cancel) switch
        {
            Saved<ReferenceView>.Done(var saved) => TypedResults.Ok(ReferenceAnswer.Of(saved)),
            var other => ApiProblem.Of(other, "reference"),
        };
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Delete(
        Id<Connection> id, Id<Reference> referenceId, [FromHeader(Name = "If-Match")] IfMatch? ifMatch, Caller caller, ReferenceStore store, CancellationToken cancel) =>
        await store.Delete(caller.TenantId, id, referenceId, ifMatch!.Value.Version, caller.Actor, cancel) switch
        {
            Saved<bool>.Done => TypedResults.NoContent(),
            var other => ApiProblem.Of(other, "reference"),
        };

    private static List<Problem> Check(ReferenceContent wanted)
    {
        var problems = new List<Problem>();
        if (!Name().IsMatch(wanted.Name))
        {
            problems.Add(new Problem("/name", "invalid-name", "A reference's name begins with a small letter and has only letters, digits, hyphens and underscores, at most 50 of them."));
        }
        if (wanted.Label.Trim().Length is 0 or > 100)
        {
            problems.Add(new Problem("/label", "required", "A reference needs a label of at most 100 characters."));
        }
        return problems;
    }

    [GeneratedRegex("^[a-z][a-zA-Z0-9_-]{0,49}$", RegexOptions.None, 1000)]
    private static partial Regex Name();
}

/// <param name="Name">As placeholders name it: <c>case.references.NAME</c>.</param>
public sealed record ReferenceContent(string Name, string Label);

public sealed record ReferenceAnswer(Id<Reference> Id, string Name, string Label, int Version, int Cases) : IVersioned
{
    public static ReferenceAnswer Of(ReferenceView view) => new(view.Id, view.Name, view.Label, view.Version, view.Cases);
}
