using System.Globalization;
using Liaison.Connectors.Http;
using Liaison.Connectors.Soap;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Confirm;

/// <summary>
/// Finds out what became of a write whose answer was lost. Confirm cannot be asked for a reference: the status logs of the time in question name the
/// enquiries, and those are read and compared.
/// </summary>
internal sealed class LostWrite(ConfirmSettings settings, EnquiryReader reader, StatusLogs logs, FileUpload upload, ConfirmTimes times, TimeProvider time)
{
    /// <summary>How far Confirm's clock and ours may be apart.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(10);

    public async Task<Outcome<Written?>> Find(Draft draft, string? record, string? known, DateTimeOffset since, Calls calls, CancellationToken cancel)
    {
        if (EnquiryForm.Of(draft, record, settings, times).Failed(out var fault, out var form))
        {
            // A draft that cannot even be written down has not been sent.
            return (Written?)null;
        }
        var found = draft.File is { } file && record is not null ? await Attached(file, record, known, since, calls, cancel)
            : record is null ? await Created(draft, form, since, calls, cancel)
            : await Updated(form, record, known, since, calls, cancel);
        // While it cannot be looked up, the doubt remains.
        return found.Failed(out fault, out var written) && fault.Kind is not FaultKind.Ambiguous ? fault with { InDoubt = true } : found;
    }

    private async Task<Outcome<Written?>> Created(Draft draft, EnquiryForm form, DateTimeOffset since, Calls calls, CancellationToken cancel)
    {
        var (from, to) = times.Read(form["LoggedTime"]) is { } exact ? (exact.AddSeconds(-1), exact.AddSeconds(1)) : (since - Skew, time.GetUtcNow() + Skew);
        if ((await logs.Between(from, to, calls, cancel)).Failed(out var fault, out var rows))
        {
            return fault;
        }
        // First those whose first log lies in the window, the likely ones; all of them are read, so that a second match is seen.
        var numbers = rows.OrderBy(row => row.Number ?? int.MaxValue).Select(row => row.Enquiry).Distinct(StringComparer.Ordinal);
        if ((await reader.Many(numbers, calls, cancel)).Failed(out fault, out var enquiries))
        {
            return fault;
        }
        var ours = enquiries.Where(enquiry => IsOurs(enquiry, draft, form)).ToList();
        return ours switch
        {
            [] => (Written?)null,
            [var one] => new Written(one["EnquiryNumber"]!, one["EnquiryLogNumber"], EnquiryValues.Of(one, times), "It had been raised; the answer was lost."),
            _ => new Fault(FaultKind.Ambiguous, $"Several enquiries carry what this delivery wrote: {string.Join(", ", ours.Select(one => one["EnquiryNumber"]))}."),
        };
    }

    private static bool IsOurs(SoapNode enquiry, Draft draft, EnquiryForm form) =>
        enquiry["ExternalSystemReference"] is { } told ? told == draft.Key
        : enquiry["EnquiryReference"] == form["EnquiryReference"]
            && (form["EnquiryReference"] == draft.Key
                || (Same(enquiry, form, "ServiceCode") && Same(enquiry, form, "SubjectCode") && (form["EnquiryDescription"] is null || Same(enquiry, form, "EnquiryDescription"))));

    private async Task<Outcome<Written?>> Updated(EnquiryForm form, string record, string? known, DateTimeOffset since, Calls calls, CancellationToken cancel)
    {
        if ((await Later(record, known, since, times.Read(form["LoggedTime"]), calls, cancel)).Failed(out var fault, out var later))
        {
            return fault;
        }
        var (enquiry, rows) = later;
        var exact = times.Read(form["LoggedTime"]);
        bool Says(StatusRow row) => (form["StatusLogNotes"] is not { } notes || Plain(row.Notes) == Plain(notes)) && (form["EnquiryStatusCode"] is not { } status || row.Status == status);
        var told = form["StatusLogNotes"] is not null || form["EnquiryStatusCode"] is not null;
        var match = rows.FirstOrDefault(row => exact is not null && row.LoggedAt == exact && Says(row))
            // A repaired update has another time, and perhaps another status: then the notes are what is left of it.
            ?? (told ? rows.FirstOrDefault(row => Says(row)) : null)
            ?? (form["StatusLogNotes"] is { } left ? rows.FirstOrDefault(row => Plain(row.Notes) == Plain(left)) : null)
            ?? (!told ? rows.LastOrDefault(_ => Holds(enquiry, form)) : null);
        return match is null ? (Written?)null
            : new Written(record, match.Number?.ToString(CultureInfo.InvariantCulture), EnquiryValues.Of(enquiry, times), "It had been done; the answer was lost.");
    }

    /// <summary>A link leaves no trace that the connector could read, but its log row has no notes and keeps the status. An upload can be asked for.</summary>
    private async Task<Outcome<Written?>> Attached(DraftFile file, string record, string? known, DateTimeOffset since, Calls calls, CancellationToken cancel)
    {
        if (upload.IsOn)
        {
            return (await upload.Holds(record, file, calls, cancel)).Match<Outcome<Written?>>(
                there => there is true ? new Written(record, Note: "The file had been uploaded; the answer was lost.") : (Written?)null, fault => fault);
        }
        if ((await Later(record, known, since, null, calls, cancel)).Failed(out var fault, out var later))
        {
            return fault;
        }
        // A single log since then, and Confirm says that somebody else wrote it: ours never arrived.
        var by = later.Enquiry["LoggedByUserId"]?.Trim();
        var byAnother = later.Rows.Count == 1 && by is not null && !string.Equals(by, settings.Username.Trim(), StringComparison.OrdinalIgnoreCase);
        return !byAnother && later.Rows.Any(row => row.Notes is null) ? new Written(record, later.Enquiry["EnquiryLogNumber"], Note: "The link had been added; the answer was lost.") : (Written?)null;
    }

    /// <summary>The enquiry and the log rows that came after the version we knew, or since our first try.</summary>
    private async Task<Outcome<(SoapNode Enquiry, IReadOnlyList<StatusRow> Rows)>> Later(
        string record, string? known, DateTimeOffset since, DateTimeOffset? exact, Calls calls, CancellationToken cancel)
    {
        if ((await reader.One(record, calls, cancel)).Failed(out var fault, out var enquiry))
        {
            return fault;
        }
        var seen = Number(known);
        if (seen is not null && Number(enquiry["EnquiryLogNumber"]) <= seen)
        {
            return (enquiry, []);
        }
        if (exact is not null)
        {
            if ((await logs.Between(exact.Value.AddSeconds(-1), exact.Value.AddSeconds(1), calls, cancel)).Failed(out fault, out var sharp))
            {
                return fault;
            }
            if (sharp.Any(row => row.Enquiry == record && row.LoggedAt == exact && (seen is null || row.Number is null || row.Number > seen)))
            {
                return (enquiry, [.. sharp.Where(row => row.Enquiry == record && (seen is null || row.Number is null || row.Number > seen))]);
            }
        }
        if ((await logs.Between(since - Skew, time.GetUtcNow() + Skew, calls, cancel)).Failed(out fault, out var rows))
        {
            return fault;
        }
        return (enquiry, [.. rows.Where(row => row.Enquiry == record && (seen is not null ? row.Number is null || row.Number > seen : row.LoggedAt is null || row.LoggedAt >= since.AddMinutes(-1)))]);
    }

    private static bool Holds(SoapNode enquiry, EnquiryForm form) => form.Fields.All(field =>
        field.Key is "LoggedTime" or "EnquiryNumber" || !ConfirmFields.ByName[field.Key].Use.HasFlag(Use.Read) || Plain(enquiry[field.Key]) == Plain(field.Value));

    private static bool Same(SoapNode enquiry, EnquiryForm form, string field) => Plain(enquiry[field]) == Plain(form[field]);

    /// <summary>Line ends and outer blanks do not survive every journey.</summary>
    private static string Plain(string? text) => (text ?? "").ReplaceLineEndings("\n").Trim();

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
