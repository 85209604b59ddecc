using Liaison.Sandbox.Salesforce.Describe;
using Liaison.Sandbox.Salesforce.Records;

namespace Liaison.Sandbox.Salesforce.Query;

/// <summary>Whether a condition is true of a record. Text is compared without regard to case.</summary>
public sealed class Evaluator(Reader reader)
{
    private readonly Dictionary<Among, HashSet<string>> lists = [];

    public bool Fits(Condition? condition, ObjectType type, Row row) => condition switch
    {
        null => true,
        And and => and.Parts.All(part => Fits(part, type, row)),
        Or or => or.Parts.Any(part => Fits(part, type, row)),
        Not not => !Fits(not.Inner, type, row),
        Comparison comparison => Compare(comparison, comparison.Path.Value(reader, type, row)),
        Among among => Fits(among, type, row),
        _ => throw new InvalidOperationException("There is no other condition."),
    };

    public static bool Compare(Comparison comparison, object? value) => comparison.Operator switch
    {
        "=" => Same(value, comparison.Operands[0]),
        "!=" => !Same(value, comparison.Operands[0]),
        "LIKE" => value is string text && LikePattern.Fits(text, comparison.Operands[0].Pattern!),
        "IN" => In(comparison, value),
        "NOT IN" => value is not null && !In(comparison, value),
        "INCLUDES" => Includes(comparison, value as string),
        "EXCLUDES" => !Includes(comparison, value as string),
        "<" => value is not null && Order(value, comparison.Operands[0].Value) < 0,
        "<=" => value is not null && (comparison.Operands[0].Until is { } until ? Order(value, until) < 0 : Order(value, comparison.Operands[0].Value) <= 0),
        ">" => value is not null && (comparison.Operands[0].Until is { } until ? Order(value, until) >= 0 : Order(value, comparison.Operands[0].Value) > 0),
        ">=" => value is not null && Order(value, comparison.Operands[0].Value) >= 0,
        _ => throw new InvalidOperationException($"There is no operator {comparison.Operator}."),
    };

    /// <summary>Less than nought when the first comes before the second; nothing comes first of all.</summary>
    public static int Order(object? first, object? second) => (first, second) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        (string a, string b) => string.Compare(a, b, StringComparison.OrdinalIgnoreCase),
        (bool a, bool b) => a.CompareTo(b),
        (DateOnly a, DateOnly b) => a.CompareTo(b),
        (DateTimeOffset a, DateTimeOffset b) => a.CompareTo(b),
        _ => Convert.ToDecimal(first, System.Globalization.CultureInfo.InvariantCulture).CompareTo(Convert.ToDecimal(second, System.Globalization.CultureInfo.InvariantCulture)),
    };

    private static bool In(Comparison comparison, object? value) => value is string text ? comparison.Texts.Contains(text) : comparison.Operands.Any(operand => Same(value, operand));

    private static bool Same(object? value, Operand operand) => operand switch
    {
        { Value: null or "" } => value is null,
        { Until: { } until } => value is not null && Order(value, operand.Value) >= 0 && Order(value, until) < 0,
        _ => value is not null && Order(value, operand.Value) == 0,
    };

    /// <summary>Each operand is a list joined by semicolons, all of which must be chosen.</summary>
    private static bool Includes(Comparison comparison, string? value)
    {
        var chosen = value?.Split(';') ?? [];
        return comparison.Operands.Any(operand => ((string)operand.Value!).Split(';').All(one => chosen.Contains(one, StringComparer.OrdinalIgnoreCase)));
    }

    private bool Fits(Among among, ObjectType type, Row row)
    {
        if (!lists.TryGetValue(among, out var list))
        {
            lists[among] = list = [.. new Runner(reader).Rows(among.Select).Select(found => among.Column.Value(reader, among.Select.Type, found)).OfType<string>()];
        }

        return among.Path.Value(reader, type, row) is string id && list.Contains(id) != among.Negated;
    }
}
