namespace Liaison.Core.Simulation;

/// <summary>A fact that is due, with the time that it bears.</summary>
public sealed record DueFact(Happening.Told Fact, DateTimeOffset At)
{
    /// <summary>Under this name simulated facts are told, so that everybody can tell them from real ones.</summary>
    public const string Source = "urn:liaison:simulator";

    /// <summary>The session's id, for all who hear of it.</summary>
    /// <param name="run">What tells one simulation from another.</param>
    public string Subject(string run) => $"{run}-{Fact.Session}";

    /// <summary>The fact's id; of a session's facts the later has the greater.</summary>
    public string Id(string run) => $"{run}-{Fact.Session}-{Fact.Number:0000}";
}

/// <summary>Plays a contact centre in real time: so many times faster, and never more facts a second than are allowed.</summary>
public sealed class Pace
{
    private readonly ContactCentre centre;
    private readonly SimulationOrder order;
    private readonly DateTimeOffset origin;
    private DateTimeOffset last;
    private double allowed;

    public Pace(ContactCentre centre, SimulationOrder order, DateTimeOffset start)
    {
        (this.centre, this.order, last, Ends) = (centre, order, start, start + TimeSpan.FromMinutes(order.Minutes));
        origin = Ends - TimeSpan.FromMinutes(order.Minutes * order.Speed);
    }

    /// <summary>Whether the last telling was cut off because it was too much for a second.</summary>
    public bool HeldBack { get; private set; }

    /// <summary>Who went where in what was asked for last.</summary>
    public IReadOnlyList<Happening.Moved> Moved { get; private set; } = [];

    /// <summary>When it stops by itself, in real time.</summary>
    public DateTimeOffset Ends { get; }

    /// <summary>What happened since it was asked last. A pause in asking of more than two seconds is not made up for.</summary>
    public IReadOnlyList<DueFact> Due(DateTimeOffset now)
    {
        var passed = TimeSpan.FromSeconds(Math.Clamp((now - last).TotalSeconds, 0, 2));
        var (from, before) = (centre.Now, now - passed);
        last = now;
        allowed = Math.Min(allowed + (passed.TotalSeconds * SimulationOrder.MostFactsPerSecond), SimulationOrder.MostFactsPerSecond);
        var until = from + (passed * order.Speed);
        var all = centre.Until(until, (int)allowed);
        Moved = [.. all.OfType<Happening.Moved>()];
        var happened = all.OfType<Happening.Told>().Select(fact => new DueFact(fact, At(fact, before + ((fact.At - from) / order.Speed)))).ToList();
        allowed -= happened.Count;
        HeldBack = centre.Now < until;
        return happened;
    }

    /// <summary>What it takes to end all that is open.</summary>
    public IReadOnlyList<DueFact> Close(DateTimeOffset now) => [.. centre.Close().OfType<Happening.Told>().Select(fact => new DueFact(fact, At(fact, now)))];

    private DateTimeOffset At(Happening.Told fact, DateTimeOffset told) => order.TrueTimes ? origin + fact.At : told;
}
