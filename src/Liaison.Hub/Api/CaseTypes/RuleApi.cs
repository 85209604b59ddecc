using Liaison.Core.Rules;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Access;
using Liaison.Hub.Api.Shared;
using Liaison.Storage.Configuration;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Liaison.Hub.Api.CaseTypes;

/// <summary>What happens by itself to cases of a type.</summary>
public static class RuleApi
{
    public static void MapRules(this IEndpointRouteBuilder routes)
    {
        var rules = routes.MapGroup("").WithTags("Rules");
        rules.MapGet("/case-types/{name}/rules", List).Says("listRules", "Lists a case type's rules in their order.").Needs(Permission.ConfigurationRead);
        rules.MapPost("/case-types/{name}/rules", Create).Says("createRule", "Adds a rule after the others.").Needs(Permission.ConfigurationWrite);
        rules.MapPost("/case-types/{name}/rules/order", Order).Says("orderRules", "Puts a case type's rules in another order.").Needs(Permission.ConfigurationWrite);
        rules.MapPut("/rules/{id}", Save).Says("saveRule", "Changes a rule.").Needs(Permission.ConfigurationWrite).NeedsIfMatch();
        rules.MapDelete("/rules/{id}", Delete).Says("deleteRule", "Deletes a rule.").Needs(Permission.ConfigurationWrite).NeedsIfMatch();
    }

    private static async Task<Results<Ok<Items<RuleAnswer>>, ProblemHttpResult>> List(string name, Caller caller, SetupStore setups, CancellationToken cancel)
    {
        var setup = await setups.Load(caller.TenantId, cancel);
        return setup.CaseTypes.ContainsKey(name)
            ? TypedResults.Ok(new Items<RuleAnswer>([.. (setup.Rules.GetValueOrDefault(name) ?? []).Select(RuleAnswer.Of)]))
            : ApiProblem.NotFound("case type");
    }

    private static async Task<Results<Created<RuleAnswer>, ProblemHttpResult>> Create(
        string name, RuleContent wanted, Caller caller, SetupStore setups, RuleStore store, CancellationToken cancel)
    {
        var setup = await setups.Load(caller.TenantId, cancel);
        if (!setup.CaseTypes.ContainsKey(name))
        {
            return ApiProblem.NotFound("case type");
        }
        var rule = wanted.For(name, default);
        if (RuleCheck.Check(rule, setup).ToList() is [_, ..] problems)
        {
            return ApiProblem.Invalid("invalid-rule", "This rule is not right.", problems);
        }
        var made = await store.Create(caller.TenantId, rule, caller.Actor, cancel);
        return TypedResults.Created($"/api/v1/rules/{made.Id}", RuleAnswer.Of(made));
    }

    private static async Task<Results<Ok<RuleAnswer>, ProblemHttpResult>> Save(
        Id<Rule> id, RuleContent wanted, [FromHeader(Name = "If-Match")] IfMatch? ifMatch, Caller caller, SetupStore setups, RuleStore store, CancellationToken cancel)
    {
        var setup = await setups.Load(caller.TenantId, cancel);
        if (setup.Rules.Values.SelectMany(r => r).FirstOrDefault(r => r.Id == id) is not { } before)
        {
            return ApiProblem.NotFound("rule");
        }
        var rule = wanted.For(before.CaseType, id) with { Position = before.Position };
        if (RuleCheck.Check(rule, setup).ToList() is [_, ..] problems)
        {
            return ApiProblem.Invalid("invalid-rule", "This rule is not right.", problems);
        }
        return await store.Save(caller.TenantId, rule, ifMatch!.Value.Version, caller.Actor, cancel) switch
        {
            Saved<int>.Done(var version) => TypedResults.Ok(RuleAnswer.Of(rule with { Version = version })),
            var other => ApiProblem.Of(other, "rule"),
        };
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Delete(
        Id<Rule> id, [FromHeader(Name = "If-Match")] IfMatch? ifMatch, Caller caller, RuleStore store, CancellationToken cancel) =>
        await store.Delete(caller.TenantId, id, ifMatch!.Value.Version, caller.Actor, cancel) switch
        {
            Saved<bool>.Done => TypedResults.NoContent(),
            var other => ApiProblem.Of(other, "rule"),
        };

    private static async Task<Results<NoContent, ProblemHttpResult>> Order(string name, RuleOrder order, Caller caller, SetupStore setups, RuleStore store, CancellationToken cancel)
    {
        if (!(await setups.Load(caller.TenantId, cancel)).CaseTypes.ContainsKey(name))
        {
            return ApiProblem.NotFound("case type");
        }
        return await store.Order(caller.TenantId, name, order.Ids, caller.Actor, cancel) switch
        {
            Saved<bool>.Done => TypedResults.NoContent(),
            var other => ApiProblem.Of(other, "case type"),
        };
    }
}

/// <summary>A rule as somebody wrote it.</summary>
public sealed record RuleContent(string Name, Trigger When, IReadOnlyList<RuleAction> Actions, IReadOnlyList<Condition>? Conditions = null, bool Enabled = true)
{
    public Rule For(string caseType, Id<Rule> id) => new(id, caseType, Name.Trim(), Enabled, When, Conditions ?? [], Actions);
}

public sealed record RuleAnswer(
    Id<Rule> Id, string CaseType, string Name, bool Enabled, Trigger When, IReadOnlyList<Condition> Conditions, IReadOnlyList<RuleAction> Actions, int Version) : IVersioned
{
    public static RuleAnswer Of(Rule rule) => new(rule.Id, rule.CaseType, rule.Name, rule.Enabled, rule.When, rule.Conditions, rule.Actions, rule.Version);
}

/// <param name="Ids">Every rule of the case type, once.</param>
public sealed record RuleOrder(IReadOnlyList<Id<Rule>> Ids);
