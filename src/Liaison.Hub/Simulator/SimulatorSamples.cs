using Liaison.Core.Simulation;

namespace Liaison.Hub.Simulator;

/// <summary>The material that lies beside the program; read once, when it is first wanted.</summary>
internal static class SimulatorSamples
{
    private static readonly Lazy<SimulationMaterial> Read = new(static () =>
        SimulationMaterial.Read(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", "simulator.json")), File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", "simulator-calls.csv"))));

    /// <exception cref="IOException">The samples are not there.</exception>
    public static SimulationMaterial Material => Read.Value;
}
