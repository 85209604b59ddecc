using System.Text.RegularExpressions;
using Liaison.Core.Flows.Nodes;
using Liaison.Core.Shared;

namespace Liaison.Core.Flows;

/// <summary>Says everything that is wrong with a flow, each with its place. Codes that begin with <c>warning-</c> are advice; all others stand in the way of publishing.</summary>
public static partial class FlowCheck
{
    /// <summary>What cannot even be kept as a draft.</summary>
    public static IReadOnlyList<Problem> Shape(CallFlow flow)
    {
        var problems = new List<Problem>();
        if (string.IsNullOrWhiteSpace(flow.Name) || flow.Name.Length > 100)
        {
            problems.Add(new Problem("/name", "required", "A flow needs a name of at most 100 characters."));
        }
        if (flow.Summary.Length > 1_000)
        {
            problems.Add(new Problem("/summary", "too-long", "A summary has at most 1,000 characters."));
        }
        if (Nul().IsMatch(Json.Write(flow)))
        {
            return [.. problems, new Problem("", "not-a-text", "A text holds the character U+0000, which cannot be kept.")];
        }
        if (flow.Nodes.Count > CallFlow.MostNodes)
        {
            return [.. problems, new Problem("/nodes", "too-many", $"A flow has at most {CallFlow.MostNodes} nodes.")];
        }
        foreach (var (node, n) in flow.Nodes.Select((node, n) => (node, n)).Where(p => p.node.Id.Length is 0 or > 60 || p.node.Label.Length > 200))
        {
            problems.Add(new Problem($"/nodes/{n}", "bad-node", $"A node's id has 1 to 60 characters, its label 200 at most; “{node.Id}” does not fit."));
        }
        problems.AddRange(flow.Nodes.Select((node, n) => (node, n)).GroupBy(p => p.node.Id, StringComparer.Ordinal).Where(g => g.Count() > 1)
            .Select(g => new Problem($"/nodes/{g.Last().n}/id", "twice", $"Two nodes have the id “{g.Key}”.")));
        return problems;
    }

    public static IReadOnlyList<Problem> Problems(CallFlow flow, FlowSurroundings around)
    {
        if (Shape(flow) is { Count: > 0 } shape)
        {
            return shape;
        }
        var problems = new List<Problem>();
        if (flow.TimeLimitMs is < 500 or > CallFlow.LongestTimeMs)
        {
            problems.Add(new Problem("/timeLimitMs", "out-of-range", $"A flow may work for 500 to {CallFlow.LongestTimeMs} milliseconds."));
        }
        var starts = flow.Nodes.Count(p => p.Node is StartNode);
        if (starts != 1)
        {
            problems.Add(new Problem("/nodes", starts == 0 ? "no-start" : "several-starts", starts == 0 ? "A flow needs a start." : "A flow has one start."));
        }
        var ids = flow.Nodes.ToDictionary(p => p.Id, StringComparer.Ordinal);
        var reached = Reached(flow, ids);
        foreach (var (placed, n) in flow.Nodes.Select((p, n) => (p, n)))
        {
            problems.AddRange(placed.Node.Check($"/nodes/{n}/node", around));
            problems.AddRange(Wires(placed, n, ids));
            if (starts == 1 && !reached.Contains(placed.Id))
            {
                problems.Add(new Problem($"/nodes/{n}", "warning-unreached", "Nothing leads to this node."));
            }
        }
        return problems;
    }

    private static IEnumerable<Problem> Wires(PlacedNode placed, int n, Dictionary<string, PlacedNode> ids)
    {
        var ports = placed.Node.Ports;
        foreach (var (port, to) in placed.Exits)
        {
            if (ports.All(p => p.Name != port))
            {
                yield return new Problem($"/nodes/{n}/exits/{port}", "warning-unknown-port", $"This node has no port “{port}”.");
            }
            else if (!ids.ContainsKey(to))
            {
                yield return new Problem($"/nodes/{n}/exits/{port}", "unknown-node", "This port leads to a node that is gone.");
            }
        }
        foreach (var port in ports.Where(p => p.Name != "several" && !placed.Exits.ContainsKey(p.Name)))
        {
            yield return new Problem($"/nodes/{n}/exits/{port.Name}", "warning-unwired", port.Name == placed.Node.NoPort ? $"“{port.Label}” leads nowhere: the flow ends there."
                : $"“{port.Label}” leads nowhere: the contact goes on by “{ports.FirstOrDefault(p => p.Name == placed.Node.NoPort)?.Label}”.");
        }
    }

    private static HashSet<string> Reached(CallFlow flow, Dictionary<string, PlacedNode> ids)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(flow.Nodes.Where(p => p.Node is StartNode).Select(p => p.Id));
        while (open.TryPop(out var id))
        {
            if (ids.TryGetValue(id, out var placed) && reached.Add(id))
            {
                foreach (var to in placed.Exits.Values)
                {
                    open.Push(to);
                }
            }
        }
        return reached;
    }

    [GeneratedRegex(@"(?<!\\)(?:\\\\)*\\u0000", RegexOptions.None, 1000)]
    private static partial Regex Nul();
}
