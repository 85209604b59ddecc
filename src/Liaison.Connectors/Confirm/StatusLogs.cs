using System.Globalization;
using Liaison.Connectors.Http;
using Liaison.Connectors.Soap;
using Liaison.Core.Connecting;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Confirm;

/// <summary>One row of an enquiry's status log.</summary>
internal sealed record StatusRow(string Enquiry, int? Number, string? Status, DateTimeOffset? LoggedAt, DateTimeOffset? EffectiveAt, string? Notes)
{
    public static StatusRow Of(string enquiry, SoapNode log, ConfirmTimes times) => new(
        enquiry, int.TryParse(log["EnquiryLogNumber"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null, log["EnquiryStatusCode"],
        times.Read(log["LoggedTime"]), times.Read(log["LogEffectiveTime"]), log["StatusLogNotes"]);
}

/// <summary>
/// Reads the status logs of a window over LoggedTime, of the whole tenant: Confirm offers no other way. Long windows are asked for in parts; one
/// enquiry may come in several elements, its rows in any order.
/// </summary>
internal sealed class StatusLogs(ConfirmClient client, ConfirmTimes times)
{
    private static readonly TimeSpan LongestWindow = TimeSpan.FromHours(12);

    /// <returns>Rows by time, each once.</returns>
    public async Task<Outcome<IReadOnlyList<StatusRow>>> Between(DateTimeOffset from, DateTimeOffset to, Calls calls, CancellationToken cancel)
    {
        var rows = new List<StatusRow>();
        for (var start = from; start <= to; start += LongestWindow)
        {
            var end = start + LongestWindow < to ? start + LongestWindow : to;
            var operation = ConfirmOperation.Plain("GetEnquiryStatusChanges", ("LoggedTimeFrom", times.Write(start)), ("LoggedTimeTo", times.Write(end)));
            if ((await client.Ask(operation, writes: false, calls, cancel)).Failed(out var fault, out var answer))
            {
                return fault;
            }
            rows.AddRange(answer.All("UpdatedEnquiry").Where(enquiry => enquiry["EnquiryNumber"] is not null)
                .SelectMany(enquiry => enquiry.All("EnquiryStatusLog").Select(log => StatusRow.Of(enquiry["EnquiryNumber"]!, log, times))));
        }
        return rows.DistinctBy(row => (row.Enquiry, row.Number, row.LoggedAt)).OrderBy(row => row.LoggedAt).ThenBy(row => row.Number).ToList();
    }
}
