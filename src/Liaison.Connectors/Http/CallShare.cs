using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;

namespace Liaison.Connectors.Http;

/// <summary>
/// Keeps writing from using up what an organisation may call: above a share of it writing waits, so that people who call are still recognised.
/// </summary>
/// <param name="share">Percent; a hundred never waits.</param>
/// <param name="fresh">How long what an answer told counts; after that one call finds out.</param>
/// <param name="code">The fault's code.</param>
/// <param name="used">What is used, as a sentence's beginning: “21 of 100 calls a day are used”.</param>
internal sealed class CallShare(int share, TimeSpan fresh, TimeProvider time, string code, Func<CallBudget, string> used)
{
    private volatile Reading? last;

    public CallBudget? Budget => last?.Budget;

    public CallBudget Note(CallBudget budget)
    {
        last = new Reading(budget, time.GetUtcNow());
        return budget;
    }

    /// <summary>The fault that keeps a write waiting; null while there is room.</summary>
    public Fault? Spent() => last is { } known && share < 100 && time.GetUtcNow() - known.At < fresh && known.Budget.Used * 100 >= known.Budget.Limit * share
        ? new Fault(FaultKind.Throttled, $"{used(known.Budget)}, more than the {share} % of the settings. Writing waits, so that looking up callers still works.", Code: code, RetryAfter: fresh)
        : null;

    private sealed record Reading(CallBudget Budget, DateTimeOffset At);
}
