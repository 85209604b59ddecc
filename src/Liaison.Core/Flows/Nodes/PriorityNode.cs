using Liaison.Core.Shared;

namespace Liaison.Core.Flows.Nodes;

/// <summary>Says how urgent the contact is.</summary>
public sealed record PriorityNode : FlowNode
{
    public static NodeDeclaration Declared { get; } = new("priority", "Priority", "Says how urgent the contact is: the greater, the sooner.", [new("next", "Next")],
        [new NodeField("priority", "Priority", "0 waits longest, 9 comes first; 5 is usual.", "number", true).Or(5).From(0, 9)]);

    public int Priority { get; init; } = 5;

    internal override NodeDeclaration Declaration => Declared;

    internal override string? NoPort => "next";

    public override string Says(FlowSurroundings around) => $"Sets the priority to {Priority}.";

    public override IEnumerable<Problem> Check(string at, FlowSurroundings around) => Priority is < 0 or > 9 ? [new Problem($"{at}/priority", "out-of-range", "A priority is 0 to 9.")] : [];

    internal override ValueTask<Passage> Pass(Stay stay, CancellationToken cancel) =>
        new(new Passage.Through("next", $"The priority is {Math.Clamp(Priority, 0, 9)}.", stay.State with { Priority = Math.Clamp(Priority, 0, 9) }));
}
