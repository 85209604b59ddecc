using Liaison.Core.Connecting;
using Liaison.Core.Shared;
using Liaison.Core.Simulation;
using Liaison.Storage.Simulations;

namespace Liaison.Hub.Api.Simulations;

/// <summary>What to play; what is left out is chosen well.</summary>
/// <param name="Speed">How many simulated minutes pass in one real one: 1 to 240.</param>
/// <param name="Agents">1 to 60.</param>
/// <param name="Minutes">Real ones: up to 240.</param>
/// <param name="Seed">The same seed gives the same day.</param>
/// <param name="ContactsPerHour">In the busiest hour; if left out, what keeps the agents busy for most of their time.</param>
/// <param name="FromHour">The hour of the simulated day at which it begins.</param>
/// <param name="TrueTimes">Keeps the true lengths of waits and talks by telling facts as of the past hours.</param>
/// <param name="Confirm">That contacts may be written into the connected systems of a tenant that is no demo.</param>
public sealed record NewSimulation(
    double? Speed = null, int? Agents = null, double? Minutes = null, int? Seed = null, int? ContactsPerHour = null, int? FromHour = null, bool? TrueTimes = null, bool? Confirm = null)
{
    internal SimulationOrder Order
    {
        get
        {
            var usual = new SimulationOrder();
            return new SimulationOrder(Speed ?? usual.Speed, Agents ?? usual.Agents, Minutes ?? usual.Minutes, Seed ?? usual.Seed, ContactsPerHour, FromHour ?? usual.FromHour, TrueTimes ?? usual.TrueTimes);
        }
    }
}

/// <summary>Whether a simulation is under way.</summary>
public enum SimulationState
{
    /// <summary>There has been none.</summary>
    None = 0,
    Running = 1,

    /// <summary>It was asked to stop, and ends what is open.</summary>
    Stopping = 2,
    Ended = 3,
}

/// <param name="Told">Facts that were taken.</param>
/// <param name="SessionsOpen">Sessions that have begun and not ended.</param>
/// <param name="StartedBy">A name.</param>
/// <param name="EndedWhy">Null while it is under way.</param>
/// <param name="Demo">Whether this tenant is there to be tried out, so that nobody need confirm.</param>
/// <param name="Source">The source under which its facts are told, to find its sessions by.</param>
/// <param name="Run">What its sessions' own ids begin with.</param>
/// <param name="WritesTo">The connections into which contacts are written by themselves.</param>
public sealed record SimulationAnswer(
    SimulationState State, bool Demo, string Source, IReadOnlyList<SimulationTarget> WritesTo, SimulationBounds Limits, SimulationOrder Order, int Told, int SessionsOpen, string? Run = null,
    string? StartedBy = null, DateTimeOffset? StartedAt = null, DateTimeOffset? EndsAt = null, DateTimeOffset? EndedAt = null, SimulationEnd? EndedWhy = null, SimulationProgress? Progress = null)
{
    internal static SimulationAnswer Of(StoredSimulation? stored, bool demo, IReadOnlyList<SimulationTarget> writesTo)
    {
        var state = stored switch { null => SimulationState.None, { EndedAt: not null } => SimulationState.Ended, { StopAsked: true } => SimulationState.Stopping, _ => SimulationState.Running };
        return new SimulationAnswer(state, demo, DueFact.Source, writesTo, new SimulationBounds(), stored?.Order ?? new SimulationOrder(), stored?.Progress.Told ?? 0, stored?.Progress.Counts.Open ?? 0,
            stored?.Run, stored?.StartedBy, stored?.StartedAt, stored?.EndsAt, stored?.EndedAt, stored?.Why, stored?.Progress);
    }
}

/// <summary>A connected system that simulated contacts are written into.</summary>
public sealed record SimulationTarget(Id<Connection> Id, string Name, string KindName);

/// <summary>The most of each.</summary>
public sealed record SimulationBounds(
    double Speed = SimulationOrder.Fastest, int Agents = SimulationOrder.MostAgents, double Minutes = SimulationOrder.Longest, int ContactsPerHour = SimulationOrder.MostContactsPerHour,
    int FactsPerSecond = SimulationOrder.MostFactsPerSecond);
