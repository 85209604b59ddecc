using System.Globalization;
using System.Text.RegularExpressions;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;

namespace Liaison.Connectors.Salesforce;

/// <summary>
/// How much of the organisation's calls of a day is used, as each answer tells it (<c>sforce-limit-info: api-usage=21/15000</c>). Above the share of the settings writing waits,
/// so that people who call are still recognised.
/// </summary>
internal sealed partial class CallAllowance(int share, TimeProvider time)
{
    private readonly CallShare shared = new(share, TimeSpan.FromMinutes(10), time, "daily-share", static budget => $"{budget.Used:N0} of the organisation's {budget.Limit:N0} calls a day are used");

    public CallBudget? Budget => shared.Budget;

    /// <returns>What the header says; null when it says nothing.</returns>
    public CallBudget? Note(string? header) =>
        header is null || Usage().Match(header) is not { Success: true } match || !Whole(match, "used", out var used) || !Whole(match, "limit", out var limit) || limit == 0 ? null
            : shared.Note(new CallBudget(used, limit));

    /// <summary>The fault that keeps a write waiting; null while there is room. What was told long ago counts no more: one call finds out.</summary>
    public Fault? Spent() => shared.Spent();

    private static bool Whole(Match match, string group, out long number) => long.TryParse(match.Groups[group].Value, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    [GeneratedRegex(@"\bapi-usage=(?<used>\d{1,15})/(?<limit>\d{1,15})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Usage();
}
