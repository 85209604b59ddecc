using Liaison.Core.Sessions;

namespace Liaison.Core.Flows;

/// <summary>Which contacts a flow is for. Every list that is not empty must hold the contact's value.</summary>
public sealed record FlowMatch
{
    /// <summary>Numbers or SIP addresses that were dialled.</summary>
    public IReadOnlyList<string> Dnis { get; init; } = [];
    public IReadOnlyList<string> Queues { get; init; } = [];
    public IReadOnlyList<Channel> Channels { get; init; } = [];
    public IReadOnlyList<string> Campaigns { get; init; } = [];
}
