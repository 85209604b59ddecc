using Liaison.Core.Sessions;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Access;
using Liaison.Hub.Api.Cases;
using Liaison.Hub.Api.Shared;
using Liaison.Hub.Desk;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Liaison.Hub.Api.Desk;

/// <summary>What an agent sees and does. Every change answers with the desk as it is then; open desks get the same by SignalR.</summary>
public static class DeskApi
{
    public static void MapDesk(this IEndpointRouteBuilder routes)
    {
        var desk = routes.MapGroup("/desk").WithTags("Desk");
        desk.MapGet("/", Get).Says("getDesk", "Gives the caller's own desk: presence, the contact that rings, and the contacts that are not completed.").Needs(Permission.SignedIn);
        desk.MapPut("/presence", SetPresence).Says("setPresence", "Makes the caller ready or not; during wrap-up it ends it, during a contact it holds for afterwards.").Needs(Permission.SignedIn);
        var session = desk.MapGroup("/sessions/{id}");
        session.MapPost("/accept", Accept).Says("acceptOffer", "Takes the contact that rings.").Needs(Permission.SignedIn);
        session.MapPost("/decline", Decline).Says("declineOffer", "Leaves the contact that rings to somebody else.").Needs(Permission.SignedIn);
        session.MapPost("/hold", Hold).Says("holdSession", "Puts a contact on hold.").Needs(Permission.SignedIn);
        session.MapPost("/resume", Resume).Says("resumeSession", "Takes a contact off hold.").Needs(Permission.SignedIn);
        session.MapPost("/recording/pause", Pause).Says("pauseRecording", "Says that recording is to pause, because something sensitive is about to be said or shown.").Needs(Permission.SignedIn);
        session.MapPost("/recording/resume", GoOn).Says("resumeRecording", "Says that recording goes on.").Needs(Permission.SignedIn);
        session.MapPost("/hangUp", HangUp).Says("hangUpSession", "Ends a contact; with another agent still in it, only the caller's part of it.").Needs(Permission.SignedIn);
        session.MapPost("/complete", Complete).Says("completeSession", "Ends the wrap-up of a contact.").Needs(Permission.SignedIn);
        session.MapPost("/transfer", Transfer).Says("transferSession", "Passes a contact on to a queue, an agent or a number, or asks them in first.").Needs(Permission.SignedIn);
        session.MapPost("/disposition", SetDisposition).Says("setSessionDisposition", "Says what came of a contact, as its campaign allows.").Needs(Permission.SignedIn);
    }

    private static async Task<Results<Ok<DeskView>, ProblemHttpResult>> Get(Caller caller, DeskDoor door, CancellationToken cancel) => await door.View(caller, cancel);

    private static async Task<Results<Ok<DeskView>, ProblemHttpResult>> SetPresence(PresenceBody wanted, Caller caller, DeskDoor door, CancellationToken cancel) => await door.SetPresence(caller, wanted, cancel);

    private static async Task<Results<Ok<DeskView>, ProblemHttpResult>> Accept(Id<Session> id, Caller caller, HttpRequest request, DeskDoor door, PublicAddress address, CancellationToken cancel) =>
        await door.Do(caller, new DeskCommand.Accept(id), address.Of(request), cancel);

    private static async Task<Results<Ok<DeskView>, ProblemHttpResult>> Decline(Id<Session> id, Caller caller, HttpRequest request, DeskDoor door, PublicAddress address, CancellationToken cancel) =>
        await door.Do(caller, new DeskCommand.Decline(id), address.Of(request), cancel);

    private static async Task<Results<Ok<DeskView>, ProblemHttpResult>> Hold(Id<Session> id, Caller caller, HttpRequest request, DeskDoor door, PublicAddress address, CancellationToken cancel) =>
        await door.Do(caller, new DeskCommand.Hold(id, true), address.Of(request), cancel);

    private static async Task<Results<Ok<DeskView>, ProblemHttpResult>> Resume(Id<Session> id, Caller caller, HttpRequest request, DeskDoor door, PublicAddress address, CancellationToken cancel) =>
        await door.Do(caller, new DeskCommand.Hold(id, false), address.Of(request), cancel);

    private static async Task<Results<Ok<DeskView>, ProblemHttpResult>> Pause(Id<Session> id, Caller caller, HttpRequest request, DeskDoor door, PublicAddress address, CancellationToken cancel) =>
        await door.Do(caller, new DeskCommand.PauseRecording(id, true), address.Of(request), cancel);

    private static async Task<Results<Ok<DeskView>, ProblemHttpResult>> GoOn(Id<Session> id, Caller caller, HttpRequest request, DeskDoor door, PublicAddress address, CancellationToken cancel) =>
        await door.Do(caller, new DeskCommand.PauseRecording(id, false), address.Of(request), cancel);

    private static async Task<Results<Ok<DeskView>, ProblemHttpResult>> HangUp(Id<Session> id, Caller caller, HttpRequest request, DeskDoor door, PublicAddress address, CancellationToken cancel) =>
        await door.Do(caller, new DeskCommand.HangUp(id), address.Of(request), cancel);

    private static async Task<Results<Ok<DeskView>, ProblemHttpResult>> Complete(Id<Session> id, Caller caller, HttpRequest request, DeskDoor door, PublicAddress address, CancellationToken cancel) =>
        await door.Do(caller, new DeskCommand.Complete(id), address.Of(request), cancel);

    private static async Task<Results<Ok<DeskView>, ProblemHttpResult>> Transfer(
        Id<Session> id, TransferBody body, Caller caller, HttpRequest request, DeskDoor door, PublicAddress address, CancellationToken cancel) =>
        await door.Transfer(caller, id, body, address.Of(request), cancel);

    private static async Task<Results<Ok<DeskView>, ProblemHttpResult>> SetDisposition(
        Id<Session> id, DispositionBody body, Caller caller, HttpRequest request, DeskDoor door, PublicAddress address, CancellationToken cancel) =>
        await door.SetDisposition(caller, id, body, address.Of(request), cancel);
}
