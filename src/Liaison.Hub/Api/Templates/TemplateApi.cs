using Liaison.Core.Connecting;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Access;
using Liaison.Hub.Api.Shared;
using Liaison.Storage.Configuration;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Liaison.Hub.Api.Templates;

/// <summary>The mapping templates of a connection.</summary>
public static class TemplateApi
{
    public static void MapTemplates(this IEndpointRouteBuilder routes)
    {
        var templates = routes.MapGroup("/connections/{id}/templates").WithTags("Templates");
        templates.MapGet("/", List).Says("listTemplates", "Lists a connection's mapping templates, each with what a check says of it.").Needs(Permission.ConfigurationRead);
        templates.MapPost("/", Create).Says("createTemplate", "Adds a mapping template; one that could never work is refused with every reason.").Needs(Permission.ConfigurationWrite);
        templates.MapPost("/from-starter", Start).Says("addStarter", "Adds one of the connector's starter templates; one that does not fit the case types as it is, is added switched off.")
            .Needs(Permission.ConfigurationWrite);
        templates.MapPost("/validate", Validate).Says("validateTemplate", "Checks a mapping template without saving it.").Needs(Permission.ConfigurationRead);
        templates.MapGet("/{templateId}", Get).Says("getTemplate", "Gives a mapping template with what a check says of it.").Needs(Permission.ConfigurationRead);
        templates.MapPut("/{templateId}", Save).Says("saveTemplate", "Changes a mapping template; one that could never work is refused with every reason.")
            .Needs(Permission.ConfigurationWrite).NeedsIfMatch();
        templates.MapDelete("/{templateId}", Delete).Says("deleteTemplate", "Deletes a mapping template that no rule applies.").Needs(Permission.ConfigurationWrite).NeedsIfMatch();
        templates.MapGet("/{templateId}/versions", Versions).Says("listTemplateVersions", "Lists what a mapping template was, newest first: since when, by whom, and the whole of it.").Needs(Permission.ConfigurationRead);
    }

    private static async Task<Results<Ok<Items<TemplateAnswer>>, ProblemHttpResult>> List(
        Id<Connection> id, Caller caller, TemplateDesk desk, TemplateStore store, CancellationToken cancel) =>
        await desk.Checked(caller.TenantId, id, await store.List(caller.TenantId, id, cancel), cancel) is { } all
            ? TypedResults.Ok(new Items<TemplateAnswer>([.. all.Select(t => TemplateAnswer.Of(t.Template, t.Problems))]))
            : ApiProblem.NotFound("connection");

    private static async Task<Results<Created<TemplateAnswer>, ProblemHttpResult>> Create(
        Id<Connection> id, TemplateContent wanted, Caller caller, TemplateDesk desk, TemplateStore store, CancellationToken cancel)
    {
        if (TooLong(wanted) is { } endless)
        {
            return endless;
        }
        var template = wanted.For(id, default, 0);
        if (await desk.Check(caller.TenantId, template, cancel) is not { } problems)
        {
            return ApiProblem.NotFound("connection");
        }
        if (Refusal(problems) is { } refused)
        {
            return refused;
        }
        return await store.Create(caller.TenantId, template, caller.Actor, cancel) switch
        {
            Saved<Template>.Done(var made) => TypedResults.Created($"/api/v1/connections/{id}/templates/{made.Id}", TemplateAnswer.Of(made, problems)),
            var other => ApiProblem.Of(other, "connection"),
        };
    }

    private static async Task<Results<Created<TemplateAnswer>, ProblemHttpResult>> Start(
        Id<Connection> id, FromStarterBody wanted, Caller caller, TemplateDesk desk, TemplateStore store, CancellationToken cancel)
    {
        switch (await desk.Start(caller.TenantId, id, wanted, cancel))
        {
            case Started.Refused(var problem):
                return problem;
            case Started.Template(var template, var problems):
                return await store.Create(caller.TenantId, template, caller.Actor, cancel) switch
                {
                    Saved<Template>.Done(var made) => TypedResults.Created($"/api/v1/connections/{id}/templates/{made.Id}", TemplateAnswer.Of(made, problems)),
                    var other => ApiProblem.Of(other, "connection"),
                };
            case var other:
                throw new InvalidOperationException($"{other} is none of two.");
        }
    }

    private static async Task<Results<Ok<ValidationAnswer>, ProblemHttpResult>> Validate(
        Id<Connection> id, TemplateContent wanted, Caller caller, TemplateDesk desk, CancellationToken cancel) =>
        TooLong(wanted) is { } endless ? endless
            : await desk.Check(caller.TenantId, wanted.For(id, default, 0), cancel) is { } problems
            ? TypedResults.Ok(new ValidationAnswer([.. problems.Select(ProblemLine.Of)]))
            : ApiProblem.NotFound("connection");

    private static async Task<Results<Ok<TemplateAnswer>, ProblemHttpResult>> Get(
        Id<Connection> id, Id<Template> templateId, Caller caller, TemplateStore store, TemplateDesk desk, CancellationToken cancel) =>
        await store.Find(caller.TenantId, id, templateId, cancel) is { } template
            ? TypedResults.Ok(TemplateAnswer.Of(template, await desk.Check(caller.TenantId, template, cancel)))
            : ApiProblem.NotFound("template");

    private static async Task<Results<Ok<TemplateAnswer>, ProblemHttpResult>> Save(
        Id<Connection> id, Id<Template> templateId, TemplateContent wanted, [FromHeader(Name = "If-Match")] IfMatch? ifMatch, Caller caller, TemplateDesk desk, TemplateStore store,
        CancellationToken cancel)
    {
        if (await store.Find(caller.TenantId, id, templateId, cancel) is not { } before)
        {
            return ApiProblem.NotFound("template");
        }
        if (before.Version != ifMatch!.Value.Version)
        {
            return ApiProblem.Stale(before.Version);
        }
        if (TooLong(wanted) is { } endless)
        {
            return endless;
        }
        var template = wanted.For(id, templateId, before.Version);
        var problems = await desk.Check(caller.TenantId, template, cancel) ?? [];
        if (Refusal(problems) is { } refused)
        {
            return refused;
        }
        return await store.Save(caller.TenantId, template, before.Version, caller.Actor, cancel) switch
        {
            Saved<int>.Done(var version) => TypedResults.Ok(TemplateAnswer.Of(template with { Version = version }, problems)),
            var other => ApiProblem.Of(other, "template"),
        };
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Delete(
        Id<Connection> id, Id<Template> templateId, [FromHeader(Name = "If-Match")] IfMatch? ifMatch, Caller caller, TemplateStore store, CancellationToken cancel)
    {
        if (await store.Find(caller.TenantId, id, templateId, cancel) is null)
        {
            return ApiProblem.NotFound("template");
        }
        return await store.Delete(caller.TenantId, templateId, ifMatch!.Value.Version, caller.Actor, cancel) switch
        {
            Saved<bool>.Done => TypedResults.NoContent(),
            var other => ApiProblem.Of(other, "template"),
        };
    }

    private static async Task<Results<Ok<Items<TemplateVersionAnswer>>, ProblemHttpResult>> Versions(
        Id<Connection> id, Id<Template> templateId, Caller caller, TemplateStore store, CancellationToken cancel) =>
        await store.Find(caller.TenantId, id, templateId, cancel) is null
            ? ApiProblem.NotFound("template")
            : TypedResults.Ok(new Items<TemplateVersionAnswer>([.. (await store.Versions(caller.TenantId, templateId, cancel)).Select(TemplateVersionAnswer.Of)]));

    /// <summary>Said before the check, which would list the problems of every row.</summary>
    private static ProblemHttpResult? TooLong(TemplateContent wanted) => wanted.Rows.Count <= TemplateContent.MostRows ? null
        : ApiProblem.Invalid("invalid-template", "This template is too long.", new Problem("/rows", "too-many-rows", $"A template holds at most {TemplateContent.MostRows} mappings."));

    /// <summary>Warnings do not stand in the way.</summary>
    private static ProblemHttpResult? Refusal(IReadOnlyList<Problem> problems) => problems.Any(p => !ProblemLine.IsWarning(p)) ? ApiProblem.Invalid("invalid-template", "This template could never work, so it was not saved.", problems) : null;
}
