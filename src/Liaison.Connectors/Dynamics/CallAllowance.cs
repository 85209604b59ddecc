using System.Globalization;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;

namespace Liaison.Connectors.Dynamics;

/// <summary>
/// How many calls of five minutes are left, as answers tell it (<c>x-ms-ratelimit-burst-remaining-xrm-requests</c>). Above the share of the settings writing waits, so that people who call are
/// still recognised. How many there are in all is not told: the documented number, or more if more were ever left.
/// </summary>
internal sealed class CallAllowance(int share, TimeProvider time)
{
    public const string Header = "x-ms-ratelimit-burst-remaining-xrm-requests";
    private const long Documented = 6000;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(5);
    private volatile Reading? last;
    private long most = Documented;

    public CallBudget? Budget => last?.Budget;

    /// <returns>What the header says; null when it says nothing.</returns>
    public CallBudget? Note(string? header)
    {
        if (!long.TryParse(header, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var left) || left < 0)
        {
            return null;
        }
        var limit = Math.Max(Interlocked.Read(ref most), left);
        Interlocked.Exchange(ref most, limit);
        var budget = new CallBudget(limit - left, limit, Period);
        last = new Reading(budget, time.GetUtcNow());
        return budget;
    }

    /// <summary>The fault that keeps a write waiting; null while there is room. What was told a while ago counts no more: one call finds out.</summary>
    public Fault? Spent() => last is { } known && share < 100 && time.GetUtcNow() - known.At < Fresh && known.Budget.Used * 100 >= known.Budget.Limit * share
        ? new Fault(FaultKind.Throttled, $"{known.Budget.Used:N0} of about {known.Budget.Limit:N0} calls of five minutes are used, more than the {share} % of the settings. Writing waits, so that looking up callers still works.",
            Code: "call-share", RetryAfter: Fresh)
        : null;

    private sealed record Reading(CallBudget Budget, DateTimeOffset At);
}
