using Liaison.Core.Shared;

namespace Liaison.Core.Flows.Nodes;

/// <summary>Where each run begins; a flow has one.</summary>
public sealed record StartNode : FlowNode
{
    public static NodeDeclaration Declared { get; } = new("start", "Start", "Where each run begins.", [new("next", "Next")], []);

    internal override NodeDeclaration Declaration => Declared;

    internal override string? NoPort => "next";

    public override string Says(FlowSurroundings around) => "The contact arrives.";

    public override IEnumerable<Problem> Check(string at, FlowSurroundings around) => [];

    internal override ValueTask<Passage> Pass(Stay stay, CancellationToken cancel) => new(new Passage.Through("next", "The contact arrived.", stay.State));
}
