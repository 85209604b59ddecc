using Liaison.Core.Desk;
using Liaison.Core.Sessions;
using Liaison.Core.Sessions.Facts;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Access;
using Liaison.Hub.Api.Contacts;
using Liaison.Hub.Api.Desk;
using Liaison.Hub.Api.Shared;
using Liaison.Hub.Road;
using Liaison.Storage.Configuration;
using Liaison.Storage.People;
using Liaison.Storage.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Liaison.Hub.Desk;

/// <summary>Takes what people ask of desks: looks whether they may, has it done, and shows the desk as it is then.</summary>
public sealed class DeskDoor(Setups setups, SessionStore sessions, SessionDesk facts, DeskRoom room, DeskViews views)
{
    private const int LongestReason = 100;

    public async Task<Results<Ok<DeskView>, ProblemHttpResult>> View(Caller caller, CancellationToken cancel) =>
        caller is PersonCaller person && await views.Of(person.TenantId, person.User.Id.Value, cancel) is { } view ? TypedResults.Ok(view) : NoDesk();

    public Task<Results<Ok<DeskView>, ProblemHttpResult>> SetPresence(Caller caller, PresenceBody wanted, CancellationToken cancel) =>
        caller is PersonCaller person ? SetPresenceOf(caller, person.User.Id, wanted, cancel) : Task.FromResult<Results<Ok<DeskView>, ProblemHttpResult>>(NoDesk());

    public async Task<Results<Ok<DeskView>, ProblemHttpResult>> SetPresenceOf(Caller caller, Id<User> user, PresenceBody wanted, CancellationToken cancel)
    {
        var setup = await setups.Of(caller.TenantId, cancel);
        if (setup.People.ById(user.Value) is not { } person)
        {
            return ApiProblem.NotFound("agent");
        }
        var reason = string.IsNullOrWhiteSpace(wanted.Reason) ? null : wanted.Reason.Trim();
        if (wanted.Presence is not (Presence.NotReady or Presence.InQueue))
        {
            return ApiProblem.Invalid("invalid-presence", "One can be made ready (inQueue) or not (notReady); the rest comes of contacts.", new Problem("/presence", "unknown-word", "notReady or inQueue."));
        }
        if (reason?.Length > LongestReason || (reason is not null && setup.Desk.Reasons is { Count: > 0 } known && !known.Contains(reason, StringComparer.Ordinal)))
        {
            return ApiProblem.Invalid("invalid-presence", "This reason is not among those that can be given.", new Problem("/reason", "unknown-reason", $"One of: {string.Join(", ", setup.Desk.Reasons)}."));
        }
        return await Answer(caller, person, await room.Move(caller.TenantId, person, setup.Desk, null,
            (state, agent, now) => DeskMoves.SetPresence(state, agent, wanted.Presence == Presence.InQueue, reason, now), cancel), cancel);
    }

    public async Task<Results<Ok<DeskView>, ProblemHttpResult>> Do(Caller caller, DeskCommand command, string hub, CancellationToken cancel)
    {
        var (person, setup, session) = await Find(caller, command.Session, cancel);
        if (person is null || session is null)
        {
            return person is null ? NoDesk() : ApiProblem.NotFound("session");
        }
        return await Answer(caller, person, await room.Move(caller.TenantId, person, setup.Desk, hub, (state, agent, now) => command switch
        {
            DeskCommand.Accept => DeskMoves.Accept(state, agent, session.Id, now),
            DeskCommand.Decline => DeskMoves.Decline(state, agent, session.Id, now),
            DeskCommand.Hold(_, var on) => DeskMoves.Hold(state, agent, session.Id, on, now),
            DeskCommand.PauseRecording(_, var paused) => DeskMoves.PauseRecording(state, agent, session.Id, session.IsRecordingPaused == paused, paused, now),
            DeskCommand.HangUp => DeskMoves.HangUp(state, agent, session.Id, OthersInIt(session, state), now),
            DeskCommand.Complete => DeskMoves.Complete(state, agent, session.Id, now),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command, "No such command."),
        }, cancel), cancel);
    }

    public async Task<Results<Ok<DeskView>, ProblemHttpResult>> Transfer(Caller caller, Id<Session> id, TransferBody body, string hub, CancellationToken cancel)
    {
        var (person, setup, session) = await Find(caller, id, cancel);
        if (person is null || session is null)
        {
            return person is null ? NoDesk() : ApiProblem.NotFound("session");
        }
        var (target, problem) = TransferCheck.Read(body, person, setup);
        return problem ?? await Answer(caller, person, await room.Move(caller.TenantId, person, setup.Desk, hub,
            (state, agent, now) => DeskMoves.Transfer(state, agent, id, target!, body.Consult, OthersInIt(session, state), now), cancel), cancel);
    }

    public async Task<Results<Ok<DeskView>, ProblemHttpResult>> SetDisposition(Caller caller, Id<Session> id, DispositionBody body, string hub, CancellationToken cancel)
    {
        var (person, setup, session) = await Find(caller, id, cancel);
        if (person is null || session is null)
        {
            return person is null ? NoDesk() : ApiProblem.NotFound("session");
        }
        if (!ContactView.MayChange(session, caller))
        {
            return ContactApi.NotYours();
        }
        var choices = setup.Desk.DispositionsFor(session.Campaign);
        if (body.Disposition is { } wanted && choices.Count > 0)
        {
            if (choices.FirstOrDefault(c => c.Name == wanted) is not { } choice)
            {
                return ApiProblem.Invalid("unknown-disposition", "This disposition cannot be chosen here.", new Problem("/disposition", "unknown-disposition", $"One of: {string.Join(", ", choices.Select(c => c.Name))}."));
            }
            if (body.SubDisposition is { } sub && choice.Sub?.Contains(sub, StringComparer.Ordinal) != true)
            {
                return ApiProblem.Invalid("unknown-disposition", "This sub-disposition does not go with it.", new Problem("/subDisposition", "unknown-disposition", $"One of: {string.Join(", ", choice.Sub ?? [])}."));
            }
        }
        var data = new Dictionary<string, object?>(StringComparer.Ordinal) { ["disposition"] = body.Disposition, ["subDisposition"] = body.SubDisposition };
        return ContactApi.Refusal(await facts.Say(caller.TenantId, caller.Actor.Name, session, FactTypes.Disposition, data, hub, cancel)) is { } refusal ? refusal : await View(caller, cancel);
    }

    private async Task<(Person? Person, TenantSetup Setup, Session? Session)> Find(Caller caller, Id<Session> id, CancellationToken cancel)
    {
        var setup = await setups.Of(caller.TenantId, cancel);
        return (caller is PersonCaller person ? setup.People.ById(person.User.Id.Value) : null, setup, await sessions.Find(caller.TenantId, id, cancel));
    }

    private async Task<Results<Ok<DeskView>, ProblemHttpResult>> Answer(Caller caller, Person person, DeskTurn turn, CancellationToken cancel) =>
        turn.Refusal is { } refusal ? ApiProblem.Of(409, refusal.Code, refusal.Detail)
        : await views.Of(caller.TenantId, person.Id.Value, cancel) is { } view ? TypedResults.Ok(view)
        : ApiProblem.NotFound("agent");

    private static bool OthersInIt(Session session, AgentState state) => LegView.Of(session).Any(v => v.Stage == LegStage.Talking && v.Key != state.Leg(session.Id)?.Key);

    private static ProblemHttpResult NoDesk() => ApiProblem.Of(404, "not-found", "Only a person has a desk.");
}
