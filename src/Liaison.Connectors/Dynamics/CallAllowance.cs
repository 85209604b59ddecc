using System.Globalization;
using Liaison.Connectors.Http;
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
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(5);
    private readonly CallShare shared = new(share, TimeSpan.FromSeconds(30), time, "call-share", static budget => $"{budget.Used:N0} of about {budget.Limit:N0} calls of five minutes are used");
    private long most = Documented;

    public CallBudget? Budget => shared.Budget;

    /// <returns>What the header says; null when it says nothing.</returns>
    public CallBudget? Note(string? header)
    {
        if (!long.TryParse(header, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var left) || left < 0)
        {
            return null;
        }
        var limit = Math.Max(Interlocked.Read(ref most), left);
        Interlocked.Exchange(ref most, limit);
        return shared.Note(new CallBudget(limit - left, limit, Period));
    }

    /// <summary>The fault that keeps a write waiting; null while there is room. What was told a while ago counts no more: one call finds out.</summary>
    public Fault? Spent() => shared.Spent();
}
