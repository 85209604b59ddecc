using Liaison.Core.Deliveries;

namespace Liaison.Connectors.Dynamics;

/// <summary>A query with its values, ready to be sent.</summary>
/// <param name="Path">What is asked, below the address of the Web API.</param>
/// <param name="Text">The query as people read it.</param>
internal sealed record FilledQuery(string Path, string Text);

/// <summary>A query that cannot be sent: what is wrong with it, or which fact it would need.</summary>
internal sealed record Unfilled(Fault? Fault, string? Absent);

/// <summary>What is wrong with a query, with its place.</summary>
internal static class QueryFaults
{
    /// <summary>The field of the fault is <c>condition[17]</c>: the character within the condition, from 0.</summary>
    public static Fault At(string what, int at) => new(FaultKind.Validation, $"{what} (At character {at + 1} of the condition.)", $"condition[{at}]", "condition");
}
