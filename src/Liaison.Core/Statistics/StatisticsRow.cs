namespace Liaison.Core.Statistics;

/// <summary>One queue's figures in one interval, or one agent's of one queue.</summary>
/// <param name="Queue">Null for what belongs to no queue: an agent's own time, and contacts that came by none.</param>
/// <param name="Agent">Null in a queue's row.</param>
public sealed record StatisticsRow(Interval Interval, string? Queue, string? Agent, string? AgentName, IReadOnlyList<long> Figures)
{
    public long this[Measure measure] => Figures[(int)measure];
}
