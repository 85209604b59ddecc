using System.Text.Json.Nodes;
using Liaison.Core.Sessions;

namespace Liaison.Core.Simulation;

/// <summary>A contact centre that does not exist: people come, wait for somebody who is free, are answered or give up. Waits come out of how many agents there are. The same order gives the same day.</summary>
public sealed class ContactCentre
{
    private readonly Agenda agenda = new();
    private readonly List<Happening> happened = [];
    private readonly List<SimulatedContact> open = [];
    private readonly List<SimulatedContact> wrappingUp = [];
    private readonly LinkedList<SimulatedContact> waiting = new();
    private readonly Floor floor;
    private readonly SimulationMaterial material;
    private readonly SimulationOrder order;
    private readonly Chance arrivals;
    private int began, answered, abandoned, transferred, messages;
    private TimeSpan waited;

    public ContactCentre(SimulationOrder order, SimulationMaterial material)
    {
        (this.order, this.material, arrivals) = (order, material, new Chance(order.Seed));
        floor = new Floor(SimulatedAgent.Some(order.Agents), agenda, new Chance(order.Seed + 1), (agent, place, reason) => happened.Add(new Happening.Moved(agenda.Now, agent, place, reason)), Dispatch);
        ContactsPerHour = order.ContactsPerHour ?? order.Agents * Habits.Occupancy / MeanWork().TotalHours;
        NextArrival();
    }

    /// <summary>In the busiest hour of the day.</summary>
    public double ContactsPerHour { get; }

    /// <summary>Simulated time since the beginning.</summary>
    public TimeSpan Now => agenda.Now;

    /// <summary>The simulated time of day.</summary>
    public TimeSpan Clock => TimeSpan.FromTicks((TimeSpan.FromHours(order.FromHour) + agenda.Now).Ticks % TimeSpan.TicksPerDay);

    public SimulationCounts Counts => new(
        began, answered, abandoned, transferred, messages, open.Count, waiting.Count, answered == 0 ? 0 : waited.TotalSeconds / answered,
        floor.Count(AgentPlace.InQueue), floor.Count(AgentPlace.Busy), floor.Count(AgentPlace.WrapUp), floor.Count(AgentPlace.Away));

    /// <summary>What happens from now until then, in order. When that is more than is wanted at once, the clock stands still where it was cut off.</summary>
    public IReadOnlyList<Happening> Until(TimeSpan then, int most = int.MaxValue)
    {
        while (happened.Count < most && agenda.Step(then))
        {
            // Each step adds what happens in it.
        }
        return Taken();
    }

    /// <summary>Ends everything that is still open, now: nobody stays in a conversation that has no end.</summary>
    public IReadOnlyList<Happening> Close()
    {
        foreach (var contact in open.ToList())
        {
            if (contact.With is not null)
            {
                contact.Leave(contact.Answered ? "answered" : "abandoned");
            }
            Finish(contact);
            if (contact.EverAnswered)
            {
                wrappingUp.Add(contact);
            }
        }
        wrappingUp.ForEach(contact => contact.WrapUp());
        wrappingUp.Clear();
        waiting.Clear();
        return Taken();
    }

    private IReadOnlyList<Happening> Taken()
    {
        var taken = happened.ToList();
        happened.Clear();
        return taken;
    }

    private TimeSpan MeanWork()
    {
        const int Some = 400;
        return Enumerable.Range(0, Some).Select(number => ContactPlan.Draw(material, order.Seed, -1 - number).Work).Aggregate(TimeSpan.Zero, (sum, work) => sum + work) / Some;
    }

    /// <summary>Arrivals at the busiest hour's rate, of which as many are real as the hour is busy.</summary>
    private void NextArrival() => agenda.In(TimeSpan.FromHours(arrivals.Exponential(1 / ContactsPerHour)), () =>
    {
        if (arrivals.Happens(material.Day.Busy(Clock)))
        {
            Arrive(ContactPlan.Draw(material, order.Seed, ++began));
        }
        NextArrival();
    });

    private void Arrive(ContactPlan plan)
    {
        var contact = new SimulatedContact(plan, agenda.Now, Tell);
        if (plan.Channel == Channel.Offline)
        {
            messages++;
            contact.LeaveMessage();
            return;
        }
        open.Add(contact);
        contact.Start();
        if (plan.Channel == Channel.Inbox)
        {
            contact.Say("customer", plan.Question.Text);
        }
        if (plan.Chat is { Lines: [{ Speaker: "customer" } first, ..] })
        {
            contact.Say(first);
        }
        Wait(contact, first: false);
    }

    private void Wait(SimulatedContact contact, bool first)
    {
        (contact.WaitsSince, contact.With, contact.Answered) = (agenda.Now, null, false);
        if (first)
        {
            waiting.AddFirst(contact);
        }
        else
        {
            waiting.AddLast(contact);
        }
        var (leg, since) = (contact.Leg, agenda.Now);
        if (contact.Plan.Patience is { } patience)
        {
            agenda.In(patience, () => GiveUp(contact, leg, since));
        }
        Dispatch();
    }

    private void GiveUp(SimulatedContact contact, int leg, TimeSpan since)
    {
        if (contact.Over || contact.Answered || contact.Leg != leg || contact.WaitsSince != since)
        {
            return;
        }
        if (contact.With is { } seat)
        {
            contact.Leave("abandoned");
            floor.Free(seat);
        }
        waiting.Remove(contact);
        abandoned += contact.EverAnswered ? 0 : 1;
        Finish(contact);
    }

    private void Dispatch()
    {
        // Letters wait while somebody is on the line.
        while ((waiting.FirstOrDefault(c => c.Plan.Channel != Channel.Inbox) ?? waiting.FirstOrDefault()) is { } contact && floor.TakeLongestFree() is { } seat)
        {
            waiting.Remove(contact);
            Offer(contact, seat);
        }
    }

    private void Offer(SimulatedContact contact, Floor.Seat seat)
    {
        (contact.With, contact.Offers) = (seat, contact.Offers + 1);
        contact.Offer();
        var offer = contact.Offers;
        var missed = contact.Plan.Missed && !contact.Missed;
        agenda.In(missed ? Habits.RingsOut : contact.Now.Rings, () =>
        {
            if (contact.Over || contact.Offers != offer)
            {
                return;
            }
            if (missed)
            {
                contact.Missed = true;
                contact.Leave("missed");
                contact.State("queued");
                floor.Miss(seat);
                var since = contact.WaitsSince;
                Wait(contact, first: true);
                contact.WaitsSince = since;
                return;
            }
            Answer(contact);
        });
    }

    private void Answer(SimulatedContact contact)
    {
        if (!contact.EverAnswered)
        {
            answered++;
            waited += agenda.Now - contact.WaitsSince;
        }
        contact.Answer();
        var leg = contact.Now;
        var elapsed = TimeSpan.Zero;
        for (var at = 0; at < leg.Pauses.Count; at++)
        {
            var line = contact.Plan.Chat!.Lines[at];
            if (at == 0 && line.Speaker == "customer")
            {
                // It was said while the person waited.
                continue;
            }
            elapsed += leg.Pauses[at];
            Later(contact, elapsed, () => contact.Say(line));
        }
        if (contact.Plan.Channel == Channel.Voice)
        {
            Later(contact, leg.Lasts * 0.3, contact.Note);
        }
        if (leg.HoldAt is { } holdAt)
        {
            Later(contact, holdAt, () => contact.State("onHold"));
            Later(contact, holdAt + leg.Hold, () => contact.State("talking"));
        }
        Later(contact, leg.Lasts, () => LegEnds(contact));
    }

    private void LegEnds(SimulatedContact contact)
    {
        var (leg, seat) = (contact.Now, contact.With!);
        if (contact.Plan.Channel == Channel.Inbox)
        {
            contact.Say("agent", "Thank you for writing to us. We are looking into it.");
        }
        floor.WrapUp(seat);
        agenda.In(leg.WrapUp, () => floor.Free(seat));
        if (leg.PassedTo is { } queue)
        {
            transferred++;
            contact.PassOn(queue);
            contact.Leg++;
            Wait(contact, first: true);
            return;
        }
        contact.Leave("answered");
        Finish(contact);
        wrappingUp.Add(contact);
        agenda.In(leg.WrapUp, () =>
        {
            wrappingUp.Remove(contact);
            contact.WrapUp();
        });
    }

    private void Finish(SimulatedContact contact)
    {
        open.Remove(contact);
        contact.End();
    }

    private void Later(SimulatedContact contact, TimeSpan delay, Action what)
    {
        var leg = contact.Leg;
        agenda.In(delay, () =>
        {
            if (!contact.Over && contact.Leg == leg)
            {
                what();
            }
        });
    }

    private void Tell(SimulatedContact contact, string type, JsonObject data) => happened.Add(new Happening.Told(agenda.Now, contact.Session, contact.NextFact(), type, data));
}
