using Liaison.Core.Flows;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Shared;
using Liaison.Storage.Flows;

namespace Liaison.Hub.Api.Flows;

/// <summary>A call flow: its draft, what is at work, and what a check says of the draft.</summary>
/// <param name="Version">Of the draft and of what is at work together: its ETag.</param>
/// <param name="Published">What is at work; null when nothing is.</param>
/// <param name="Problems">What stands in the way of publishing, and advice.</param>
/// <param name="ChangedSincePublished">Whether the draft differs from what is at work.</param>
/// <param name="Says">By node id, what the node does, in one sentence.</param>
public sealed record FlowAnswer(
    Id<CallFlow> Id, CallFlow Flow, int Version, PublishedAnswer? Published, IReadOnlyList<ProblemLine> Problems, bool ChangedSincePublished, IReadOnlyDictionary<string, string> Says) : IVersioned
{
    internal static FlowAnswer Of(StoredFlow stored, FlowSurroundings around) => new(
        stored.Id, stored.Draft, stored.Version, stored.Published is { } at ? new PublishedAnswer(at.Version, at.At, at.By) : null,
        [.. FlowCheck.Problems(stored.Draft, around).Select(ProblemLine.Of)], stored.Published is null || Json.Write(stored.Published.Flow) != Json.Write(stored.Draft),
        stored.Draft.Nodes.DistinctBy(p => p.Id).ToDictionary(p => p.Id, p => p.Node.Says(around), StringComparer.Ordinal));
}

/// <param name="At">When it was put to work, last.</param>
/// <param name="By">A person's or key's name.</param>
public sealed record PublishedAnswer(int Version, DateTimeOffset At, string By);

/// <param name="At">When it was published.</param>
/// <param name="Current">Whether it is at work.</param>
public sealed record FlowVersionAnswer(int Version, DateTimeOffset At, string By, string Note, bool Current);

/// <param name="Note">What is new, for those who look at the list of versions.</param>
public sealed record PublishBody(string Note = "");

/// <param name="Version">The published version to put to work again.</param>
public sealed record RollbackBody(int Version);

public sealed record FlowProblems(IReadOnlyList<ProblemLine> Problems);

/// <summary>A value that a flow's texts and queries name.</summary>
/// <param name="Path">As it stands between {{ and }}.</param>
/// <param name="Nodes">The ids of the nodes that need it.</param>
/// <param name="SetBy">The ids of the nodes that set it; none: it comes with the contact, or is typed for a try.</param>
public sealed record FlowPlaceholder(string Path, string Label, IReadOnlyList<string> Nodes, IReadOnlyList<string> SetBy);

/// <summary>A kind of node, with its form.</summary>
public sealed record FlowNodeAnswer(string Kind, string Label, string Summary, IReadOnlyList<NodePort> Ports, IReadOnlyList<NodeField> Form);
