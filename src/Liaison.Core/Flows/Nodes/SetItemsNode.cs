using Liaison.Core.Mapping;
using Liaison.Core.Shared;

namespace Liaison.Core.Flows.Nodes;

/// <summary>Sets variables to texts, in which placeholders may stand.</summary>
public sealed record SetItemsNode : FlowNode
{
    public static NodeDeclaration Declared { get; } = new("setItems", "Set variables", "Sets variables to texts, in which other values may stand.", [new("next", "Next")],
        [new("items", "Variables", "Each variable and its text. Write {{ … }} around a value's name to have it filled in; an empty text takes the variable away.", "items", true)]);

    /// <summary>By variable.</summary>
    public IReadOnlyDictionary<string, string> Items { get; init; } = new Dictionary<string, string>();

    internal override NodeDeclaration Declaration => Declared;

    internal override string? NoPort => "next";

    internal override IEnumerable<string> Texts => Items.Values;

    internal override IEnumerable<string> Sets => Items.Keys;

    public override string Says(FlowSurroundings around) => Items.Count == 0 ? "Sets nothing yet." : $"Sets {string.Join(", ", Items.Keys)}.";

    public override IEnumerable<Problem> Check(string at, FlowSurroundings around) => Items.Count == 0 ? [new Problem($"{at}/items", "required", "Say which variables are set.")]
        : Items.SelectMany(i => CheckItem(i.Key, $"{at}/items").Concat(CheckText(i.Value, $"{at}/items/{i.Key}")));

    internal override ValueTask<Passage> Pass(Stay stay, CancellationToken cancel)
    {
        var values = Items.Select(i => KeyValuePair.Create(i.Key, Placeholders.Parse(i.Value).Render(stay.Facts))).ToList();
        var said = string.Join(", ", values.Select(v => v.Value.Length == 0 ? $"{v.Key} is empty" : $"{v.Key} is {Quoted(v.Value)}"));
        return new(new Passage.Through("next", said.Length == 0 ? "Nothing was set." : $"Set: {said}.", stay.State with { Items = With(stay.State.Items, values) }));
    }
}
