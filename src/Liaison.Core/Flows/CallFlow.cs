using Liaison.Core.Flows.Nodes;
using Liaison.Core.Shared;

namespace Liaison.Core.Flows;

/// <summary>What happens with a contact before an agent has it: nodes, and the wires between their ports. An administrator's document; a draft may be unfinished.</summary>
public sealed record CallFlow : IIdentified
{
    public const int MostNodes = 200;
    public const int LongestTimeMs = 30_000;

    public static string Prefix => "flw";

    public required string Name { get; init; }
    public string Summary { get; init; } = "";

    /// <summary>Which contacts it is for; empty is for all that no other flow is for.</summary>
    public FlowMatch Match { get; init; } = new();

    /// <summary>How long it may work in all, in milliseconds. The time that a caller needs to type is not counted.</summary>
    public int TimeLimitMs { get; init; } = 8_000;
    public required IReadOnlyList<PlacedNode> Nodes { get; init; }
}

/// <summary>A node where it stands, and where its ports lead.</summary>
/// <param name="Exits">By port, the id of the next node; a port that is missing leads nowhere.</param>
public sealed record PlacedNode(string Id, FlowNode Node, string Label = "", double X = 0, double Y = 0)
{
    public IReadOnlyDictionary<string, string> Exits { get; init; } = new Dictionary<string, string>();

    /// <summary>What people call it.</summary>
    public string NameOr(string kind) => Label.Length > 0 ? Label : kind;
}
