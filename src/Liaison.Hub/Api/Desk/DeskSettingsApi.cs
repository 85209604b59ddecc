using Liaison.Core.Desk;
using Liaison.Hub.Api.Access;
using Liaison.Hub.Api.Shared;
using Liaison.Hub.Desk;
using Liaison.Storage.Configuration;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Liaison.Hub.Api.Desk;

/// <summary>How agents work: seats, queues, campaigns, wrap-up, dispositions.</summary>
public static class DeskSettingsApi
{
    public static void MapDeskSettings(this IEndpointRouteBuilder routes)
    {
        var settings = routes.MapGroup("/desk/settings").WithTags("Desk");
        settings.MapGet("/", Get).Says("getDeskSettings", "Tells how agents work; before it is saved for the first time, what holds until then.").Needs(Permission.ConfigurationRead);
        settings.MapPut("/", Put).Says("saveDeskSettings", "Changes how agents work.").Needs(Permission.ConfigurationWrite).NeedsIfMatch();
    }

    private static async Task<Ok<DeskSettingsAnswer>> Get(Caller caller, TenantDocumentStore store, CancellationToken cancel)
    {
        var saved = await store.Find(caller.TenantId, TenantDocumentKinds.Desk, cancel);
        return TypedResults.Ok(AnswerOf(saved?.Document ?? DeskSettings.Beginning, saved?.Version ?? 0));
    }

    private static async Task<Results<Ok<DeskSettingsAnswer>, ProblemHttpResult>> Put(
        DeskSettings wanted, [FromHeader(Name = "If-Match")] IfMatch? ifMatch, Caller caller, TenantDocumentStore store, DeskRoom room, CancellationToken cancel)
    {
        if (DeskSettingsCheck.Check(wanted) is { Count: > 0 } problems)
        {
            return ApiProblem.Invalid("invalid-desk-settings", "These settings could not work, so they were not saved.", [.. problems]);
        }
        switch (await store.Save(caller.TenantId, TenantDocumentKinds.Desk, wanted, ifMatch!.Value.Version, caller.Actor, cancel))
        {
            case Saved<int>.Done(var version):
                await room.SettingsChanged(caller.TenantId, cancel);
                return TypedResults.Ok(AnswerOf(wanted, version));
            case var other:
                return ApiProblem.Of(other, "document");
        }
    }

    private static DeskSettingsAnswer AnswerOf(DeskSettings settings, int version) =>
        new(settings, version, new SeatCount(settings.Seats, Seats.Given(settings), Seats.Blocked(settings)));
}
