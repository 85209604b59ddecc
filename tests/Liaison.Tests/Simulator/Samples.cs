using Liaison.Core.Sessions;
using Liaison.Core.Sessions.Facts;
using Liaison.Core.Shared;
using Liaison.Core.Simulation;
using Liaison.Tests.Conventions;

namespace Liaison.Tests.Simulator;

/// <summary>The material that is shipped, and sessions as simulated facts add up to them.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static SimulationMaterial Material { get; } = SimulationMaterial.Read(Text("simulator.json"), Text("simulator-calls.csv"));

    public static string Text(string name) => File.ReadAllText(Path.Combine(SourceTree.Root, "samples", name));

    /// <summary>Taking calls and what followed, in seconds.</summary>
    public static IReadOnlyList<double[]> Calls { get; } =
        [.. Text("simulator-calls.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',').Select(cell => double.Parse(cell, null)).ToArray())];

    public static IReadOnlyList<Happening> Play(SimulationOrder order, TimeSpan time, bool close = true)
    {
        var centre = new ContactCentre(order, Material);
        return [.. centre.Until(time), .. close ? centre.Close() : []];
    }

    /// <summary>What a hub makes of the facts.</summary>
    public static IReadOnlyList<Session> Sessions(IEnumerable<Happening> happened) => [.. happened.OfType<Happening.Told>().GroupBy(fact => fact.Session).Select(facts =>
    {
        var ledger = new SessionLedger();
        foreach (var fact in facts)
        {
            using var data = System.Text.Json.JsonDocument.Parse(fact.Data.ToJsonString());
            ledger.Add(new FactReader(static number => number).Read(fact.Type, Stamp.Of(Start + fact.At, $"{facts.Key}-{fact.Number:0000}"), data.RootElement));
        }
        return LedgerReading.Read(ledger, new Id<Session>("ses_00000000000000000000000000"), new Id<Tenant>("ten_00000000000000000000000000"), DueFact.Source, facts.Key, 1);
    })];
}
