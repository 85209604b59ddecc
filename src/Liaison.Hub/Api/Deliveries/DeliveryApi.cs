using Liaison.Core.Cases;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Access;
using Liaison.Hub.Live;
using Liaison.Hub.Api.Shared;
using Liaison.Hub.Road;
using Liaison.Hub.Workers;
using Liaison.Storage.Cases;
using Liaison.Storage.Log;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Liaison.Hub.Api.Deliveries;

/// <summary>The integration log, and what people do about what it shows.</summary>
public static class DeliveryApi
{
    /// <summary>So many deliveries at most are sent again by one request; ask again for the rest.</summary>
    private const int MostAtOnce = 10_000;
    private const int MostRendered = 1_000;

    public static void MapDeliveries(this IEndpointRouteBuilder routes)
    {
        var log = routes.MapGroup("/deliveries").WithTags("Integration log");
        log.MapGet("/", List).Says("listDeliveries", "Lists deliveries, newest first, with how many stand in each state.").Needs(Permission.DeliveriesRead);
        log.MapPost("/replay", ReplayMany).Says("replayDeliveries", "Sends again all failed, dead and parked deliveries that a filter chooses, oldest first.").Needs(Permission.DeliveriesWrite);
        log.MapGet("/{id}", Get).Says("getDelivery", "Gives one delivery with its draft, steps and attempts.").Needs(Permission.DeliveriesRead);
        log.MapPost("/{id}/replay", Replay).Says("replayDelivery", "Sends a delivery again: as it was frozen, or rendered with today's template over today's case.").Needs(Permission.DeliveriesWrite);
        log.MapPost("/{id}/cancel", Cancel).Says("cancelDelivery", "Ends a delivery that waits or is parked.").Needs(Permission.DeliveriesWrite);
        log.MapPost("/{id}/link", Link).Says("linkDelivery", "Says which record a delivery is about; the case holds it from now on, and the delivery goes on.").Needs(Permission.DeliveriesWrite);
        routes.MapGet("/cases/{id}/deliveries", OfCase).WithTags("Cases").Says("getCaseDeliveries", "Lists the deliveries of one case, newest first.").Needs(Permission.CasesRead);
    }

    private static async Task<DeliveryPage> List(
        Caller caller, DeliveryLog log, Setups setups, DeliveryView view, string? connection, string? state, string? kind, string? caseId, string? search, DateTimeOffset? from, DateTimeOffset? to,
        string? after, int? limit, CancellationToken cancel)
    {
        var filter = FilterOf(new BulkFilter(connection, state, string.IsNullOrEmpty(kind) ? null : KindOf(kind), caseId, search, from, to));
        var most = Pages.Limit(limit);
        var rows = await log.Page(caller.TenantId, filter, Cursor.ReadNumber(after), most, cancel);
        var setup = await setups.Of(caller.TenantId, cancel);
        var counts = await log.Counts(caller.TenantId, filter, cancel);
        return new DeliveryPage(
            [.. rows.Select(r => view.Row(setup, r, caller))], rows.Count == most ? Cursor.Write($"{rows[^1].Seq}") : null,
            counts.ToDictionary(c => Word(c.Key), c => c.Value, StringComparer.Ordinal));
    }

    private static async Task<Results<Ok<DeliveryAnswer>, ProblemHttpResult>> Get(Id<Delivery> id, Caller caller, DeliveryLog log, Setups setups, DeliveryView view, CancellationToken cancel) =>
        await log.Find(caller.TenantId, id, cancel) is { } story
            ? TypedResults.Ok(DeliveryAnswer.Of(view.Row(await setups.Of(caller.TenantId, cancel), story.Row, caller), story))
            : ApiProblem.NotFound("delivery");

    private static async Task<Results<Ok<DeliveryAnswer>, ProblemHttpResult>> Replay(
        Id<Delivery> id, ReplayBody body, Caller caller, DeliveryDesk desk, DeliveryLog log, Setups setups, DeliveryView view, LiveChanges live, CancellationToken cancel) =>
        await Answer(await desk.Replay(caller.TenantId, id, body.Draft, caller.Actor, cancel), id, caller, log, setups, view, live, cancel);

    private static async Task<Results<Ok<DeliveryAnswer>, ProblemHttpResult>> Cancel(
        Id<Delivery> id, Caller caller, DeliveryDesk desk, DeliveryLog log, Setups setups, DeliveryView view, LiveChanges live, CancellationToken cancel) =>
        await Answer(await desk.Cancel(caller.TenantId, id, caller.Actor, cancel), id, caller, log, setups, view, live, cancel);

    private static async Task<Results<Ok<DeliveryAnswer>, ProblemHttpResult>> Link(
        Id<Delivery> id, LinkBody body, Caller caller, DeliveryDesk desk, DeliveryLog log, Setups setups, DeliveryView view, LiveChanges live, CancellationToken cancel)
    {
        var record = body.Record.Trim();
        return record.Length is 0 or > 200 || record.Any(char.IsControl)
            ? ApiProblem.Invalid("invalid-record", "Nothing was linked.", new Problem("/record", "required", "Say the record's number or id, in 200 characters at most."))
            : await Answer(await desk.Link(caller.TenantId, id, record, caller.Actor, cancel), id, caller, log, setups, view, live, cancel);
    }

    private static async Task<Ok<BulkReplayAnswer>> ReplayMany(
        BulkReplayBody body, Caller caller, DeliveryDesk desk, DeliveryLog log, DeliveryChanges changes, WakeUp wake, LiveChanges live, CancellationToken cancel)
    {
        DeliveryState[] replayable = [DeliveryState.Parked, DeliveryState.Failed, DeliveryState.Dead];
        var wanted = FilterOf(body.Filter);
        var filter = wanted with { States = [.. (wanted.States ?? replayable).Intersect([.. replayable, DeliveryState.Cancelled])] };
        var chosen = await log.Chosen(caller.TenantId, filter, body.Draft == ReplayDraft.Frozen ? MostAtOnce : MostRendered, cancel);
        var count = 0;
        if (body.Draft == ReplayDraft.Frozen)
        {
            count = await changes.ReplayFrozen(caller.TenantId, chosen, caller.Actor, body.Filter, cancel);
            wake.Work.Set();
        }
        else
        {
            foreach (var id in chosen)
            {
                count += await desk.Replay(caller.TenantId, id, ReplayDraft.Rendered, caller.Actor, cancel) is DeskOutcome.Done ? 1 : 0;
            }
        }
        live.Say(caller.TenantId, "deliveries");
        return TypedResults.Ok(new BulkReplayAnswer(count));
    }

    private static async Task<Results<Ok<Items<DeliveryRow>>, ProblemHttpResult>> OfCase(
        Id<Case> id, Caller caller, CaseStore cases, DeliveryLog log, Setups setups, DeliveryView view, CancellationToken cancel)
    {
        if (await cases.Find(caller.TenantId, id, cancel) is null)
        {
            return ApiProblem.NotFound("case");
        }
        var setup = await setups.Of(caller.TenantId, cancel);
        var rows = await log.Page(caller.TenantId, new DeliveryFilter(Subject: id.Value), null, Pages.Most, cancel);
        return TypedResults.Ok(new Items<DeliveryRow>([.. rows.Select(r => view.Row(setup, r, caller))]));
    }

    private static async Task<Results<Ok<DeliveryAnswer>, ProblemHttpResult>> Answer(
        DeskOutcome outcome, Id<Delivery> id, Caller caller, DeliveryLog log, Setups setups, DeliveryView view, LiveChanges live, CancellationToken cancel)
    {
        switch (outcome)
        {
            case DeskOutcome.Done:
                live.Say(caller.TenantId, "deliveries");
                return await Get(id, caller, log, setups, view, cancel);
            case DeskOutcome.Unfit(var code, var why):
                return ApiProblem.Of(409, code, why);
            default:
                return ApiProblem.NotFound("delivery");
        }
    }

    private static DeliveryFilter FilterOf(BulkFilter filter) => new(
        filter.Connection, string.IsNullOrEmpty(filter.State) ? null : [.. filter.State.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(StateOf)],
        filter.Kind, filter.CaseId, filter.Search, filter.From, filter.To);

    private static DeliveryState StateOf(string word) => Named<DeliveryState>(word) ?? throw NoSuch<DeliveryState>(word, "state");

    private static DeliveryKind KindOf(string word) => Named<DeliveryKind>(word) ?? throw NoSuch<DeliveryKind>(word, "kind");

    private static T? Named<T>(string word) where T : struct, Enum => Enum.GetValues<T>().Where(value => Word(value) == word).Select(value => (T?)value).FirstOrDefault();

    private static BadHttpRequestException NoSuch<T>(string word, string what) where T : struct, Enum =>
        new($"“{word}” is no {what} of a delivery; there are {string.Join(", ", Enum.GetValues<T>().Select(Word))}.");

    private static string Word<T>(T value) where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
