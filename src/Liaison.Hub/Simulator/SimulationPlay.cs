using Liaison.Core.Simulation;

namespace Liaison.Hub.Simulator;

/// <summary>What came of telling facts.</summary>
/// <param name="Refused">There should be none.</param>
internal sealed record Telling(int Accepted, int Refused);

/// <summary>Tells facts to a hub: this one, or another over HTTP. It tries again by itself while it may.</summary>
internal delegate Task<Telling> TellFacts(IReadOnlyList<DueFact> facts, CancellationToken cancel);

/// <summary>Plays a simulation until its time is over or somebody stops it, and then ends what is still open.</summary>
internal sealed class SimulationPlay
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Report = TimeSpan.FromSeconds(1);

    /// <summary>How long ending what is open may take.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly ContactCentre centre;
    private readonly Pace pace;
    private readonly TellFacts tell;
    private readonly TimeProvider time;
    private readonly Func<IReadOnlyList<Happening.Moved>, CancellationToken, Task>? move;
    private int told;
    private int refused;

    /// <param name="move">Hears where agents go; null where nobody can follow.</param>
    public SimulationPlay(SimulationOrder order, SimulationMaterial material, TellFacts tell, TimeProvider time, Func<IReadOnlyList<Happening.Moved>, CancellationToken, Task>? move = null)
    {
        (this.tell, this.time, this.move, StartedAt) = (tell, time, move, time.GetUtcNow());
        centre = new ContactCentre(order, material);
        pace = new Pace(centre, order, StartedAt);
        Run = $"sim-{StartedAt:yyyyMMdd-HHmmssfff}";
    }

    /// <summary>What tells this simulation's sessions from those of others.</summary>
    public string Run { get; }

    public DateTimeOffset StartedAt { get; }

    public DateTimeOffset EndsAt => pace.Ends;

    public SimulationProgress Progress => new(told, refused, $"{centre.Clock:hh\\:mm}", pace.HeldBack, Math.Round(centre.ContactsPerHour, 1), centre.Counts);

    /// <param name="goesOn">Hears once a second how far it is, and says whether it is to go on.</param>
    /// <param name="stop">Stops it before its time.</param>
    /// <returns>Why it is over; what was open has been ended.</returns>
    public async Task<SimulationEnd> Play(Func<SimulationProgress, CancellationToken, Task<bool>> goesOn, CancellationToken stop)
    {
        try
        {
            using var timer = new PeriodicTimer(Tick, time);
            for (var reported = StartedAt; await timer.WaitForNextTickAsync(stop);)
            {
                var now = time.GetUtcNow();
                if (now >= pace.Ends)
                {
                    return SimulationEnd.Time;
                }
                await Tell(pace.Due(now), stop);
                if (move is not null && pace.Moved.Count > 0)
                {
                    await move(pace.Moved, stop);
                }
                if (now - reported >= Report)
                {
                    reported = now;
                    if (!await goesOn(Progress, stop))
                    {
                        return SimulationEnd.Asked;
                    }
                }
            }
            return SimulationEnd.Asked;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return SimulationEnd.Stopped;
        }
        finally
        {
            using var grace = new CancellationTokenSource(Grace, time);
            await Tell(pace.Close(time.GetUtcNow()), grace.Token);
        }
    }

    private async Task Tell(IReadOnlyList<DueFact> due, CancellationToken cancel)
    {
        if (due.Count > 0)
        {
            var came = await tell(due, cancel);
            (told, refused) = (told + came.Accepted, refused + came.Refused);
        }
    }
}
