using Liaison.Core.Cases;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Access;
using Liaison.Hub.Api.Shared;
using Liaison.Storage.Configuration;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Liaison.Hub.Api.CaseTypes;

/// <summary>What cases look like, and what may be said of them.</summary>
public static class CaseTypeApi
{
    public static void MapCaseTypes(this IEndpointRouteBuilder routes)
    {
        var types = routes.MapGroup("/case-types").WithTags("Case types");
        types.MapGet("/", List).Says("listCaseTypes", "Lists the case types.").Needs(Permission.CaseTypesRead);
        types.MapPost("/", Create).Says("createCaseType", "Adds a case type.").Needs(Permission.ConfigurationWrite);
        types.MapGet("/{name}", Get).Says("getCaseType", "Gives one case type.").Needs(Permission.CaseTypesRead);
        types.MapPut("/{name}", Save).Says("saveCaseType", "Changes a case type, with warnings of what uses the fields that are gone.").Needs(Permission.ConfigurationWrite).NeedsIfMatch();
        routes.MapGet("/facts", Facts).WithTags("Case types").Says("listFacts", "Lists the facts that mappings, conditions and placeholders may name.").Needs(Permission.ConfigurationRead);
    }

    private static async Task<Ok<Items<CaseTypeAnswer>>> List(Caller caller, SetupStore setups, CancellationToken cancel) =>
        TypedResults.Ok(new Items<CaseTypeAnswer>([.. (await setups.Load(caller.TenantId, cancel)).CaseTypes.Values.Select(t => CaseTypeAnswer.Of(t))]));

    private static async Task<Results<Ok<CaseTypeAnswer>, ProblemHttpResult>> Get(string name, Caller caller, SetupStore setups, CancellationToken cancel) =>
        (await setups.Load(caller.TenantId, cancel)).CaseTypes.TryGetValue(name, out var type) ? TypedResults.Ok(CaseTypeAnswer.Of(type)) : ApiProblem.NotFound("case type");

    private static async Task<Results<Created<CaseTypeAnswer>, ProblemHttpResult>> Create(CaseType wanted, Caller caller, CaseTypeStore store, CancellationToken cancel)
    {
        if (CaseTypeCheck.Check(wanted).ToList() is [_, ..] problems)
        {
            return ApiProblem.Invalid("invalid-case-type", "This case type is not right.", problems);
        }
        return await store.Create(caller.TenantId, wanted, caller.Actor, cancel) switch
        {
            Saved<CaseType>.Done(var made) => TypedResults.Created($"/api/v1/case-types/{made.Name}", CaseTypeAnswer.Of(made)),
            var other => ApiProblem.Of(other, "case type"),
        };
    }

    private static async Task<Results<Ok<CaseTypeAnswer>, ProblemHttpResult>> Save(
        string name, CaseType wanted, [FromHeader(Name = "If-Match")] IfMatch? ifMatch, Caller caller, SetupStore setups, CaseTypeStore store, CancellationToken cancel)
    {
        var setup = await setups.Load(caller.TenantId, cancel);
        if (!setup.CaseTypes.TryGetValue(name, out var before))
        {
            return ApiProblem.NotFound("case type");
        }
        var problems = CaseTypeCheck.Check(wanted).ToList();
        if (wanted.Name != name)
        {
            problems.Add(new Problem("/name", "name-fixed", "A case type keeps its name, because cases and rules go by it. Its label can change."));
        }
        if (problems.Count > 0)
        {
            return ApiProblem.Invalid("invalid-case-type", "This case type is not right.", problems);
        }
        return await store.Save(caller.TenantId, wanted, ifMatch!.Value.Version, caller.Actor, cancel) switch
        {
            Saved<int>.Done(var version) => TypedResults.Ok(CaseTypeAnswer.Of(wanted with { Version = version }, [.. CaseTypeCheck.Losses(before, wanted, setup).Select(ProblemLine.Of)])),
            var other => ApiProblem.Of(other, "case type"),
        };
    }

    private static async Task<Results<Ok<Items<FactDescription>>, ProblemHttpResult>> Facts(string? caseType, Caller caller, SetupStore setups, Language language, CancellationToken cancel)
    {
        var setup = await setups.Load(caller.TenantId, cancel);
        if (caseType is not null && !setup.CaseTypes.ContainsKey(caseType))
        {
            return ApiProblem.NotFound("case type");
        }
        var types = caseType is null ? setup.CaseTypes.Values : [setup.CaseTypes[caseType]];
        return TypedResults.Ok(new Items<FactDescription>([.. types.SelectMany(t => CaseFacts.Catalogue(t, setup.References.Keys, Words.Of(typeof(CaseFacts), language))).DistinctBy(f => f.Path, StringComparer.Ordinal)]));
    }
}

/// <param name="Problems">Warnings about what a change took away.</param>
public sealed record CaseTypeAnswer(
    string Name, string Label, string? TitleField, IReadOnlyList<FieldDefinition> Fields, IReadOnlyList<StatusDefinition> Statuses, IReadOnlyList<CaseDate> Dates, int Version,
    IReadOnlyList<ProblemLine>? Problems = null) : IVersioned
{
    public static CaseTypeAnswer Of(CaseType type, IReadOnlyList<ProblemLine>? problems = null) =>
        new(type.Name, type.Label, type.TitleField, type.Fields, type.Statuses, type.Dates, type.Version, problems is [] ? null : problems);
}
