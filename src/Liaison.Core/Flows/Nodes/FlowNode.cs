using System.Text.Json.Serialization;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;

namespace Liaison.Core.Flows.Nodes;

/// <summary>What one node does. Each kind is one record: its fields are its form, and it says itself what may be wrong with it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(StartNode), "start")]
[JsonDerivedType(typeof(SetItemsNode), "setItems")]
[JsonDerivedType(typeof(BranchNode), "branch")]
[JsonDerivedType(typeof(CustomerLookupNode), "customerLookup")]
[JsonDerivedType(typeof(AdvancedLookupNode), "advancedLookup")]
[JsonDerivedType(typeof(CoalesceNode), "coalesce")]
[JsonDerivedType(typeof(CollectCodeNode), "collectCode")]
[JsonDerivedType(typeof(QueueNode), "queue")]
[JsonDerivedType(typeof(PriorityNode), "priority")]
[JsonDerivedType(typeof(EndNode), "end")]
public abstract record FlowNode
{
    /// <summary>Longest value of a variable, in characters.</summary>
    public const int LongestValue = 4_000;

    /// <summary>Most characters of a text in a node.</summary>
    public const int LongestText = 8_000;

    internal abstract NodeDeclaration Declaration { get; }

    /// <summary>The ports of this one.</summary>
    internal virtual IReadOnlyList<NodePort> Ports => Declaration.Ports;

    /// <summary>The port that is taken when the node fails, or when the port it wants leads nowhere; null when it has none.</summary>
    internal abstract string? NoPort { get; }

    /// <summary>What it does, in one sentence.</summary>
    public abstract string Says(FlowSurroundings around);

    /// <summary>What is wrong with it.</summary>
    /// <param name="at">A JSON pointer to it.</param>
    public abstract IEnumerable<Problem> Check(string at, FlowSurroundings around);

    /// <summary>The texts in which placeholders may stand.</summary>
    internal virtual IEnumerable<string> Texts => [];

    /// <summary>The names of the variables that it sets.</summary>
    internal virtual IEnumerable<string> Sets => [];

    internal abstract ValueTask<Passage> Pass(Stay stay, CancellationToken cancel);

    /// <summary>What is wrong with a text in which placeholders may stand.</summary>
    /// <param name="mayClose">Whether closing braces may stand by themselves, as they do in JSON.</param>
    private protected static IEnumerable<Problem> CheckText(string? text, string at, string? needed = null, bool mayClose = false) =>
        string.IsNullOrWhiteSpace(text) ? needed is null ? [] : [new Problem(at, "required", needed)]
        : text.Length > LongestText ? [new Problem(at, "too-long", $"This has {text.Length:N0} characters; {LongestText:N0} are allowed.")]
        : Placeholders.Check(text, at, mayClose);

    private protected static IEnumerable<Problem> CheckItem(string? name, string at) =>
        string.IsNullOrWhiteSpace(name) ? [new Problem(at, "required", "Say which variable.")]
        : name.Length > 100 || name.Any(c => char.IsControl(c) || c is '{' or '}' or '|') ? [new Problem(at, "bad-item", "A variable's name has 1 to 100 characters, and no braces or bars.")] : [];

    private protected static string Quoted(string text) => $"“{(text.Length > 60 ? Renderer.CutTo(text, 59) + "…" : text)}”";

    /// <summary>Without U+0000, which no database keeps as text.</summary>
    internal static string Clean(string value) => value.Contains('\0', StringComparison.Ordinal) ? value.Replace("\0", "", StringComparison.Ordinal) : value;

    /// <summary>The variables with some set anew; an empty value takes one away.</summary>
    private protected static IReadOnlyDictionary<string, string> With(IReadOnlyDictionary<string, string> items, IEnumerable<KeyValuePair<string, string>> values)
    {
        var all = new Dictionary<string, string>(items, StringComparer.Ordinal);
        foreach (var (name, given) in values)
        {
            var value = Clean(given);
            if (value.Length == 0)
            {
                all.Remove(name);
            }
            else
            {
                all[name] = Renderer.CutTo(value, LongestValue);
            }
        }
        return all;
    }
}
