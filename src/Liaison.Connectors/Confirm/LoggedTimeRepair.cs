using Liaison.Connectors.Http;
using Liaison.Connectors.Soap;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Confirm;

/// <summary>
/// What to do when Confirm says that LoggedTime must be greater than the current log's. Two changes within one second break that rule with nobody
/// at fault: the later one is moved one second behind the current log and keeps its status. Only when somebody else has changed the enquiry since
/// our rule fired is the status left out, so that old news cannot undo theirs.
/// </summary>
internal sealed class LoggedTimeRepair(ConfirmSettings settings, EnquiryReader reader, StatusLogs logs, ConfirmTimes times)
{
    private static readonly TimeSpan Close = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestSearch = TimeSpan.FromDays(2);

    /// <returns>The form to send: with a later time and its status, or without either.</returns>
    public async Task<Outcome<EnquiryForm>> Later(string number, EnquiryForm form, Calls calls, CancellationToken cancel)
    {
        if ((await reader.One(number, calls, cancel)).Failed(out var fault, out var enquiry))
        {
            return fault;
        }
        var wanted = times.Read(form["LoggedTime"])!.Value;
        var current = Latest(times.Read(enquiry["LogEffectiveTime"]), times.Read(enquiry["LoggedTime"]));
        if (current is not { } last)
        {
            return WithoutStatus(form);
        }
        if ((await Overtaken(number, enquiry, wanted, last, calls, cancel)).Failed(out fault, out var overtaken))
        {
            return fault;
        }
        if (overtaken is true)
        {
            return WithoutStatus(form);
        }
        var moved = form.With("LoggedTime", times.Write(last.AddSeconds(1)));
        return moved with { Notes = [.. form.Notes, $"The current log of the enquiry is not older, so LoggedTime was moved from {form["LoggedTime"]} to {moved["LoggedTime"]}."] };
    }

    public static EnquiryForm WithoutStatus(EnquiryForm form) => form.Without("LoggedTime", "EnquiryStatusCode") with
    {
        Notes = [.. form.Notes, form["EnquiryStatusCode"] is { } status
            ? $"The enquiry was changed in Confirm after this update was triggered, so its status was not set to {status} and LoggedTime is Confirm's own."
            : "The enquiry was changed in Confirm after this update was triggered, so LoggedTime is Confirm's own."],
    };

    /// <summary>Whether anybody else wrote a log later than the time that we wanted.</summary>
    private async Task<Outcome<bool?>> Overtaken(string number, SoapNode enquiry, DateTimeOffset wanted, DateTimeOffset last, Calls calls, CancellationToken cancel)
    {
        if (last <= wanted)
        {
            return (bool?)false;
        }
        var by = enquiry["LoggedByUserId"];
        var ours = by is not null && string.Equals(by.Trim(), settings.Username.Trim(), StringComparison.OrdinalIgnoreCase);
        if (by is not null && !ours)
        {
            return (bool?)true;
        }
        if (last - wanted <= Close)
        {
            return (bool?)false;
        }
        if (!ours || last - wanted > LongestSearch)
        {
            return (bool?)true;
        }
        // The current log is ours; but somebody's may lie between. Who wrote those is not told, so a single later log is the only sure case.
        if ((await logs.Between(wanted.AddSeconds(1), last, calls, cancel)).Failed(out var fault, out var rows))
        {
            return fault;
        }
        return (bool?)(rows.Count(row => row.Enquiry == number) > 1);
    }

    private static DateTimeOffset? Latest(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other : one;
}
