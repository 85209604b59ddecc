using Liaison.Sandbox.Dynamics.Records;

namespace Liaison.Sandbox.Dynamics.Query;

/// <summary>Says whether a record is like a condition. Text is compared without case; nothing is true of what is empty, but <c>ne</c>.</summary>
public sealed class Evaluator(Store store)
{
    public bool Holds(Condition condition, Row row) => condition switch
    {
        Condition.All all => all.Parts.All(part => Holds(part, row)),
        Condition.Any any => any.Parts.Any(part => Holds(part, row)),
        Condition.Not not => !Holds(not.Inner, row),
        Condition.Compare compare => Compared(At(compare.Path, row), compare.Operator, compare.Other is { } other ? At(other, row) : compare.Value),
        Condition.Like like => At(like.Path, row) is string text && LikePattern.Fits(text, like.Pattern),
        Condition.In within => At(within.Path, row) is { } value && within.Values.Any(one => Same(value, one)),
        Condition.Between between => At(between.Path, row) is { } value && Order(value, between.From) >= 0 && Order(value, between.To) <= 0,
        Condition.Members members => Contains(members, row),
        _ => throw new InvalidOperationException(condition.GetType().Name),
    };

    public object? At(ColumnPath path, Row row) => Walk(path.Steps, row) is { } end ? ValueOf(end, path.Column) : null;

    public Row? Walk(IReadOnlyList<PathStep> steps, Row row)
    {
        Row? at = row;
        foreach (var step in steps)
        {
            at = at?[step.Column.Name] is Reference reference && reference.Table == step.Target ? store.Find(reference) : null;
        }

        return at;
    }

    public static object? ValueOf(Row row, Metadata.Column column) =>
        column.Type == Metadata.ColumnType.PrimaryKey ? row.Id : column.Name == "versionnumber" ? row.Version : row[column.Name] is Reference reference ? reference.Id : row[column.Name];

    public static int Order(object? left, object? right) => (left, right) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        (string one, string other) => string.Compare(one, other, StringComparison.OrdinalIgnoreCase),
        (IComparable one, _) when left.GetType() == right.GetType() => one.CompareTo(right),
        (IConvertible, IConvertible) => Convert.ToDecimal(left, System.Globalization.CultureInfo.InvariantCulture).CompareTo(Convert.ToDecimal(right, System.Globalization.CultureInfo.InvariantCulture)),
        _ => 0,
    };

    private static bool Compared(object? value, string how, object? with) => how switch
    {
        "eq" => with is null ? value is null : value is not null && Same(value, with),
        "ne" => with is null ? value is not null : value is null || !Same(value, with),
        _ when value is null || with is null => false,
        "gt" => Order(value, with) > 0,
        "ge" => Order(value, with) >= 0,
        "lt" => Order(value, with) < 0,
        _ => Order(value, with) <= 0,
    };

    private static bool Same(object value, object? with) => with is not null && Order(value, with) == 0 && (value is string == with is string);

    private bool Contains(Condition.Members members, Row row)
    {
        if (Walk(members.Steps, row) is not { } end)
        {
            return false;
        }

        var children = store[members.Collection.Table].Referring(members.Collection.Column, end.Id);
        return members.Inner is not { } inner ? children.Any() : members.Every ? children.All(child => Holds(inner, child)) : children.Any(child => Holds(inner, child));
    }
}
