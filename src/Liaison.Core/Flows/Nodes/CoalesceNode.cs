using Liaison.Core.Mapping;
using Liaison.Core.Shared;

namespace Liaison.Core.Flows.Nodes;

/// <summary>Splits a line of CSV, as a query with several results leaves it, into variables.</summary>
public sealed record CoalesceNode : FlowNode
{
    public static NodeDeclaration Declared { get; } = new("coalesce", "Split values", "Splits several values in one line, as a lookup with several results leaves them, into variables of their own.",
        [new("next", "Next"), new("empty", "Nothing to split")],
        [
            new("from", "Line", "The variable that holds the values, with commas between them: items.names", "item", true),
            new("items", "Variables", "The first value goes into the first of these, the second into the second …", "itemNames", true),
            new("rest", "Rest", "A variable for the values that are left over, again as one line.", "item"),
        ]);

    /// <summary>Where the line is: <c>items.names</c>.</summary>
    public string From { get; init; } = "";
    public IReadOnlyList<string> Items { get; init; } = [];
    public string? Rest { get; init; }

    internal override NodeDeclaration Declaration => Declared;

    internal override string? NoPort => "empty";

    internal override IEnumerable<string> Texts => [$"{{{{{From}}}}}"];

    internal override IEnumerable<string> Sets => Rest is { Length: > 0 } rest ? [.. Items, rest] : Items;

    public override string Says(FlowSurroundings around) => $"Splits {(From.Length == 0 ? "a line" : From)} into {string.Join(", ", Sets)}.";

    public override IEnumerable<Problem> Check(string at, FlowSurroundings around) =>
    [
        .. string.IsNullOrWhiteSpace(From) ? [new Problem($"{at}/from", "required", "Say which line is split.")] : Placeholders.Check($"{{{{{From}}}}}", $"{at}/from"),
        .. Items.Count == 0 ? [new Problem($"{at}/items", "required", "Name at least one variable.")] : Items.SelectMany((name, n) => CheckItem(name, $"{at}/items/{n}")),
        .. string.IsNullOrEmpty(Rest) ? [] : CheckItem(Rest, $"{at}/rest"),
    ];

    internal override ValueTask<Passage> Pass(Stay stay, CancellationToken cancel)
    {
        var line = stay.Facts[Placeholders.PathOf(From)] ?? "";
        if (line.Length == 0)
        {
            return new(new Passage.Through("empty", $"{From} is empty.", stay.State));
        }
        var values = Csv.Split(line);
        var set = Items.Select((name, n) => KeyValuePair.Create(name, values.ElementAtOrDefault(n) ?? "")).ToList();
        if (Rest is { Length: > 0 } rest)
        {
            set.Add(KeyValuePair.Create(rest, Csv.Line(values.Skip(Items.Count))));
        }
        return new(new Passage.Through("next", $"{From} holds {values.Count} value{(values.Count == 1 ? "" : "s")}.", stay.State with { Items = With(stay.State.Items, set) }));
    }
}
