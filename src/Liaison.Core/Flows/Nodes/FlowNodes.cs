namespace Liaison.Core.Flows.Nodes;

/// <summary>Every kind of node there is, in the order in which the designer offers them.</summary>
public static class FlowNodes
{
    public static readonly IReadOnlyList<NodeDeclaration> All =
    [
        StartNode.Declared, CustomerLookupNode.Declared, AdvancedLookupNode.Declared, BranchNode.Declared, SetItemsNode.Declared, CoalesceNode.Declared, CollectCodeNode.Declared,
        QueueNode.Declared, PriorityNode.Declared, EndNode.Declared,
    ];
}
