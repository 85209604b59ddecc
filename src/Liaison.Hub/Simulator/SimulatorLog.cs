namespace Liaison.Hub.Simulator;

/// <summary>What the simulator says.</summary>
internal static partial class SimulatorLog
{
    [LoggerMessage(2201, LogLevel.Information, "Simulation {Run} begins for {Tenant}: {Agents} agents, {Speed} times as fast, for {Minutes} minutes")]
    public static partial void Begins(ILogger log, string run, string tenant, int agents, double speed, double minutes);

    [LoggerMessage(2202, LogLevel.Information, "Simulation {Run} is over ({Why}): {Told} facts told")]
    public static partial void Over(ILogger log, string run, Core.Simulation.SimulationEnd why, int told);

    [LoggerMessage(2203, LogLevel.Error, "Simulation {Run} could not go on")]
    public static partial void Failed(ILogger log, Exception exception, string run);

    [LoggerMessage(2204, LogLevel.Warning, "The database could not be reached by simulation {Run}; it tries again in {Seconds} s")]
    public static partial void DatabaseAway(ILogger log, Exception exception, string run, double seconds);
}
