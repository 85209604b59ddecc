using Liaison.Sandbox.Dynamics.Metadata;

namespace Liaison.Sandbox.Dynamics.Query;

/// <summary>What a record must be like.</summary>
public abstract record Condition
{
    private Condition()
    {
    }

    public sealed record All(IReadOnlyList<Condition> Parts) : Condition;

    public sealed record Any(IReadOnlyList<Condition> Parts) : Condition;

    public sealed record Not(Condition Inner) : Condition;

    /// <param name="Other">Compares with another column instead of a value.</param>
    public sealed record Compare(ColumnPath Path, string Operator, object? Value, ColumnPath? Other = null) : Condition;

    /// <summary>A LIKE pattern; <c>% _ [ ]</c> are wildcards also where they came from a value.</summary>
    public sealed record Like(ColumnPath Path, string Pattern) : Condition;

    public sealed record In(ColumnPath Path, IReadOnlyList<object?> Values) : Condition;

    public sealed record Between(ColumnPath Path, object? From, object? To) : Condition;

    /// <summary>True when some (or every) record of a collection is like that.</summary>
    public sealed record Members(IReadOnlyList<PathStep> Steps, Collection Collection, Condition? Inner, bool Every) : Condition;
}

/// <summary>One step from a record to the one that a lookup means.</summary>
public sealed record PathStep(Column Column, string Target);

/// <summary>A column of the record, or of one that it refers to.</summary>
public sealed record ColumnPath(IReadOnlyList<PathStep> Steps, Column Column);
