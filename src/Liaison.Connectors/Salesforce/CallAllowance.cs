using System.Globalization;
using System.Text.RegularExpressions;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;

namespace Liaison.Connectors.Salesforce;

/// <summary>
/// How much of the organisation's calls of a day is used, as each answer tells it (<c>sforce-limit-info: api-usage=21/15000</c>). Above the share of the settings writing waits,
/// so that people who call are still recognised.
/// </summary>
internal sealed partial class CallAllowance(int share, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);
    private volatile Reading? last;

    public CallBudget? Budget => last?.Budget;

    /// <returns>What the header says; null when it says nothing.</returns>
    public CallBudget? Note(string? header)
    {
        if (header is null || Usage().Match(header) is not { Success: true } match || !Whole(match, "used", out var used) || !Whole(match, "limit", out var limit) || limit == 0)
        {
            return null;
        }
        var budget = new CallBudget(used, limit);
        last = new Reading(budget, time.GetUtcNow());
        return budget;
    }

    /// <summary>The fault that keeps a write waiting; null while there is room. What was told long ago counts no more: one call finds out.</summary>
    public Fault? Spent() => last is { } known && time.GetUtcNow() - known.At < Fresh && known.Budget.Used * 100 >= known.Budget.Limit * share && share < 100
        ? new Fault(FaultKind.Throttled, $"{known.Budget.Used:N0} of the organisation's {known.Budget.Limit:N0} calls a day are used, more than the {share} % of the settings. Writing waits, so that looking up callers still works.",
            Code: "daily-share", RetryAfter: Fresh)
        : null;

    private static bool Whole(Match match, string group, out long number) => long.TryParse(match.Groups[group].Value, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    [GeneratedRegex(@"\bapi-usage=(?<used>\d{1,15})/(?<limit>\d{1,15})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Usage();

    private sealed record Reading(CallBudget Budget, DateTimeOffset At);
}
