using System.Text.Json.Nodes;

namespace Liaison.Core.Simulation;

/// <summary>Something that happens in a simulated contact centre.</summary>
/// <param name="At">Simulated time since its beginning.</param>
public abstract record Happening(TimeSpan At)
{
    /// <summary>A fact about a session.</summary>
    /// <param name="Session">The session's id within this simulation.</param>
    /// <param name="Number">Which of the session's facts it is, from 1.</param>
    /// <param name="Type">One of the types of facts.</param>
    public sealed record Told(TimeSpan At, string Session, int Number, string Type, JsonObject Data) : Happening(At);

    /// <summary>An agent is elsewhere now.</summary>
    /// <param name="Reason">Why they are away; null otherwise.</param>
    public sealed record Moved(TimeSpan At, SimulatedAgent Agent, AgentPlace Place, string? Reason) : Happening(At);
}

/// <summary>What an agent does.</summary>
public enum AgentPlace
{
    InQueue = 0,
    Busy = 1,
    WrapUp = 2,
    Away = 3,
}

/// <summary>How a simulation stands.</summary>
/// <param name="Began">Contacts so far.</param>
/// <param name="Messages">Messages left behind, which nobody need take.</param>
/// <param name="Open">Sessions that have begun and not ended.</param>
/// <param name="Waiting">Those of them that no agent has been offered.</param>
/// <param name="MeanWaitSeconds">Of those that were answered, in simulated seconds.</param>
public sealed record SimulationCounts(
    int Began, int Answered, int Abandoned, int Transferred, int Messages, int Open, int Waiting, double MeanWaitSeconds, int AgentsInQueue, int AgentsBusy, int AgentsWrappingUp, int AgentsAway);
