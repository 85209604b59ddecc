using Liaison.Core.Cases;
using Liaison.Core.Connecting;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Access;
using Liaison.Hub.Api.Cases;
using Liaison.Hub.Live;
using Liaison.Hub.Api.Shared;
using Liaison.Hub.Api.Templates;
using Liaison.Hub.Road;
using Liaison.Storage.Cases;
using Liaison.Storage.Log;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Liaison.Hub.Api.Deliveries;

/// <param name="Template">As it would be saved; it need not be.</param>
public sealed record DryRunBody(TemplateContent Template, Id<Case> CaseId);

/// <summary>Templates over real cases because a person asks: tried, or applied.</summary>
public static class TemplateUseApi
{
    public static void MapTemplateUse(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/connections/{id}/templates/dry-run", Try).WithTags("Templates")
            .Says("dryRunTemplate", "Shows what a template would do with a real case; nothing is stored or sent.").Needs(Permission.ConfigurationRead);
        routes.MapPost("/cases/{id}/apply", Apply).WithTags("Cases").Says("applyTemplate", "Applies an outgoing template to a case now.").Needs(Permission.DeliveriesWrite);
    }

    private static async Task<Results<Ok<DryRunAnswer>, ProblemHttpResult>> Try(
        Id<Connection> id, DryRunBody body, Caller caller, Setups setups, CaseStore cases, DryRun dry, CancellationToken cancel)
    {
        if (!(await setups.Of(caller.TenantId, cancel)).Connections.TryGetValue(id.Value, out var connection))
        {
            return ApiProblem.NotFound("connection");
        }
        return body.Template.Rows.Count > TemplateContent.MostRows
            ? ApiProblem.Invalid("invalid-template", "This template is too long.", new Problem("/template/rows", "too-many-rows", $"A template holds at most {TemplateContent.MostRows} mappings."))
            : await cases.Find(caller.TenantId, body.CaseId, cancel) is { } subject
            ? TypedResults.Ok(await dry.Of(body.Template.For(id, default, 0), connection, subject, cancel))
            : ApiProblem.NotFound("case");
    }

    private static async Task<Results<Accepted<DeliveryRow>, ProblemHttpResult>> Apply(
        Id<Case> id, ApplyBody body, Caller caller, Setups setups, CaseStore cases, CaseDesk desk, DeliveryLog log, DeliveryView view, LiveChanges live, CancellationToken cancel)
    {
        var setup = await setups.Of(caller.TenantId, cancel);
        if (await cases.Find(caller.TenantId, id, cancel) is not { } subject)
        {
            return ApiProblem.NotFound("case");
        }
        if (!setup.Templates.TryGetValue(body.TemplateId, out var template) || !setup.Connections.TryGetValue(template.Connection.Value, out var connection))
        {
            return ApiProblem.NotFound("template");
        }
        if (template.Kind == TemplateKind.Incoming)
        {
            return ApiProblem.Of(409, "incoming-template", "An incoming template follows changes over there; it cannot be sent. Replay a delivery of the record to read it again.");
        }
        if (!template.Active || !connection.Enabled)
        {
            return ApiProblem.Of(409, "switched-off", template.Active ? $"The connection “{connection.Name}” is switched off." : $"The template “{template.Name}” is switched off.");
        }
        if (await desk.Apply(caller.TenantId, new Origin(caller.Actor.Name), subject, body.TemplateId, cancel) is not CaseOutcome.Saved saved)
        {
            return ApiProblem.NotFound("template");
        }
        CaseApi.Say(live, caller, saved with { Changed = false });
        var story = await log.Find(caller.TenantId, saved.Deliveries[0].Id, cancel);
        return TypedResults.Accepted($"/api/v1/deliveries/{saved.Deliveries[0].Id}", view.Row(setup, story!.Row, caller));
    }
}
