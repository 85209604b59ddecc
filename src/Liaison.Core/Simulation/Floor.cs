namespace Liaison.Core.Simulation;

/// <summary>The agents: who is free, for how long already, and who is away.</summary>
internal sealed class Floor
{
    private readonly Agenda agenda;
    private readonly Action<SimulatedAgent, AgentPlace, string?> moved;
    private readonly Chance chance;
    private readonly List<Seat> seats;
    private readonly Action freed;

    /// <param name="freed">Told when an agent can take a contact again.</param>
    public Floor(IReadOnlyList<SimulatedAgent> agents, Agenda agenda, Chance chance, Action<SimulatedAgent, AgentPlace, string?> moved, Action freed)
    {
        (this.agenda, this.chance, this.moved, this.freed) = (agenda, chance, moved, freed);
        seats = [.. agents.Select(agent => new Seat(agent))];
        foreach (var seat in seats)
        {
            // People come to work one after another; within a minute all are there.
            agenda.In(TimeSpan.FromSeconds(60 * chance.Next() * seats.IndexOf(seat) / seats.Count), () => Free(seat));
            agenda.In(TimeSpan.FromMinutes(chance.Exponential(Habits.BetweenPauses)), () => Tire(seat));
        }
    }

    public int Count(AgentPlace place) => seats.Count(seat => seat.Place == place);

    /// <summary>Takes the agent who has been free the longest; null when nobody is.</summary>
    public Seat? TakeLongestFree()
    {
        var seat = seats.Where(s => s.Place == AgentPlace.InQueue).MinBy(s => (s.Since, seats.IndexOf(s)));
        if (seat is not null)
        {
            Move(seat, AgentPlace.Busy, null);
        }
        return seat;
    }

    /// <summary>The contact is over; there is something to do about it first.</summary>
    public void WrapUp(Seat seat) => Move(seat, AgentPlace.WrapUp, null);

    /// <summary>The agent can take the next one, unless it is time for a pause.</summary>
    public void Free(Seat seat)
    {
        if (seat.Tired && Count(AgentPlace.Away) < Math.Max(1, seats.Count / 5))
        {
            Rest(seat, chance.Pick(Habits.Reasons), TimeSpan.FromMinutes(1 + chance.Exponential(Habits.Pause - 1)));
            return;
        }
        Move(seat, AgentPlace.InQueue, null);
        freed();
    }

    /// <summary>The agent did not take what was offered.</summary>
    public void Miss(Seat seat) => Rest(seat, "missed", Habits.AfterMissing);

    private void Rest(Seat seat, string reason, TimeSpan time)
    {
        seat.Tired = false;
        Move(seat, AgentPlace.Away, reason);
        agenda.In(time, () => Free(seat));
    }

    private void Tire(Seat seat)
    {
        // Whoever is alone stays.
        seat.Tired = seats.Count > 1;
        agenda.In(TimeSpan.FromMinutes(Habits.Pause + chance.Exponential(Habits.BetweenPauses)), () => Tire(seat));
        if (seat is { Tired: true, Place: AgentPlace.InQueue })
        {
            Free(seat);
        }
    }

    private void Move(Seat seat, AgentPlace place, string? reason)
    {
        if (seat.Place == place)
        {
            return;
        }
        (seat.Place, seat.Since) = (place, agenda.Now);
        moved(seat.Agent, place, reason);
    }

    internal sealed class Seat(SimulatedAgent agent)
    {
        public SimulatedAgent Agent => agent;

        public AgentPlace? Place { get; set; }

        public TimeSpan Since { get; set; }

        public bool Tired { get; set; }
    }
}
