using Liaison.Core.Sessions;
using Liaison.Core.Sessions.Facts;
using Liaison.Core.Shared;

namespace Liaison.Core.Desk;

/// <summary>A change of a desk in the making: what it is by now, and what follows.</summary>
internal sealed class DeskDraft(AgentState before, DeskAgent agent, DateTimeOffset now)
{
    private const int MostClosed = 40;

    private readonly List<DeskLeg> legs = [.. before.Legs];
    private readonly List<ClosedLeg> closed = [.. before.Closed];
    private readonly List<DeskEffect> effects = [];
    private (bool Ready, string? Reason) wish = (before.Ready, before.Reason);
    private int missed = before.MissedToday(now);

    public IReadOnlyList<DeskLeg> Legs => legs;

    public DateTimeOffset Now => now;

    public DeskAgent Agent => agent;

    public void Wish(bool ready, string? reason) => wish = (ready, ready ? null : reason);

    public void Miss() => missed++;

    public void Add(DeskLeg leg) => legs.Add(leg);

    public DeskLeg Replace(DeskLeg leg, DeskLeg with)
    {
        legs[legs.FindIndex(l => l.Is(leg.Session, leg.Key))] = with;
        return with;
    }

    /// <summary>The facts say that the leg is over; should they say otherwise one day, it is back.</summary>
    public void Remove(DeskLeg leg) => legs.RemoveAll(l => l.Is(leg.Session, leg.Key));

    /// <summary>The leg is off the desk for good, whatever facts say that do not know it yet.</summary>
    public void Close(DeskLeg leg)
    {
        Remove(leg);
        closed.RemoveAll(c => c.Session == leg.Session && c.Key == leg.Key);
        closed.Add(new ClosedLeg(leg.Session, leg.Key, leg.Round));
    }

    public bool IsClosed(Id<Session> session, string key, DateTimeOffset round) => closed.Any(c => c.Session == session && c.Key == key && c.Round >= round);

    /// <summary>The talk is over: wrap-up begins, if there is one.</summary>
    /// <param name="told">When it ended by the facts; null when the agent ended it here and the facts do not know yet.</param>
    public void Leave(DeskLeg leg, DateTimeOffset? told, bool last)
    {
        var at = told < now ? told.Value : now;
        var until = at + agent.Settings.WrapUpAfter(leg.Queue, leg.Campaign);
        var left = Replace(leg, leg with { Stage = LegStage.WrapUp, Round = told ?? leg.Round, Since = now, Until = until, OnHold = false, Last = last });
        if (until <= now)
        {
            WrappedUp(left);
        }
    }

    /// <summary>What comes after a contact is done.</summary>
    public void WrappedUp(DeskLeg leg)
    {
        Close(leg);
        if (leg.Last)
        {
            Tell(leg, FactTypes.WrappedUp, "wrapped", new { at = now });
        }
    }

    /// <summary>An offer was not taken.</summary>
    public void Refuse(DeskLeg leg, string outcome)
    {
        Close(leg);
        Tell(leg, FactTypes.AgentLeft, outcome, new { agent = new { id = leg.AgentId }, interaction = leg.Key, outcome, at = now });
        if (leg.Own)
        {
            effects.Add(new DeskEffect.OfferOver(leg.Session, leg.Key, outcome));
        }
    }

    public void Tell(DeskLeg leg, string type, string part, object data) => effects.Add(new DeskEffect.Tell(leg.Session, type, $"{leg.Key}:{part}", data));

    public void Do(DeskEffect effect) => effects.Add(effect);

    /// <summary>The change whole.</summary>
    public DeskTurn Done()
    {
        var after = before with
        {
            Ready = wish.Ready, Reason = wish.Reason, Legs = [.. legs], Closed = closed.Count > MostClosed ? closed[^MostClosed..] : [.. closed], Missed = missed,
            MissedOn = DateOnly.FromDateTime(now.UtcDateTime), Version = before.Version + 1,
        };
        if (after.Presence != before.Presence || after.Reason != before.Reason)
        {
            after = after with { Since = now };
        }
        if (after.Presence == Presence.InQueue && before.Presence != Presence.InQueue)
        {
            after = after with { IdleSince = now };
        }
        return new DeskTurn(after, effects);
    }
}
