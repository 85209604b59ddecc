using Liaison.Core.Sessions;

namespace Liaison.Core.Desk;

/// <summary>What the facts about a session do to a desk. It looks at the session as it stands, never at single facts: late, double and disordered ones come to the same.</summary>
public static class DeskSight
{
    /// <summary>Whether a leg is this agent's: by e-mail address, or by the user's id where the source knows it.</summary>
    public static bool IsOf(AgentRef who, string userId, string email) => who.Email is { } told ? string.Equals(told, email, StringComparison.OrdinalIgnoreCase) : who.Id == userId || string.Equals(who.Id, email, StringComparison.OrdinalIgnoreCase);

    public static DeskTurn See(AgentState state, DeskAgent agent, Session session, DateTimeOffset now)
    {
        var views = LegView.Of(session).Where(v => IsOf(v.Agent, agent.Id, agent.Email)).ToList();
        var draft = new DeskDraft(state, agent, now);
        var touched = false;
        foreach (var leg in state.Legs.Where(l => l.Session == session.Id))
        {
            // Whatever changed, the agent is shown it.
            touched = true;
            if (views.Find(v => v.Key == leg.Key) is { } view)
            {
                Follow(draft, leg, view, session);
            }
            else if (!leg.Own)
            {
                // By now the facts say that it is somebody else's.
                draft.Remove(leg);
            }
            else if (session.EndedAt is not null)
            {
                Over(draft, leg, session.EndedAt.Value, session, null);
            }
        }
        foreach (var view in views.Where(v => !state.Legs.Any(l => l.Is(session.Id, v.Key)) && !draft.IsClosed(session.Id, v.Key, v.Round)))
        {
            touched |= Begin(draft, view, session);
        }
        return touched ? draft.Done() : new DeskTurn(state, []);
    }

    private static void Follow(DeskDraft draft, DeskLeg known, LegView view, Session session)
    {
        var leg = draft.Replace(known, known with { Queue = view.Queue ?? known.Queue, Campaign = session.Campaign ?? known.Campaign });
        if (view.Stage is not { } stage)
        {
            Over(draft, leg, view.EndedAt ?? draft.Now, session, view.Outcome);
        }
        else if (view.Round > leg.Round ? stage != leg.Stage : stage > leg.Stage)
        {
            Enter(draft, leg with { Round = view.Round, AgentId = view.Agent.Id }, stage);
        }
    }

    private static void Over(DeskDraft draft, DeskLeg leg, DateTimeOffset at, Session session, string? outcome)
    {
        switch (leg.Stage)
        {
            case LegStage.Offered:
                draft.Remove(leg);
                if (leg.Own)
                {
                    draft.Do(new DeskEffect.OfferOver(leg.Session, leg.Key, session.EndedAt is null ? "declined" : "abandoned"));
                }
                else if (outcome == "missed")
                {
                    draft.Miss();
                }
                break;
            case LegStage.Talking or LegStage.WrapUp when session.EndedAt is { } end && session.WrapUpEndedAt >= end - LegView.Skew:
                draft.Close(leg);
                break;
            case LegStage.Talking:
                draft.Leave(leg, at, IsLast(leg.AgentId, session));
                break;
            case LegStage.WrapUp:
                draft.Replace(leg, leg with { Last = leg.Last || IsLast(leg.AgentId, session) });
                break;
        }
    }

    /// <summary>A leg that is not on the desk yet. What is long over is history, and nothing to do.</summary>
    private static bool Begin(DeskDraft draft, LegView view, Session session)
    {
        var leg = new DeskLeg(session.Id, view.Key, view.Agent.Id, LegStage.Offered, view.Round, draft.Now, draft.Now, false, false, view.Queue, session.Campaign);
        switch (view.Stage)
        {
            case LegStage.Offered when view.Round > draft.Now - DeskMoves.LongestOffer:
            case LegStage.Talking when view.Round > draft.Now - DeskMoves.LongestTalk:
                draft.Add(leg);
                Enter(draft, leg, view.Stage.Value);
                return true;
            case null when view is { Answered: true, EndedAt: { } end } && session.WrapUpEndedAt is null && end + draft.Agent.Settings.WrapUpAfter(view.Queue, session.Campaign) > draft.Now:
                // The end was told before the beginning was; what comes after is still to do.
                draft.Add(leg);
                draft.Leave(leg, end, IsLast(view.Agent.Id, session));
                return true;
            default:
                return false;
        }
    }

    private static void Enter(DeskDraft draft, DeskLeg leg, LegStage stage) => draft.Replace(leg, leg with
    {
        Stage = stage, Since = draft.Now, OnHold = false, Last = false, Until = draft.Now + (stage == LegStage.Offered ? DeskMoves.LongestOffer : DeskMoves.LongestTalk),
    });

    private static bool IsLast(string agentId, Session session) => session.EndedAt is not null && session.Agent?.Id == agentId;
}
