using Liaison.Core.Mapping;
using Liaison.Core.Shared;

namespace Liaison.Core.Flows.Nodes;

/// <summary>Says which queue the contact goes to, and which skills its agent needs.</summary>
public sealed record QueueNode : FlowNode
{
    public static NodeDeclaration Declared { get; } = new("queue", "Queue", "Says which queue the contact goes to, and which skills its agent needs.", [new("next", "Next")],
        [new("queue", "Queue", "The queue's name. Values may stand in it between {{ and }}.", "queue", true), new("skills", "Skills", "What an agent must be able to do; none: any agent of the queue.", "texts")]);

    public string Queue { get; init; } = "";
    public IReadOnlyList<string> Skills { get; init; } = [];

    internal override NodeDeclaration Declaration => Declared;

    internal override string? NoPort => "next";

    internal override IEnumerable<string> Texts => [Queue];

    public override string Says(FlowSurroundings around) => Queue.Length == 0 ? "Sends to a queue." : $"Sends to “{Queue}”.";

    public override IEnumerable<Problem> Check(string at, FlowSurroundings around) =>
        [.. CheckText(Queue, $"{at}/queue", "Say which queue."), .. Skills.Count > 50 ? [new Problem($"{at}/skills", "too-many", "At most 50 skills.")] : (Problem[])[]];

    internal override ValueTask<Passage> Pass(Stay stay, CancellationToken cancel)
    {
        var queue = Renderer.CutTo(Placeholders.Parse(Queue).Render(stay.Facts).Trim(), 200);
        return new(queue.Length == 0 ? new Passage.Through("next", "The queue's name is empty, so the contact stays where it is.", stay.State)
            : new Passage.Through("next", $"The contact goes to {Quoted(queue)}.", stay.State with { Queue = queue, Skills = [.. Skills.Where(s => !string.IsNullOrWhiteSpace(s))] }));
    }
}
