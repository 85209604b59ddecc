using Liaison.Core.Shared;

namespace Liaison.Core.Flows.Nodes;

/// <summary>Goes one way or another: the first case of which all conditions hold.</summary>
public sealed record BranchNode : FlowNode
{
    public const int MostCases = 20;

    public static NodeDeclaration Declared { get; } = new("branch", "Branch", "Goes one way or another, by the first case of which all conditions hold.", [new("otherwise", "Otherwise")],
        [new("cases", "Cases", "Each case has conditions, all of which must hold. The first case that fits is taken; none: “otherwise”.", "cases", true) { Choices = [.. FlowCondition.Operators.Select(o => new NodeChoice(o.Name, o.Label))] }]);

    public IReadOnlyList<BranchCase> Cases { get; init; } = [];

    internal override NodeDeclaration Declaration => Declared;

    internal override IReadOnlyList<NodePort> Ports => [.. Cases.Select(c => new NodePort(c.Port, c.Label)), .. Declared.Ports];

    internal override string? NoPort => "otherwise";

    internal override IEnumerable<string> Texts => Cases.SelectMany(c => c.All).SelectMany(c => new[] { c.Value, c.Against });

    public override string Says(FlowSurroundings around) => Cases.Count == 0 ? "Goes one way: there are no cases yet." : $"Goes one of {Cases.Count + 1} ways.";

    public override IEnumerable<Problem> Check(string at, FlowSurroundings around)
    {
        if (Cases.Count is 0 or > MostCases)
        {
            yield return new Problem($"{at}/cases", Cases.Count == 0 ? "required" : "too-many", $"A branch has 1 to {MostCases} cases.");
        }
        foreach (var twice in Cases.GroupBy(c => c.Port, StringComparer.Ordinal).Where(g => g.Count() > 1 || g.Key is "otherwise" or ""))
        {
            yield return new Problem($"{at}/cases", "bad-port", $"Each case needs a port of its own; “{twice.Key}” will not do.");
        }
        foreach (var (branch, n) in Cases.Select((c, n) => (c, n)))
        {
            if (branch.All.Count == 0)
            {
                yield return new Problem($"{at}/cases/{n}/all", "required", "A case without conditions would always be taken. Add one.");
            }
            foreach (var problem in branch.All.SelectMany((c, m) => c.Check($"{at}/cases/{n}/all/{m}")))
            {
                yield return problem;
            }
        }
    }

    internal override ValueTask<Passage> Pass(Stay stay, CancellationToken cancel)
    {
        var told = "";
        foreach (var branch in Cases)
        {
            var looked = branch.All.Select(c => c.Look(stay.Facts)).ToList();
            if (looked.Count > 0 && looked.TrueForAll(l => l.Holds))
            {
                return new(new Passage.Through(branch.Port, string.Join(" ", looked.Select(l => l.Why)), stay.State));
            }
            told = looked.Find(l => !l.Holds).Why ?? told;
        }
        return new(new Passage.Through("otherwise", $"No case fits. {told}".TrimEnd(), stay.State));
    }
}

/// <param name="Port">The port that it leaves by.</param>
/// <param name="Label">What people call it.</param>
public sealed record BranchCase(string Port, string Label = "")
{
    public IReadOnlyList<FlowCondition> All { get; init; } = [];
}
