using System.Globalization;
using Liaison.Core.Cases;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Access;
using Liaison.Hub.Live;
using Liaison.Hub.Api.Shared;
using Liaison.Hub.Road;
using Liaison.Storage.Cases;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Liaison.Hub.Api.Cases;

/// <summary>Cases: listed, opened, changed, and what happened to them.</summary>
public static class CaseApi
{
    private const int LongestNote = 20_000;

    public static void MapCases(this IEndpointRouteBuilder routes)
    {
        var cases = routes.MapGroup("/cases").WithTags("Cases");
        cases.MapGet("/", List).Says("listCases", "Lists cases, page by page; `search` wants all of its words, in the number, the person, the place or the values.").Needs(Permission.CasesRead);
        cases.MapPost("/", Open).Says("createCase", "Opens a case. The same `externalId` again gives the case that is there.").Needs(Permission.CasesWrite);
        cases.MapGet("/{id}", Get).Says("getCase", "Gives one case.").Needs(Permission.CasesRead);
        cases.MapPatch("/{id}", Change).Says("changeCase", "Changes a case; what is left out stays as it is. With If-Match, only if nobody changed it meanwhile.").Needs(Permission.CasesWrite);
        cases.MapGet("/{id}/history", History).Says("getCaseHistory", "Tells what happened to a case, newest first.").Needs(Permission.CasesRead);
        cases.MapPost("/{id}/notes", AddNote).Says("addCaseNote", "Adds an internal note to a case.").Needs(Permission.CasesWrite);
    }

    private static async Task<CasePage> List(
        Caller caller, CaseList list, Setups setups, CaseView view, string? search, string? type, string? status, string? sort, string? after, int? limit, CancellationToken cancel)
    {
        var order = sort switch
        {
            null or "" or "-updated" => CaseSort.LastChanged,
            "updated" => CaseSort.LongestUnchanged,
            "number" => CaseSort.Oldest,
            "-number" => CaseSort.Newest,
            _ => throw new BadHttpRequestException("Cases can be sorted by number, -number, updated or -updated."),
        };
        var filter = new CaseFilter(search, Named(type), Named(status));
        var most = Pages.Limit(limit);
        var found = await list.Page(caller.TenantId, filter, order, PlaceOf(after, order), most, cancel);
        var setup = await setups.Of(caller.TenantId, cancel);
        return new CasePage([.. found.Select(c => view.Row(setup, c))], found.Count == most ? Cursor.Write(found[^1].Place.Key, found[^1].Place.Id) : null,
            await list.Count(caller.TenantId, filter, cancel));
    }

    private static async Task<Results<Created<CaseAnswer>, Ok<CaseAnswer>, ProblemHttpResult>> Open(
        NewCaseBody body, Caller caller, CaseDesk desk, CaseView view, LiveChanges live, CancellationToken cancel)
    {
        var given = body.Read();
        if (PartyCheck.Problems(given.Person, given.Address).ToList() is { Count: > 0 } wrong)
        {
            return Invalid(wrong);
        }
        switch (await desk.Open(caller.TenantId, new Origin(caller.Actor.Name), given, cancel))
        {
            case CaseOutcome.Saved saved:
                Say(live, caller, saved);
                return TypedResults.Created($"/api/v1/cases/{saved.Case.Id}", await view.Whole(saved.Case, cancel));
            case CaseOutcome.Known known:
                return TypedResults.Ok(await view.Whole(known.Case, cancel));
            case CaseOutcome.Invalid invalid:
                return Invalid(invalid.Problems);
            default:
                throw new InvalidOperationException("A case that is opened was not there before.");
        }
    }

    private static async Task<Results<Ok<CaseAnswer>, ProblemHttpResult>> Get(Id<Case> id, Caller caller, CaseStore cases, CaseView view, CancellationToken cancel) =>
        await cases.Find(caller.TenantId, id, cancel) is { } found ? TypedResults.Ok(await view.Whole(found, cancel)) : ApiProblem.NotFound("case");

    private static async Task<Results<Ok<CaseAnswer>, ProblemHttpResult>> Change(
        Id<Case> id, CasePatch patch, [FromHeader(Name = "If-Match")] IfMatch? ifMatch, Caller caller, CaseDesk desk, CaseView view, LiveChanges live, CancellationToken cancel)
    {
        var edit = patch.Read();
        return PartyCheck.Problems(edit.Person, edit.Address).ToList() is { Count: > 0 } wrong ? Invalid(wrong)
            : await Answer(await desk.Change(caller.TenantId, new Origin(caller.Actor.Name), id, _ => edit, ifMatch?.Version, cancel), caller, view, live, cancel);
    }

    private static async Task<Results<Ok<CaseAnswer>, ProblemHttpResult>> AddNote(
        Id<Case> id, NoteBody body, Caller caller, CaseDesk desk, CaseView view, LiveChanges live, CancellationToken cancel)
    {
        var text = body.Text.Trim();
        return text.Length is 0 or > LongestNote || text.Contains('\0', StringComparison.Ordinal)
            ? Invalid([new Problem("/text", text.Length == 0 ? "required" : "too-long", $"A note needs a text of at most {LongestNote:N0} characters.")])
            : await Answer(await desk.Change(caller.TenantId, new Origin(caller.Actor.Name), id, _ => new CaseEdit(Notes: [text]), null, cancel), caller, view, live, cancel);
    }

    private static async Task<Results<Ok<Page<HistoryAnswer>>, ProblemHttpResult>> History(
        Id<Case> id, Caller caller, CaseStore cases, CaseRecords records, string? after, int? limit, CancellationToken cancel)
    {
        if (await cases.Find(caller.TenantId, id, cancel) is null)
        {
            return ApiProblem.NotFound("case");
        }
        var most = Pages.Limit(limit);
        var lines = await records.History(caller.TenantId, id, Cursor.ReadNumber(after), most, cancel);
        return TypedResults.Ok(new Page<HistoryAnswer>([.. lines.Select(HistoryAnswer.Of)], lines.Count == most ? Cursor.Write($"{lines[^1].Seq}") : null));
    }

    internal static async Task<Results<Ok<CaseAnswer>, ProblemHttpResult>> Answer(CaseOutcome outcome, Caller caller, CaseView view, LiveChanges live, CancellationToken cancel)
    {
        switch (outcome)
        {
            case CaseOutcome.Saved saved:
                Say(live, caller, saved);
                return TypedResults.Ok(await view.Whole(saved.Case, cancel));
            case CaseOutcome.Invalid invalid:
                return Invalid(invalid.Problems);
            case CaseOutcome.Conflict conflict:
                return ApiProblem.Stale(conflict.Version);
            default:
                return ApiProblem.NotFound("case");
        }
    }

    internal static void Say(LiveChanges live, Caller caller, CaseOutcome.Saved saved)
    {
        if (saved.Changed)
        {
            live.Say(caller.TenantId, "cases");
        }
        if (saved.Deliveries.Count > 0)
        {
            live.Say(caller.TenantId, "deliveries");
        }
    }

    internal static ProblemHttpResult Invalid(IReadOnlyList<Problem> problems) => ApiProblem.Invalid("invalid-case", "The case cannot be stored like this; nothing was changed.", problems);

    private static string? Named(string? choice) => string.IsNullOrEmpty(choice) ? null : choice;

    private static CasePlace? PlaceOf(string? after, CaseSort order)
    {
        if (Cursor.Read(after, 2) is not [var key, var id])
        {
            return null;
        }
        var byTime = order is CaseSort.LastChanged or CaseSort.LongestUnchanged;
        return byTime && !DateTimeOffset.TryParse(key, CultureInfo.InvariantCulture, out _) ? throw new BadHttpRequestException("The parameter “after” comes from a list that was sorted otherwise.") : new CasePlace(key, id);
    }
}
