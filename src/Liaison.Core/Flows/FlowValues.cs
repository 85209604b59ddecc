using Liaison.Core.Mapping;

namespace Liaison.Core.Flows;

/// <summary>A value that a flow's texts and queries name.</summary>
/// <param name="Path">As it stands between {{ and }}.</param>
/// <param name="Nodes">The ids of the nodes that need it.</param>
/// <param name="SetBy">The ids of the nodes that set it; none: it comes with the contact, or is typed for a try.</param>
public sealed record FlowValue(string Path, IReadOnlyList<string> Nodes, IReadOnlyList<string> SetBy);

public static class FlowValues
{
    /// <summary>All values that a flow needs, each once.</summary>
    public static IReadOnlyList<FlowValue> Of(CallFlow flow)
    {
        var sets = flow.Nodes.SelectMany(p => p.Node.Sets.Select(name => (name, p.Id))).ToLookup(s => s.name, s => s.Id, StringComparer.Ordinal);
        return
        [
            .. flow.Nodes.SelectMany(p => p.Node.Texts.SelectMany(text => Placeholders.Parse(text).Paths).Where(path => path.Length > 0).Select(path => (path, p.Id)))
                .GroupBy(n => n.path, n => n.Id, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => new FlowValue(g.Key, [.. g.Distinct(StringComparer.Ordinal)], [.. sets[NameOf(g.Key)].Distinct(StringComparer.Ordinal)])),
        ];
    }

    private static string NameOf(string path) => path.StartsWith("items.", StringComparison.Ordinal) ? path["items.".Length..] : path;
}
