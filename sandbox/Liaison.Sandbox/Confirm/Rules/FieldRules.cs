using System.Globalization;
using Liaison.Sandbox.Confirm.Lookups;
using Liaison.Sandbox.Confirm.Records;
using Liaison.Sandbox.Confirm.Soap;

namespace Liaison.Sandbox.Confirm.Rules;

/// <summary>The rules of the plain fields, the same for a new enquiry and an update.</summary>
public static class FieldRules
{
    private const int LongText = 2000;
    private const int LongestName = 50;
    private const int LongestPhone = 20;

    /// <summary>British National Grid, EPSG:27700, in metres. Degrees fall below the least value, a swapped pair beyond the greatest.</summary>
    private const decimal Least = 1000, Easternmost = 700_000, Northernmost = 1_300_000;

    public static Refusal? Check(OperationForm form, Catalogue catalogue, ConfirmSettings settings) =>
        Lengths(form, settings) ?? Codes(form, catalogue) ?? Position(form) ?? Site(form, catalogue, settings) ?? Times(form) ?? External(form) ?? Documents(form);

    public static Refusal? Longest(string field, string? text, int limit) =>
        text is not null && text.Length > limit ? new Refusal($"{field} is longer than {limit} characters") : null;

    private static Refusal? Lengths(OperationForm form, ConfirmSettings settings) =>
        Longest("EnquiryDescription", form["EnquiryDescription"], LongText)
        ?? Longest("EnquiryLocation", form["EnquiryLocation"], settings.LocationLimit)
        ?? Longest("StatusLogNotes", form["StatusLogNotes"], LongText)
        ?? Longest("ContactName", form["ContactName"], LongestName)
        ?? Longest("ContactPhone", form["ContactPhone"], LongestPhone)
        ?? Longest("ContactAltPhone", form["ContactAltPhone"], LongestPhone);

    private static Refusal? Codes(OperationForm form, Catalogue catalogue)
    {
        if (form.Filled("EnquiryStatusCode") is { } status)
        {
            if (catalogue.Status(status) is not { } known)
            {
                return new Refusal($"Enquiry Status {status} is not valid");
            }

            if (known.Inactive)
            {
                return new Refusal($"Enquiry Status {status} is not active");
            }
        }

        return form.Filled("AssignedOfficerCode") is { } officer && catalogue.OfficerName(officer) is null ? new Refusal($"Action Officer {officer} is not valid")
            : form.Filled("EnquiryClassCode") is { } enquiryClass && catalogue.ClassName(enquiryClass) is null ? new Refusal($"Enquiry Class {enquiryClass} is not valid")
            : null;
    }

    private static Refusal? Position(OperationForm form)
    {
        var (x, y) = (form.Filled("EnquiryX"), form.Filled("EnquiryY"));
        return (x is null) != (y is null) ? new Refusal("EnquiryX and EnquiryY must be given together")
            : x is null ? null
            : Coordinate("EnquiryX", x, Easternmost) ?? Coordinate("EnquiryY", y!, Northernmost);
    }

    private static Refusal? Coordinate(string field, string text, decimal greatest) =>
        !decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var metres)
            ? new Refusal($"{field} {text} is not a number")
            : metres < Least || metres > greatest ? new Refusal($"{field} {text} is outside the extent of the map") : null;

    private static Refusal? Site(OperationForm form, Catalogue catalogue, ConfirmSettings settings) =>
        settings.KnownSitesOnly && form.Filled("SiteCode") is { } site && catalogue.Site(site) is null ? new Refusal($"Site {site} is not valid") : null;

    private static Refusal? Times(OperationForm form) =>
        form.Filled("LoggedTime") is { } logged && TenantClock.Read(logged) is null ? new Refusal($"Logged Date {logged} is not a valid date") : null;

    private static Refusal? External(OperationForm form) =>
        form.Filled("ExternalSystemNumber") is { } number && !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? new Refusal($"External System {number} is not valid")
            : null;

    private static Refusal? Documents(OperationForm form)
    {
        foreach (var document in form.Documents)
        {
            if (string.IsNullOrWhiteSpace(document.Location))
            {
                return new Refusal("Document Location is required");
            }

            if (Longest("DocumentNotes", document.Notes, LongText) is { } tooLong)
            {
                return tooLong;
            }
        }

        return null;
    }
}
