using Liaison.Core.Cases;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Hub.Road;

/// <summary>What came of opening or changing a case.</summary>
public abstract record CaseOutcome
{
    private CaseOutcome() { }

    /// <param name="Deliveries">What was planned because of it.</param>
    /// <param name="Changed">False when everything was so already.</param>
    public sealed record Saved(Case Case, IReadOnlyList<Delivery> Deliveries, bool Changed = true) : CaseOutcome;

    /// <summary>It is known already: the case that the same external id opened before.</summary>
    public sealed record Known(Case Case) : CaseOutcome;

    public sealed record Invalid(IReadOnlyList<Problem> Problems) : CaseOutcome;

    public sealed record Missing : CaseOutcome;

    /// <summary>The caller saw an older version than the one that stands.</summary>
    public sealed record Conflict(int Version) : CaseOutcome;
}

/// <summary>Whose doing a change is.</summary>
/// <param name="Who">For the history: a person's name, or the connection's.</param>
/// <param name="Connection">Set when a change over there caused it: it is not sent back there.</param>
/// <param name="Hops">How many integrations stand between this and a person's action.</param>
public sealed record Origin(string Who, string? Connection = null, int Hops = 0);
