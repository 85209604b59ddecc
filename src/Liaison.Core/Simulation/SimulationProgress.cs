namespace Liaison.Core.Simulation;

/// <summary>How far a simulation is.</summary>
/// <param name="Told">Facts that were taken.</param>
/// <param name="Refused">Facts that were not; there should be none.</param>
/// <param name="Clock">The simulated time of day, hh:mm.</param>
/// <param name="HeldBack">Whether more would have been to tell than may be told in a second, so that the simulated clock goes slower than asked.</param>
public sealed record SimulationProgress(int Told, int Refused, string Clock, bool HeldBack, double ContactsPerHour, SimulationCounts Counts);

/// <summary>Why a simulation is over.</summary>
public enum SimulationEnd
{
    /// <summary>Its minutes have passed.</summary>
    Time = 0,

    /// <summary>Somebody stopped it.</summary>
    Asked = 1,

    /// <summary>Whatever played it was stopped: the hub, or the command.</summary>
    Stopped = 2,

    /// <summary>The hub that played it is gone without a word.</summary>
    HubLost = 3,

    /// <summary>It could not go on; the hub's log says why.</summary>
    Failed = 4,
}
