using Liaison.Core.Sessions;
using Liaison.Core.Sessions.Facts;
using Liaison.Core.Shared;

namespace Liaison.Core.Desk;

/// <summary>What agents and the clock do to a desk. Pure: the same desk and the same move give the same turn.</summary>
public static class DeskMoves
{
    /// <summary>So long an agent may be thought to be talking without anybody saying how it ended.</summary>
    public static readonly TimeSpan LongestTalk = TimeSpan.FromHours(24);

    /// <summary>So long a contact centre's offer may stand without anybody saying how it ended.</summary>
    public static readonly TimeSpan LongestOffer = TimeSpan.FromMinutes(5);

    /// <summary>The reason that an agent is given who let an offer pass.</summary>
    public const string MissedReason = "missed";

    /// <summary>Makes the agent ready or not; during wrap-up this ends it.</summary>
    public static DeskTurn SetPresence(AgentState state, DeskAgent agent, bool ready, string? reason, DateTimeOffset now)
    {
        if (ready && Seats.WhyNot(agent.Settings, agent.Email) is { } why)
        {
            return Refused(state, "no-seat", why);
        }
        var draft = new DeskDraft(state, agent, now);
        draft.Wish(ready, reason);
        foreach (var leg in state.Legs)
        {
            if (leg.Stage == LegStage.WrapUp)
            {
                draft.WrappedUp(leg);
            }
            else if (!ready && leg is { Stage: LegStage.Offered, Own: true })
            {
                draft.Refuse(leg, "declined");
            }
        }
        return draft.Done();
    }

    /// <summary>Offers the agent a contact on our own account.</summary>
    /// <param name="emergency">Nobody else is there: the agent gets it although not ready.</param>
    public static DeskTurn Offer(AgentState state, DeskAgent agent, Id<Session> session, string key, string? queue, string? campaign, bool emergency, DateTimeOffset now)
    {
        if (state.Offer is not null || state.Leg(session) is not null || !(state.Presence == Presence.InQueue || (emergency && state.Presence == Presence.NotReady)))
        {
            return Refused(state, "not-ready", $"{agent.Name} is not ready for a contact.");
        }
        if (!emergency && Seats.WhyNot(agent.Settings, agent.Email) is { } why)
        {
            return Refused(state, "no-seat", why);
        }
        var draft = new DeskDraft(state, agent, now);
        var leg = new DeskLeg(session, key, agent.Id, LegStage.Offered, now, now, now + TimeSpan.FromSeconds(agent.Settings.OfferSeconds), true, false, queue, campaign);
        draft.Add(leg);
        draft.Do(new DeskEffect.Offered(session, leg));
        draft.Tell(leg, FactTypes.AgentOffered, "offered", new { agent = new { id = agent.Id, name = agent.Name, email = agent.Email }, interaction = key, queue, at = now });
        return draft.Done();
    }

    public static DeskTurn Accept(AgentState state, DeskAgent agent, Id<Session> session, DateTimeOffset now)
    {
        switch (state.Leg(session))
        {
            case { Stage: LegStage.Offered } leg:
                var draft = new DeskDraft(state, agent, now);
                draft.Replace(leg, leg with { Stage = LegStage.Talking, Since = now, Until = now + LongestTalk });
                draft.Tell(leg, FactTypes.AgentAnswered, "answered", new { agent = new { id = leg.AgentId }, interaction = leg.Key, at = now });
                if (leg.Own)
                {
                    draft.Do(new DeskEffect.OfferOver(session, leg.Key, "answered"));
                }
                return draft.Done();
            case { Stage: LegStage.Talking }:
                // Pressed twice, or taken on the telephone meanwhile.
                return new DeskTurn(state, []);
            default:
                return Refused(state, "not-offered", "This contact is not offered to you any more; somebody else may have taken it, or the customer gave up.");
        }
    }

    public static DeskTurn Decline(AgentState state, DeskAgent agent, Id<Session> session, DateTimeOffset now)
    {
        if (state.Leg(session) is not { Stage: LegStage.Offered } leg)
        {
            return Refused(state, "not-offered", "This contact is not offered to you any more.");
        }
        var draft = new DeskDraft(state, agent, now);
        draft.Refuse(leg, "declined");
        return draft.Done();
    }

    public static DeskTurn Hold(AgentState state, DeskAgent agent, Id<Session> session, bool on, DateTimeOffset now)
    {
        if (state.Leg(session) is not { Stage: LegStage.Talking } leg)
        {
            return NotTalking(state);
        }
        if (leg.OnHold == on)
        {
            return new DeskTurn(state, []);
        }
        var draft = new DeskDraft(state, agent, now);
        PutOnHold(draft, leg, on);
        return draft.Done();
    }

    /// <summary>Recording pauses before something sensitive is said or shown, or goes on.</summary>
    /// <param name="already">Whether it is so already.</param>
    public static DeskTurn PauseRecording(AgentState state, DeskAgent agent, Id<Session> session, bool already, bool paused, DateTimeOffset now)
    {
        if (state.Leg(session) is not { Stage: LegStage.Talking } leg)
        {
            return NotTalking(state);
        }
        if (already)
        {
            return new DeskTurn(state, []);
        }
        var draft = new DeskDraft(state, agent, now);
        draft.Tell(leg, paused ? FactTypes.RecordingPaused : FactTypes.RecordingResumed, paused ? "paused" : "resumed", new { at = now, who = agent.Name });
        return draft.Done();
    }

    /// <summary>Ends the contact, or with others in it only the agent's part.</summary>
    public static DeskTurn HangUp(AgentState state, DeskAgent agent, Id<Session> session, bool othersInIt, DateTimeOffset now)
    {
        if (state.Leg(session) is not { Stage: LegStage.Talking } leg)
        {
            return NotTalking(state);
        }
        var draft = new DeskDraft(state, agent, now);
        if (!othersInIt)
        {
            draft.Tell(leg, FactTypes.Ended, "ended", new { endedAt = now });
        }
        Left(draft, leg, othersInIt ? null : "answered");
        draft.Leave(leg, null, last: !othersInIt);
        return draft.Done();
    }

    public static DeskTurn Complete(AgentState state, DeskAgent agent, Id<Session> session, DateTimeOffset now)
    {
        switch (state.Leg(session))
        {
            case { Stage: LegStage.WrapUp } leg:
                var draft = new DeskDraft(state, agent, now);
                draft.WrappedUp(leg);
                return draft.Done();
            case null:
                return Refused(state, "not-on-your-desk", "This contact is completed already, or was never yours.");
            default:
                return Refused(state, "still-talking", "You are still in contact. End the conversation first.");
        }
    }

    /// <summary>Passes the contact on, or asks somebody in first.</summary>
    public static DeskTurn Transfer(AgentState state, DeskAgent agent, Id<Session> session, TransferTarget target, bool consult, bool othersInIt, DateTimeOffset now)
    {
        if (state.Leg(session) is not { Stage: LegStage.Talking } leg)
        {
            return NotTalking(state);
        }
        var draft = new DeskDraft(state, agent, now);
        if (target is TransferTarget.Agent or TransferTarget.Queue { Routed: true })
        {
            draft.Do(new DeskEffect.Wait(session, (target as TransferTarget.Queue)?.Name ?? leg.Queue, (target as TransferTarget.Agent)?.UserId));
        }
        if (consult)
        {
            PutOnHold(draft, leg, true);
            return draft.Done();
        }
        draft.Tell(leg, FactTypes.Transferred, "transferred", target switch
        {
            TransferTarget.Queue queue => new { interaction = leg.Key, agent = new { id = leg.AgentId }, toQueue = queue.Name, at = now },
            TransferTarget.Agent to => new { interaction = leg.Key, agent = new { id = leg.AgentId }, toAgent = to.Name, at = now },
            TransferTarget.Number number => (object)new { interaction = leg.Key, agent = new { id = leg.AgentId }, toNumber = number.Value, at = now },
            _ => throw new ArgumentOutOfRangeException(nameof(target)),
        });
        // What goes to a number leaves the house; where the contact centre drives the call, it says itself how that ends.
        var leaves = target is TransferTarget.Number && leg.Own && !othersInIt;
        if (leaves)
        {
            draft.Tell(leg, FactTypes.Ended, "ended", new { endedAt = now, outcome = "transferred" });
        }
        Left(draft, leg, "transferred");
        draft.Leave(leg, null, last: leaves);
        return draft.Done();
    }

    /// <summary>What time does: offers that nobody took go on, wrap-up ends, and what nobody ever ended is forgotten.</summary>
    public static DeskTurn Tick(AgentState state, DeskAgent agent, DateTimeOffset now)
    {
        var due = state.Legs.Where(l => l.Until <= now).ToList();
        if (due.Count == 0)
        {
            return new DeskTurn(state, []);
        }
        var draft = new DeskDraft(state, agent, now);
        foreach (var leg in due)
        {
            switch (leg)
            {
                case { Stage: LegStage.WrapUp }:
                    draft.WrappedUp(leg);
                    break;
                case { Stage: LegStage.Offered, Own: true }:
                    draft.Refuse(leg, "missed");
                    draft.Miss();
                    draft.Wish(false, MissedReason);
                    break;
                default:
                    draft.Close(leg);
                    break;
            }
        }
        return draft.Done();
    }

    private static void PutOnHold(DeskDraft draft, DeskLeg leg, bool on)
    {
        if (leg.OnHold != on)
        {
            draft.Replace(leg, leg with { OnHold = on });
            draft.Tell(leg, FactTypes.State, on ? "hold" : "resume", new { state = on ? "onHold" : "talking", at = draft.Now });
        }
    }

    private static void Left(DeskDraft draft, DeskLeg leg, string? outcome) =>
        draft.Tell(leg, FactTypes.AgentLeft, "left", new { agent = new { id = leg.AgentId }, interaction = leg.Key, outcome, at = draft.Now });

    private static DeskTurn NotTalking(AgentState state) => Refused(state, "not-talking", "You are not in contact about this any more.");

    private static DeskTurn Refused(AgentState state, string code, string detail) => new(state, [], new DeskRefusal(code, detail));
}

/// <summary>Where a contact is passed on to.</summary>
public abstract record TransferTarget
{
    private TransferTarget() { }

    /// <param name="Routed">Whether Liaison itself finds the next agent.</param>
    public sealed record Queue(string Name, bool Routed) : TransferTarget;

    public sealed record Agent(string UserId, string Name) : TransferTarget;

    public sealed record Number(string Value) : TransferTarget;
}
