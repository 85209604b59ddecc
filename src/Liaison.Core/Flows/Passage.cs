using Liaison.Core.Mapping;

namespace Liaison.Core.Flows;

/// <summary>A run's stay at one node.</summary>
/// <param name="Left">How much of the flow's time is left.</param>
/// <param name="Time">The clock by which a node ends what takes too long.</param>
/// <param name="Code">What the caller has typed, when the run goes on with it; empty when nothing was typed in time.</param>
public sealed record Stay(string NodeId, RunState State, Facts Facts, FlowSystems Systems, TimeSpan Left, TimeProvider Time, string? Code);

/// <summary>How a run leaves a node.</summary>
public abstract record Passage
{
    private Passage() { }

    public sealed record Through(string Port, string Why, RunState State, NodeDetails? Details = null) : Passage;

    /// <summary>It waits for the caller.</summary>
    public sealed record Waiting(CodeWanted Wanted, string Why, RunState State) : Passage;

    public sealed record Over(ScreenPop? Pop, string Why) : Passage;
}
