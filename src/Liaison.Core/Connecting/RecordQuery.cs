using System.Text.Json.Serialization;

namespace Liaison.Core.Connecting;

/// <summary>A query as an administrator builds it: which type, which fields, under which condition.</summary>
/// <param name="Fields">Fields to read; <c>Account.Name</c> for a relation's.</param>
/// <param name="Most">Most records to read.</param>
public sealed record RecordQuery(string RecordType, IReadOnlyList<string> Fields, QueryCondition Condition, int Most = 200);

/// <summary>The condition of a query; there is always one.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(One), "one")]
[JsonDerivedType(typeof(Free), "free")]
public abstract record QueryCondition
{
    private QueryCondition() { }

    /// <summary>One field compared with one value.</summary>
    /// <param name="Operator">equals · notEquals · contains · startsWith · greater · less · atLeast · atMost.</param>
    /// <param name="Value">A text in which <c>{{ placeholders }}</c> may stand.</param>
    public sealed record One(string Field, string Operator, string Value) : QueryCondition;

    /// <summary>A condition in the system's own language, in which <c>{{ placeholders }}</c> may stand where a value may.</summary>
    public sealed record Free(string Text) : QueryCondition;
}

/// <param name="Total">How many meet the condition, which may be more than were read.</param>
/// <param name="Sent">The query as it was sent, values and all.</param>
public sealed record QueryAnswer(IReadOnlyList<FoundRecord> Records, int Total, string Sent);

/// <summary>A field that a query may name.</summary>
/// <param name="Path">As it stands in the query: <c>Account.Name</c>.</param>
/// <param name="Opens">The relation that can be looked into through this field (<c>Account</c>); null when there is none.</param>
/// <param name="Filterable">Whether a condition may name it.</param>
public sealed record QueryField(string Path, string Label, string Type, bool Filterable, string? Opens = null);
