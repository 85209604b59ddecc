using System.Globalization;
using System.Text.RegularExpressions;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;

namespace Liaison.Core.Flows.Nodes;

/// <summary>One comparison of two texts in which placeholders may stand. Letter case and blanks around them do not count.</summary>
/// <param name="Operator">equals · notEquals · contains · startsWith · endsWith · greater · less · isEmpty · isNotEmpty · matches.</param>
public sealed record FlowCondition(string Value = "", string Operator = "equals", string Against = "")
{
    public static readonly IReadOnlyList<(string Name, string Label)> Operators =
    [
        ("equals", "is"), ("notEquals", "is not"), ("contains", "contains"), ("startsWith", "starts with"), ("endsWith", "ends with"), ("greater", "is greater than"), ("less", "is less than"),
        ("isEmpty", "is empty"), ("isNotEmpty", "is not empty"), ("matches", "matches the pattern"),
    ];

    private bool NeedsOther => Operator is not ("isEmpty" or "isNotEmpty");

    public IEnumerable<Problem> Check(string at)
    {
        if (string.IsNullOrWhiteSpace(Value))
        {
            yield return new Problem($"{at}/value", "required", "Say what is compared: a variable between {{ and }}, for example.");
        }
        if (Operators.All(o => o.Name != Operator))
        {
            yield return new Problem($"{at}/operator", "unknown-operator", $"Choose one of {string.Join(", ", Operators.Select(o => o.Name))}.");
        }
        else if (NeedsOther && Against.Length == 0)
        {
            yield return new Problem($"{at}/against", "required", "Say what it is compared with; to ask whether it is empty, there is “is empty”.");
        }
        else if (Operator == "matches" && !Against.Contains("{{", StringComparison.Ordinal) && PatternOf(Against) is null)
        {
            yield return new Problem($"{at}/against", "bad-pattern", "This is no pattern that can be used. Take a regular expression without look-around and back-references.");
        }
        foreach (var problem in (Value.Length > FlowNode.LongestText || Against.Length > FlowNode.LongestText ? [new Problem(at, "too-long", $"At most {FlowNode.LongestText:N0} characters.")] : Placeholders.Check(Value, $"{at}/value"))
            .Concat(Operator == "matches" ? [] : Placeholders.Check(Against, $"{at}/against")))
        {
            yield return problem;
        }
    }

    /// <summary>Whether it holds, and a sentence that says so.</summary>
    public (bool Holds, string Why) Look(Facts facts)
    {
        var value = Placeholders.Parse(Value).Render(facts).Trim();
        var against = NeedsOther ? Placeholders.Parse(Against).Render(facts).Trim() : "";
        var holds = Operator switch
        {
            "equals" => Same(value, against),
            "notEquals" => !Same(value, against),
            "contains" => against.Length > 0 && value.Contains(against, StringComparison.OrdinalIgnoreCase),
            "startsWith" => against.Length > 0 && value.StartsWith(against, StringComparison.OrdinalIgnoreCase),
            "endsWith" => against.Length > 0 && value.EndsWith(against, StringComparison.OrdinalIgnoreCase),
            "greater" => Order(value, against) > 0,
            "less" => Order(value, against) < 0,
            "isEmpty" => value.Length == 0,
            "isNotEmpty" => value.Length > 0,
            "matches" => PatternOf(against)?.IsMatch(value) == true,
            _ => false,
        };
        var words = Operators.FirstOrDefault(o => o.Name == Operator).Label ?? Operator;
        return (holds, $"{Named(value)} {(holds ? "" : "does not fit: it should be so that it ")}{words}{(NeedsOther ? " " + Named(against) : "")}.");
    }

    private static string Named(string value) => value.Length == 0 ? "Nothing" : $"“{(value.Length > 60 ? Renderer.CutTo(value, 59) + "…" : value)}”";

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    // Numbers by their size, times by their order, all else by the alphabet. What is empty is neither greater nor less.
    private static int Order(string one, string other) =>
        one.Length == 0 || other.Length == 0 ? 0
        : decimal.TryParse(one, NumberStyles.Number, CultureInfo.InvariantCulture, out var a) && decimal.TryParse(other, NumberStyles.Number, CultureInfo.InvariantCulture, out var b) ? a.CompareTo(b)
        : DateTimeOffset.TryParse(one, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var t) && DateTimeOffset.TryParse(other, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var u) ? t.CompareTo(u)
        : string.Compare(one, other, StringComparison.OrdinalIgnoreCase);

    // Takes time in proportion to the text, whatever the pattern: nobody's pattern can hold a call up.
    private static Regex? PatternOf(string pattern)
    {
        try
        {
            return pattern.Length > 1_000 ? null : new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(250));
        }
        catch (Exception bad) when (bad is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
