using Liaison.Core.Shared;
using Liaison.Hub.Api.Access;
using Liaison.Hub.Api.Shared;
using Liaison.Hub.Desk;
using Liaison.Storage.People;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Liaison.Hub.Api.Desk;

/// <summary>What supervisors see and do. Times of day are those of <c>zone</c> (an IANA name), or else of the caller's own time zone.</summary>
public static class SupervisionApi
{
    public static void MapSupervision(this IEndpointRouteBuilder routes)
    {
        var desk = routes.MapGroup("/desk").WithTags("Desk");
        desk.MapGet("/supervisor", Board).Says("getSupervisorView", "Gives what goes on: agents, queues and who waits.").Needs(Permission.Supervision);
        desk.MapGet("/agents", Agents).Says("listDeskAgents", "Lists agents with their presence and whom they are in contact with.").Needs(Permission.Supervision);
        desk.MapGet("/queues", Queues).Says("listDeskQueues", "Lists queues with who waits in them.").Needs(Permission.Supervision);
        desk.MapGet("/today", Today).Says("getDeskToday", "Gives today's volumes by half hour, channel and outcome, with service level and averages.").Needs(Permission.Supervision);
        desk.MapPut("/agents/{userId}/presence", SetPresence).Says("setAgentPresence", "Makes an agent ready or not.").Needs(Permission.Supervisor);
    }

    private static async Task<Ok<SupervisorView>> Board(string? zone, Caller caller, SupervisorBoard board, CancellationToken cancel) =>
        TypedResults.Ok(await board.View(caller.TenantId, Zones.Of(zone, caller), cancel));

    private static async Task<Ok<Items<AgentRow>>> Agents(string? zone, Caller caller, SupervisorBoard board, CancellationToken cancel) =>
        TypedResults.Ok(new Items<AgentRow>((await board.View(caller.TenantId, Zones.Of(zone, caller), cancel)).Agents));

    private static async Task<Ok<QueueBoard>> Queues(string? zone, Caller caller, SupervisorBoard board, CancellationToken cancel) =>
        await board.View(caller.TenantId, Zones.Of(zone, caller), cancel) is var view ? TypedResults.Ok(new QueueBoard(view.At, view.Queues, view.Waiting)) : throw new InvalidOperationException();

    private static async Task<Ok<DeskToday>> Today(string? zone, Caller caller, SupervisorBoard board, CancellationToken cancel) =>
        TypedResults.Ok(await board.Today(caller.TenantId, Zones.Of(zone, caller), cancel));

    private static async Task<Results<Ok<DeskView>, ProblemHttpResult>> SetPresence(Id<User> userId, PresenceBody wanted, Caller caller, DeskDoor door, CancellationToken cancel) =>
        await door.SetPresenceOf(caller, userId, wanted, cancel);
}

/// <summary>Queues, and who waits in them.</summary>
public sealed record QueueBoard(DateTimeOffset At, IReadOnlyList<QueueRow> Queues, IReadOnlyList<WaitingRow> Waiting);
