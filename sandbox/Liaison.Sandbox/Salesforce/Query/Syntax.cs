using Liaison.Sandbox.Salesforce.Describe;
using Liaison.Sandbox.Salesforce.Records;

namespace Liaison.Sandbox.Salesforce.Query;

/// <summary>A query, understood: every name in it is a field that exists.</summary>
public sealed record Select(
    ObjectType Type, IReadOnlyList<Item> Items, Condition? Where, IReadOnlyList<FieldPath> GroupBy, Condition? Having, IReadOnlyList<Ordering> OrderBy, int? Limit, int Offset)
{
    public bool IsAggregate => GroupBy.Count > 0 || Items.Any(item => item is AggregateItem);

    public bool IsCount => Items is [AggregateItem { Function: "COUNT", Path: null }] && GroupBy.Count == 0;
}

/// <summary>One thing that is asked for.</summary>
public abstract record Item;

public sealed record FieldItem(FieldPath Path, string? Alias = null) : Item;

/// <param name="Path">Null in <c>COUNT()</c>.</param>
public sealed record AggregateItem(string Function, FieldPath? Path, string? Alias) : Item;

/// <summary>Children of each record.</summary>
public sealed record ChildItem(ChildRelationship Relationship, Field Link, Select Select) : Item;

/// <summary>A field of the record or of one of its parents.</summary>
/// <param name="Steps">The references to follow, with the kind of parent that each leads to; null means whatever kind it is.</param>
public sealed record FieldPath(string Text, IReadOnlyList<(Field Reference, ObjectType? Parent)> Steps, string Last, Field? Field)
{
    /// <summary>The row that has the field, with its kind; null when a parent is missing.</summary>
    public (Row Row, ObjectType Type)? Owner(Reader reader, ObjectType type, Row row)
    {
        foreach (var (reference, _) in Steps)
        {
            if (row[reference] is not string id || reader.Parent(id) is not { } parent)
            {
                return null;
            }

            (row, type) = parent;
        }

        return (row, type);
    }

    /// <summary>Of a parent whose kind is not known beforehand, <c>Type</c> is the name of its kind.</summary>
    public object? Value(Reader reader, ObjectType type, Row row) => Owner(reader, type, row) is not { } owner ? null
        : Field is not null ? owner.Row[Field]
        : owner.Type.Field(Last) is { } field && Last != "Type" ? owner.Row[field]
        : Last == "Type" ? owner.Type.Name : null;
}

public sealed record Ordering(FieldPath? Path, AggregateItem? Aggregate, bool Descending, bool NullsLast);

/// <summary>What a WHERE clause says.</summary>
public abstract record Condition;

public sealed record And(IReadOnlyList<Condition> Parts) : Condition;

public sealed record Or(IReadOnlyList<Condition> Parts) : Condition;

public sealed record Not(Condition Inner) : Condition;

/// <param name="Operator">=, !=, &lt;, &lt;=, &gt;, &gt;=, LIKE, IN, NOT IN, INCLUDES, EXCLUDES.</param>
public sealed record Comparison(FieldPath Path, string Operator, IReadOnlyList<Operand> Operands, AggregateItem? Aggregate = null) : Condition
{
    private System.Collections.Frozen.FrozenSet<string>? texts;

    /// <summary>The text operands, for quick looking up in a long list.</summary>
    public System.Collections.Frozen.FrozenSet<string> Texts =>
        texts ??= System.Collections.Frozen.FrozenSet.ToFrozenSet(Operands.Select(operand => operand.Value).OfType<string>(), StringComparer.OrdinalIgnoreCase);

    public bool Equals(Comparison? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}

/// <summary><c>Id IN (SELECT ContactId FROM Task WHERE …)</c>.</summary>
public sealed record Among(FieldPath Path, bool Negated, Select Select, FieldPath Column) : Condition;

/// <summary>A value to compare with: one value, or a span of time with an end that is not part of it.</summary>
public sealed record Operand(object? Value, string? Pattern = null, object? Until = null);
