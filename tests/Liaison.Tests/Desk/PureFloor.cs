using Liaison.Core.Desk;
using Liaison.Core.Sessions;
using Liaison.Core.Shared;
using Xunit;

namespace Liaison.Tests.Desk;

/// <summary>Agents and waiting contacts without a database: the engine's decisions, and what follows from them, in memory.</summary>
internal sealed class PureFloor
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private readonly Dictionary<string, WaitingContact> waiting = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> offeredTo = new(StringComparer.Ordinal);
    private int legs;

    public PureFloor(DeskSettings settings, int agents)
    {
        Settings = settings;
        Desks = Enumerable.Range(0, agents).ToDictionary(n => $"u{n}", _ => AgentState.New(Start), StringComparer.Ordinal);
    }

    public DeskSettings Settings { get; }
    public DateTimeOffset Now { get; private set; } = Start;
    public Dictionary<string, AgentState> Desks { get; }
    public List<string> Offers { get; } = [];
    public IReadOnlyCollection<string> Waiting => waiting.Keys;

    public static string Email(string user) => $"{user}@norchester.example";

    public static Id<Session> Contact(int n) => new($"ses_{n}");

    public DeskAgent Agent(string user) => new(user, user, Email(user), Settings);

    public void Arrive(int contact, int priority) => waiting.TryAdd(Contact(contact).Value, new WaitingContact(Contact(contact), "Support", priority, [], Now, null, [], null));

    /// <summary>Time goes by, and what is due happens.</summary>
    public void Pass(TimeSpan time)
    {
        Now += time;
        foreach (var user in Desks.Keys.ToList())
        {
            Take(user, (state, agent) => DeskMoves.Tick(state, agent, Now));
        }
    }

    public DeskTurn Take(string user, Func<AgentState, DeskAgent, DeskTurn> move)
    {
        var before = Desks[user];
        var turn = move(before, Agent(user));
        Assert.True(turn.Refusal is null || ReferenceEquals(turn.After, before), "What is refused changes nothing.");
        Desks[user] = turn.After;
        foreach (var effect in turn.Effects)
        {
            Follow(user, effect);
        }
        return turn;
    }

    public void Route()
    {
        var floor = Desks.Select(d => new AgentOnFloor(d.Key, Email(d.Key), d.Value.Presence, d.Value.Offer is not null, d.Value.IdleSince)).ToList();
        foreach (var chosen in Routing.Choose([.. waiting.Values.Where(w => !offeredTo.ContainsKey(w.Session.Value))], floor, Settings, Now))
        {
            var before = Desks[chosen.User];
            Assert.True(before.Presence == Presence.InQueue || (Email(chosen.User) == Settings.DefaultUserEmail && before.Presence == Presence.NotReady), $"Chosen while {before.Presence}.");
            Take(chosen.User, (state, agent) => DeskMoves.Offer(state, agent, chosen.Session, $"leg-{legs++}", "Support", null, chosen.Emergency, Now));
        }
    }

    public void Check()
    {
        foreach (var (user, state) in Desks)
        {
            Assert.True(Enum.IsDefined(state.Presence));
            Assert.Equal(state.Legs.Any(l => l.Stage == LegStage.Talking), state.Presence == Presence.Busy);
            Assert.True(state.Legs.Count(l => l.Stage == LegStage.Offered) <= 1, $"{user} has two offers.");
            Assert.All(state.Legs, l => Assert.True(l.Until > Now, $"{l} should have ended by itself."));
        }
        Assert.All(Desks.SelectMany(d => d.Value.Legs).Where(l => l.Stage == LegStage.Offered).GroupBy(l => l.Session), g => Assert.Single(g));
        Assert.All(offeredTo, o => Assert.Contains(Desks[o.Value].Legs, l => l.Session.Value == o.Key && l.Stage == LegStage.Offered));
    }

    private void Follow(string user, DeskEffect effect)
    {
        switch (effect)
        {
            case DeskEffect.Offered(var session, _):
                Assert.True(waiting.ContainsKey(session.Value) && offeredTo.TryAdd(session.Value, user), $"{session} is offered to two.");
                Offers.Add(user);
                break;
            case DeskEffect.OfferOver(var session, _, "answered" or "abandoned"):
                waiting.Remove(session.Value);
                offeredTo.Remove(session.Value);
                break;
            case DeskEffect.OfferOver(var session, _, _):
                offeredTo.Remove(session.Value);
                waiting[session.Value] = waiting[session.Value] with { For = null, Tried = [.. waiting[session.Value].Tried, user], TriedAt = Now };
                break;
            case DeskEffect.Wait(var session, var queue, var only) when !offeredTo.ContainsKey(session.Value):
                waiting[session.Value] = new WaitingContact(session, queue, 5, [], Now, only, [user], Now);
                break;
        }
    }
}
