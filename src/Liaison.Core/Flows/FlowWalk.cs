using System.Diagnostics;
using Liaison.Core.Flows.Nodes;

namespace Liaison.Core.Flows;

/// <summary>
/// Goes through a flow. It always comes to an end: after so many nodes, and within the flow's time, whatever the flow looks like and whatever the systems do that it asks.
/// When the time is used up, nobody is asked any more, but nodes that ask nobody still do what they do: a caller whose lookup took too long still gets into a queue.
/// </summary>
public sealed class FlowWalk(CallFlow flow, FlowSystems systems, TimeProvider time)
{
    /// <summary>Nodes that a run may visit in all.</summary>
    public const int MostVisits = 200;

    private readonly Dictionary<string, PlacedNode> nodes = flow.Nodes.GroupBy(p => p.Id, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);

    /// <exception cref="OperationCanceledException">Nobody wants to know any more.</exception>
    public Task<RunState> Begin(IReadOnlyDictionary<string, string> facts, IReadOnlyDictionary<string, string> items, CancellationToken cancel) =>
        flow.Nodes.FirstOrDefault(p => p.Node is StartNode) is { } start ? Go(new RunState { Facts = facts, Items = items, At = start.Id }, null, cancel)
            : Task.FromResult(new RunState { Facts = facts, Items = items, Why = "The flow has no start." });

    /// <summary>Goes on with what the caller has typed.</summary>
    /// <param name="code">Empty when nothing was typed in time.</param>
    /// <exception cref="OperationCanceledException">Nobody wants to know any more.</exception>
    public Task<RunState> Continue(RunState state, string code, CancellationToken cancel) =>
        state.Waiting is null ? Task.FromResult(state) : Go(state with { Waiting = null }, code, cancel);

    private async Task<RunState> Go(RunState state, string? code, CancellationToken cancel)
    {
        var (began, before) = (time.GetTimestamp(), state.ElapsedMs);
        while (state.At is { } at && state.Waiting is null)
        {
            state = state with { ElapsedMs = before + time.GetElapsedTime(began).TotalMilliseconds };
            if (!nodes.TryGetValue(at, out var placed))
            {
                state = Over(state, EndNode.OfRecords(state), "The next node is gone, so the flow ended.");
            }
            else if (state.Visits >= MostVisits)
            {
                state = Over(state, EndNode.OfRecords(state), $"The flow was ended after {MostVisits} nodes: it goes round in circles.");
            }
            else
            {
                state = await Visit(state with { Visits = state.Visits + 1 }, placed, code, cancel);
                code = null;
            }
        }
        return state with { ElapsedMs = Math.Round(before + time.GetElapsedTime(began).TotalMilliseconds, 3) };
    }

    private async Task<RunState> Visit(RunState state, PlacedNode placed, string? code, CancellationToken cancel)
    {
        var began = time.GetTimestamp();
        var left = TimeSpan.FromMilliseconds(flow.TimeLimitMs - state.ElapsedMs);
        var passage = await Pass(new Stay(placed.Id, state, FlowFacts.Of(state, time.GetUtcNow()), systems, left, time, code), placed, cancel);
        var took = Math.Round(time.GetElapsedTime(began).TotalMilliseconds, 3);
        NodeVisit Seen(string? port, string why, NodeDetails? details = null) => new(placed.Id, placed.Node.Declaration.Kind, placed.Label, port, why, took, details);
        switch (passage)
        {
            case Passage.Through(var port, var why, var after, var details):
                var (taken, next) = Next(placed, port);
                why = taken == port ? why : $"{why} “{port}” leads nowhere, so it went on by “{taken}”.";
                after = after with { Path = [.. state.Path, Seen(taken, why, details)], At = next };
                return next is null ? Over(after, EndNode.OfRecords(after), $"“{taken}” leads nowhere, so the flow ended.") : after;
            case Passage.Waiting(var wanted, var why, var after):
                return after with { Path = [.. state.Path, Seen(null, why)], Waiting = wanted };
            case Passage.Over(var pop, var why):
                return Over(state with { Path = [.. state.Path, Seen(null, why)] }, pop, why);
            default:
                throw new UnreachableException();
        }
    }

    private static async Task<Passage> Pass(Stay stay, PlacedNode placed, CancellationToken cancel)
    {
        try
        {
            return await placed.Node.Pass(stay, cancel);
        }
        catch (Exception broke) when (!cancel.IsCancellationRequested)
        {
            var why = broke is TimeoutException ? "There was no answer in time." : "The node could not do its work.";
            return placed.Node.NoPort is { } no ? new Passage.Through(no, why, stay.State) : new Passage.Over(EndNode.OfRecords(stay.State), why);
        }
    }

    /// <summary>Where a port leads; one that leads nowhere gives way to the node's way out for failures.</summary>
    private (string Port, string? Next) Next(PlacedNode placed, string port)
    {
        string? To(string of) => placed.Exits.TryGetValue(of, out var to) && nodes.ContainsKey(to) ? to : null;
        return To(port) is { } next ? (port, next) : placed.Node.NoPort is { } no && To(no) is { } other ? (no, other) : (port, null);
    }

    private static RunState Over(RunState state, ScreenPop? pop, string why) => state with { At = null, Waiting = null, ScreenPop = pop, Why = why };
}
