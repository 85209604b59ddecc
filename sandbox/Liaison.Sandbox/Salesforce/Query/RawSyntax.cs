namespace Liaison.Sandbox.Salesforce.Query;

/// <summary>A query as it is written, before anybody asks whether its names exist.</summary>
public sealed record RawSelect(
    IReadOnlyList<RawItem> Items, Token From, string? Alias, RawCondition? Where, IReadOnlyList<RawItem> GroupBy, RawCondition? Having, IReadOnlyList<RawOrdering> OrderBy, Token? Limit, Token? Offset);

/// <param name="Name">The field, or the function.</param>
public abstract record RawItem(Token Name);

public sealed record RawField(Token Name, Token? Alias = null) : RawItem(Name);

/// <param name="Argument">Null for <c>COUNT()</c>.</param>
public sealed record RawFunction(Token Name, Token? Argument, Token? Alias) : RawItem(Name);

public sealed record RawChildren(Token Name, RawSelect Select) : RawItem(Name);

public sealed record RawOrdering(RawItem By, bool Descending, bool NullsLast);

public abstract record RawCondition;

public sealed record RawGroup(bool IsOr, IReadOnlyList<RawCondition> Parts) : RawCondition;

public sealed record RawNot(RawCondition Inner) : RawCondition;

public sealed record RawComparison(RawItem Left, string Operator, Token OperatorAt, IReadOnlyList<RawOperand> Operands, RawSelect? Among) : RawCondition;

/// <param name="Count">The n of <c>LAST_N_DAYS:n</c>.</param>
public sealed record RawOperand(Token Value, Token? Count = null);
