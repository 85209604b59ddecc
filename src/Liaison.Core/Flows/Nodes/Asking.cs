using Liaison.Core.Connecting;
using Liaison.Core.Mapping;
using Liaison.Core.Sessions;
using Liaison.Core.Shared;

namespace Liaison.Core.Flows.Nodes;

/// <summary>What nodes that ask a connected system have in common.</summary>
internal static class Asking
{
    /// <summary>Records of one answer that are shown and kept.</summary>
    public const int MostKept = 20;

    private const int MostRecords = 50;
    private const int LongestShown = 1_000;

    public static IEnumerable<Problem> Check(string connection, string at, FlowSurroundings around, Func<KnownConnection, bool> can, string cannot) =>
        connection.Length == 0 ? [new Problem($"{at}/connectionId", "required", "Choose a connection.")]
        : !around.Connections.TryGetValue(connection, out var known) ? [new Problem($"{at}/connectionId", "unknown-connection", "This connection is gone. Choose another; until then the node finds nothing.")]
        : !can(known) ? [new Problem($"{at}/connectionId", "wrong-connection", $"“{known.Name}” {cannot}.")]
        : known.Enabled ? [] : [new Problem($"{at}/connectionId", "warning-switched-off", $"“{known.Name}” is switched off; until it is on, the node finds nothing.")];

    public static IEnumerable<Problem> Check(int withinMs, IReadOnlyDictionary<string, string> items, string at) =>
    [
        .. withinMs is < 100 or > 10_000 ? [new Problem($"{at}/withinMs", "out-of-range", "The time to wait lies between 100 and 10000 milliseconds.")] : (Problem[])[],
        .. items.Where(i => i.Key.Trim().Length is 0 or > 100).Select(i => new Problem($"{at}/items", "bad-item", "A variable's name has 1 to 100 characters.")),
        .. items.Where(i => string.IsNullOrWhiteSpace(i.Value)).Select(i => new Problem($"{at}/items/{i.Key}", "required", $"Say which field fills {i.Key}.")),
    ];

    /// <summary>How long this one may take: its own limit, within what is left of the flow's; null when nothing is left.</summary>
    public static TimeSpan? Limit(Stay stay, int withinMs)
    {
        var own = TimeSpan.FromMilliseconds(Math.Clamp(withinMs, 1, 10_000));
        return stay.Left <= TimeSpan.Zero ? null : own < stay.Left ? own : stay.Left;
    }

    /// <summary>The records with these among them; one that was known already is known anew.</summary>
    public static RunState Recognise(RunState state, IReadOnlyList<RecognisedRecord> found) => state with
    {
        Records = [.. state.Records.Select(r => found.FirstOrDefault(f => f.IsSame(r)) is { } again ? again with { Open = r.Open || again.Open } : r)
            .Concat(found.Where(f => !state.Records.Any(f.IsSame)).DistinctBy(f => (f.RecordType, f.Record))).Take(MostRecords)],
        Candidates = [.. state.Candidates.Where(c => !found.Any(c.IsSame))],
    };

    /// <summary>The values that the agent is shown.</summary>
    public static Dictionary<string, string> Kept(FoundRecord found, IEnumerable<string> fields) => fields.Distinct(StringComparer.Ordinal).Where(found.Values.ContainsKey)
        .Take(MostRecords).ToDictionary(f => f, f => Renderer.CutTo(FlowNode.Clean(found.Values[f]), LongestShown), StringComparer.Ordinal);
}
