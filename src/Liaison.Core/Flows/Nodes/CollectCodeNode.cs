using Liaison.Core.Mapping;
using Liaison.Core.Shared;

namespace Liaison.Core.Flows.Nodes;

/// <summary>Has the caller type digits. The run waits meanwhile, and goes on in whichever process is told of them.</summary>
public sealed record CollectCodeNode : FlowNode
{
    public const int MostDigits = 50;
    public const int MostTries = 10;

    public static NodeDeclaration Declared { get; } = new("collectCode", "Ask for digits", "Asks the caller to type digits (a ticket number, a PIN) and keeps them in a variable.",
        [new("collected", "Typed"), new("none", "Nothing typed")],
        [
            new("item", "Variable", "The variable that keeps the digits.", "item", true),
            new("prompt", "Prompt", "What the caller is told. Values may stand in it between {{ and }}.", "longText", true),
            new NodeField("minDigits", "Least digits", "Fewer do not count.", "number", true).Or(1).From(1, MostDigits),
            new NodeField("maxDigits", "Most digits", "After so many nobody needs to press the last key.", "number", true).Or(10).From(1, MostDigits),
            new NodeField("terminator", "Last key", "The key that ends the typing.", "choice").Or("#").Of([("#", "#"), ("*", "*"), ("", "None")]),
            new NodeField("timeoutSeconds", "Seconds to wait", "How long the caller may take.", "number", true).Or(10).From(1, 120),
            new NodeField("tries", "Tries", "How often the caller may try.", "number", true).Or(3).From(1, MostTries),
        ]);

    public string Item { get; init; } = "";
    public string Prompt { get; init; } = "";
    public int MinDigits { get; init; } = 1;
    public int MaxDigits { get; init; } = 10;
    public string Terminator { get; init; } = "#";
    public int TimeoutSeconds { get; init; } = 10;
    public int Tries { get; init; } = 3;

    internal override NodeDeclaration Declaration => Declared;

    internal override string? NoPort => "none";

    internal override IEnumerable<string> Texts => [Prompt];

    internal override IEnumerable<string> Sets => Item.Length == 0 ? [] : [Item];

    public override string Says(FlowSurroundings around) => $"Asks for {(MinDigits == MaxDigits ? $"{MinDigits}" : $"{MinDigits} to {MaxDigits}")} digits.";

    public override IEnumerable<Problem> Check(string at, FlowSurroundings around) =>
    [
        .. CheckItem(Item, $"{at}/item"), .. CheckText(Prompt, $"{at}/prompt", "Say what the caller is told."),
        .. MinDigits is < 1 or > MostDigits || MaxDigits > MostDigits || MaxDigits < MinDigits ? [new Problem($"{at}/maxDigits", "out-of-range", $"Between 1 and {MostDigits} digits, and not more at least than at most.")] : (Problem[])[],
        .. Terminator is "#" or "*" or "" ? (Problem[])[] : [new Problem($"{at}/terminator", "out-of-range", "The last key is # or *, or there is none.")],
        .. TimeoutSeconds is < 1 or > 120 ? [new Problem($"{at}/timeoutSeconds", "out-of-range", "A caller has 1 to 120 seconds.")] : (Problem[])[],
        .. Tries is < 1 or > MostTries ? [new Problem($"{at}/tries", "out-of-range", $"A caller may try 1 to {MostTries} times.")] : (Problem[])[],
    ];

    internal override ValueTask<Passage> Pass(Stay stay, CancellationToken cancel)
    {
        var wanted = new CodeWanted(stay.NodeId, Item, Placeholders.Parse(Prompt).Render(stay.Facts), MinDigits, MaxDigits, Terminator, TimeoutSeconds);
        if (stay.Code is not { } typed)
        {
            return new(new Passage.Waiting(wanted, "The caller is asked to type.", stay.State with { Tries = 0 }));
        }
        var code = typed.Trim();
        code = Terminator.Length > 0 && code.EndsWith(Terminator, StringComparison.Ordinal) ? code[..^Terminator.Length] : code;
        if (code.All(char.IsAsciiDigit) && code.Length >= MinDigits && code.Length <= MaxDigits)
        {
            return new(new Passage.Through("collected", $"The caller typed {code.Length} digit{(code.Length == 1 ? "" : "s")}.", stay.State with { Items = With(stay.State.Items, [KeyValuePair.Create(Item, code)]), Tries = 0 }));
        }
        var tries = stay.State.Tries + 1;
        var what = code.Length == 0 ? "The caller typed nothing" : $"What the caller typed is not {MinDigits} to {MaxDigits} digits";
        return new(tries < Tries ? new Passage.Waiting(wanted, $"{what}: {Tries - tries} more {(Tries - tries == 1 ? "try" : "tries")}.", stay.State with { Tries = tries })
            : new Passage.Through("none", $"{what}, and the tries are used up.", stay.State with { Tries = 0 }));
    }
}
