using FsCheck;
using FsCheck.Fluent;
using Liaison.Core.Desk;
using Liaison.Core.Sessions;
using Liaison.Core.Shared;
using Liaison.Tests.Sessions;
using Xunit;

namespace Liaison.Tests.Desk;

/// <summary>What holds on every floor, whatever agents, customers and clocks do.</summary>
public sealed class DeskPropertyTest
{
    private const int Agents = 4;

    private static readonly Arbitrary<int[]> Steps = Gen.Choose(0, 999_999).ArrayOf(120).ToArbitrary();

    private static readonly DeskSettings Settings = DeskSettings.Beginning with { Queues = [new("Support", Routed: true)], OfferSeconds = 20, WrapUpSeconds = 30 };

    [Fact, Trait("row", "A268")]
    public void Never_two_agents_for_one_offer_and_never_one_to_an_agent_who_is_not_in_queue() => Prop.ForAll(Steps, steps =>
    {
        var floor = new PureFloor(Settings, Agents);
        foreach (var step in steps)
        {
            Step(floor, step);
            floor.Route();
            floor.Check();
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact, Trait("row", "A239")]
    public void With_a_default_user_the_same_holds_and_only_that_one_is_offered_anything_while_not_ready() => Prop.ForAll(Steps, steps =>
    {
        var floor = new PureFloor(Settings with { DefaultUserEmail = PureFloor.Email("u0") }, Agents);
        foreach (var step in steps)
        {
            Step(floor, step);
            floor.Route();
            floor.Check();
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact, Trait("row", "A267"), Trait("row", "A269")]
    public void Wrap_up_always_ends_and_the_agent_is_then_what_they_chose_to_be() => Prop.ForAll(Steps, steps =>
    {
        var floor = new PureFloor(Settings, Agents);
        foreach (var step in steps)
        {
            Step(floor, step);
            floor.Route();
            foreach (var (user, state) in floor.Desks.Where(d => d.Value.Presence == Presence.WrapUp).ToList())
            {
                var after = DeskMoves.Tick(state, floor.Agent(user), state.WrapUntil!.Value).After;
                Assert.NotEqual(Presence.WrapUp, after.Presence);
                Assert.Equal(state.Ready && after.Reason != DeskMoves.MissedReason ? Presence.InQueue : Presence.NotReady, after.Presence);
            }
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void A_contact_that_arrived_is_taken_in_the_end_while_somebody_is_ready() => Prop.ForAll(Steps, steps =>
    {
        var floor = new PureFloor(Settings, Agents);
        foreach (var step in steps)
        {
            Step(floor, step);
            floor.Route();
        }
        for (var round = 0; round < 200 && floor.Waiting.Count > 0; round++)
        {
            foreach (var user in floor.Desks.Keys.ToList())
            {
                floor.Take(user, (s, a) => DeskMoves.SetPresence(s, a, true, null, floor.Now));
                floor.Take(user, (s, a) => s.Offer is { } offer ? DeskMoves.Accept(s, a, offer.Session, floor.Now) : new DeskTurn(s, []));
                floor.Take(user, (s, a) => s.Legs.FirstOrDefault(l => l.Stage == LegStage.Talking) is { } leg ? DeskMoves.HangUp(s, a, leg.Session, false, floor.Now) : new DeskTurn(s, []));
            }
            floor.Pass(TimeSpan.FromSeconds(10));
            floor.Route();
        }
        Assert.Empty(floor.Waiting);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Fact]
    public void Facts_in_any_order_bring_every_desk_to_where_the_facts_say_it_is() => Prop.ForAll(Gen.Choose(0, 999_999).ArrayOf(14).ToArbitrary(), Steps, (facts, order) =>
    {
        var told = facts.Select(SessionFactOf).ToList();
        var shuffled = told.Zip(order).OrderBy(p => p.Second).Select(p => p.First).ToList();
        var (now, agent) = (PureFloor.Start.AddMinutes(2), new DeskAgent("u1", "Jane", "jane@norchester.example", Settings));
        var state = DeskMoves.SetPresence(AgentState.New(now), agent, true, null, now).After;
        var ledger = new SessionLedger();
        Session? session = null;
        var trace = "";
        foreach (var fact in shuffled)
        {
            ledger.Add(fact);
            session = LedgerReading.Read(ledger, PureFloor.Contact(1), new Id<Tenant>("ten_1"), "pbx", "1", 1);
            state = DeskSight.See(state, agent, session, now).After;
            trace += $"\n{string.Join(' ', fact.Tells.Select(t => $"{t.Path}={t.Value}"))} → {string.Join("; ", state.Legs.Select(l => $"{l.Key} {l.Stage} {l.Round:ss.ff}"))}";
        }
        var said = LegView.Of(session!).Where(v => DeskSight.IsOf(v.Agent, agent.Id, agent.Email) && v.Stage is not null).Select(v => (v.Key, Stage: v.Stage!.Value)).Order().ToList();
        Assert.True(said.SequenceEqual(state.Legs.Where(l => l.Stage != LegStage.WrapUp).Select(l => (l.Key, l.Stage)).Order()), trace);
        var later = DeskMoves.Tick(state, agent, now + DeskMoves.LongestTalk).After;
        Assert.Equal(Presence.InQueue, later.Presence);
        Assert.Empty(later.Legs);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    /// <summary>Seconds are told apart, so that no two facts of one leg are of one instant.</summary>
    private static SessionFact SessionFactOf(int seed, int place)
    {
        var (leg, at) = ($"leg-{seed % 2}", PureFloor.Start.AddSeconds((seed / 7 % 60) + (place * 0.01)));
        var time = SessionTimes.Write(at);
        Told[] tells = (seed / 2 % 9) switch
        {
            0 or 1 or 2 => [new($"legs/{leg}/agent", "7"), new($"legs/{leg}/agentEmail", "Jane@norchester.example"), new($"legs/{leg}/offeredAt", time)],
            3 or 4 => [new($"legs/{leg}/agent", "7"), new($"legs/{leg}/agentEmail", "Jane@norchester.example"), new($"legs/{leg}/answeredAt", time)],
            5 => [new($"legs/{leg}/endedAt", time)],
            6 => [new($"legs/{leg}/agent", "8"), new($"legs/{leg}/agentEmail", "joe@norchester.example"), new($"legs/{leg}/offeredAt", time)],
            7 => [new("endedAt", time)],
            _ => [new("queue", "Support")],
        };
        return new SessionFact(Stamp.Of(at, $"e{place}"), tells);
    }

    private static Id<Session>? First(AgentState state) => state.Legs is [var first, ..] ? first.Session : null;

    private static void Step(PureFloor floor, int seed)
    {
        var (user, contact) = ($"u{seed % Agents}", PureFloor.Contact(seed / 4 % 6));
        switch (seed / 24 % 14)
        {
            case 0 or 1:
                floor.Arrive(seed / 4 % 6, seed % 10);
                break;
            case 2 or 3 or 4:
                floor.Take(user, (s, a) => DeskMoves.SetPresence(s, a, seed % 5 != 0, null, floor.Now));
                break;
            case 5 or 6:
                floor.Take(user, (s, a) => DeskMoves.Accept(s, a, s.Offer?.Session ?? contact, floor.Now));
                break;
            case 7:
                floor.Take(user, (s, a) => DeskMoves.Decline(s, a, s.Offer?.Session ?? contact, floor.Now));
                break;
            case 8 or 9:
                floor.Take(user, (s, a) => DeskMoves.HangUp(s, a, First(s) ?? contact, false, floor.Now));
                break;
            case 10:
                floor.Take(user, (s, a) => DeskMoves.Complete(s, a, First(s) ?? contact, floor.Now));
                break;
            case 11:
                floor.Take(user, (s, a) => DeskMoves.Transfer(s, a, First(s) ?? contact,
                    seed % 2 == 0 ? new TransferTarget.Queue("Support", true) : new TransferTarget.Agent($"u{(seed + 1) % Agents}", "somebody"), seed % 3 == 0, false, floor.Now));
                break;
            case 12:
                floor.Take(user, (s, a) => DeskMoves.Hold(s, a, First(s) ?? contact, seed % 2 == 0, floor.Now));
                break;
            default:
                floor.Pass(TimeSpan.FromSeconds(seed % 40));
                break;
        }
    }
}
