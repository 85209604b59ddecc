using Liaison.Sandbox.Confirm.Lookups;
using Liaison.Sandbox.Confirm.Soap;

namespace Liaison.Sandbox.Confirm.Records;

/// <summary>Makes the next version of an enquiry from a form that the rules have let through.</summary>
public static class EnquiryDraft
{
    public static Enquiry Raise(int number, OperationForm form, Subject subject, Catalogue catalogue, DateTime now, string user)
    {
        var logged = Logged(form) ?? now;
        var enquiry = new Enquiry
        {
            Number = number,
            ServiceCode = form["ServiceCode"]!,
            SubjectCode = form["SubjectCode"]!,
            RaisedAt = logged,
            Logs = [new StatusLog(1, form.Filled("EnquiryStatusCode") ?? catalogue.InitialStatus, logged, logged, logged.AddHours(subject.FollowUpHours), form.Filled("StatusLogNotes"), form.Filled("AssignedOfficerCode"), user)],
        };
        return Fill(enquiry, form);
    }

    /// <summary>Writes the next row of the status log. Without a time of its own it takes the clock's, and never takes effect before the row it follows.</summary>
    public static Enquiry Update(Enquiry enquiry, OperationForm form, Subject? subject, DateTime now, string user)
    {
        var current = enquiry.Current();
        var logged = Logged(form) ?? now;
        var effective = logged < current.EffectiveAt ? current.EffectiveAt : logged;
        var next = Fill(enquiry, form);
        var officer = form["AssignedOfficerCode"] is null ? current.OfficerCode : form.Filled("AssignedOfficerCode");
        var log = new StatusLog(
            current.Number + 1, form.Filled("EnquiryStatusCode") ?? current.StatusCode, logged, effective,
            subject is null ? current.FollowUpAt : logged.AddHours(subject.FollowUpHours), form.Filled("StatusLogNotes"), officer, user);
        return next with { Logs = [.. enquiry.Logs, log], Attributes = subject is null ? next.Attributes : [.. next.Attributes.Where(value => subject.Attributes.Contains(value.TypeCode))] };
    }

    private static DateTime? Logged(OperationForm form) => form.Filled("LoggedTime") is { } text ? TenantClock.Read(text) : null;

    private static Enquiry Fill(Enquiry enquiry, OperationForm form) => enquiry with
    {
        ServiceCode = form.Filled("ServiceCode") ?? enquiry.ServiceCode,
        SubjectCode = form.Filled("SubjectCode") ?? enquiry.SubjectCode,
        Description = Text(form, "EnquiryDescription", enquiry.Description),
        Location = Text(form, "EnquiryLocation", enquiry.Location),
        OfficerCode = Text(form, "AssignedOfficerCode", enquiry.OfficerCode),
        ClassCode = Text(form, "EnquiryClassCode", enquiry.ClassCode),
        SiteCode = Text(form, "SiteCode", enquiry.SiteCode),
        CentralAssetId = Text(form, "CentralAssetId", enquiry.CentralAssetId),
        X = Text(form, "EnquiryX", enquiry.X),
        Y = Text(form, "EnquiryY", enquiry.Y),
        Reference = Text(form, "EnquiryReference", enquiry.Reference),
        ContactName = Text(form, "ContactName", enquiry.ContactName),
        ContactPhone = Text(form, "ContactPhone", enquiry.ContactPhone),
        ContactAltPhone = Text(form, "ContactAltPhone", enquiry.ContactAltPhone),
        ContactFax = Text(form, "ContactFax", enquiry.ContactFax),
        ContactEmail = Text(form, "ContactEmail", enquiry.ContactEmail),
        ExternalSystemNumber = Text(form, "ExternalSystemNumber", enquiry.ExternalSystemNumber),
        ExternalSystemReference = Text(form, "ExternalSystemReference", enquiry.ExternalSystemReference),
        Attributes = Attributes(enquiry.Attributes, form.Attributes),
        Customer = form.Customer ?? enquiry.Customer,
        Links = form.Documents.Count == 0 ? enquiry.Links : [.. enquiry.Links, .. form.Documents.Select(document => new DocumentLink(document.Notes, document.Location!))],
    };

    /// <summary>Absent keeps what was there; empty clears it.</summary>
    private static string? Text(OperationForm form, string field, string? before) =>
        form[field] is not { } text ? before : string.IsNullOrWhiteSpace(text) ? null : text;

    private static AttributeValue[] Attributes(AttributeValue[] held, List<AttributeForm> sent) =>
        sent.Count == 0 ? held
            : [.. held.Where(value => !sent.Any(form => form.TypeCode == value.TypeCode)), .. sent.Select(form => new AttributeValue(form.TypeCode!, form.Text, form.ValueCode, form.Date))];
}
