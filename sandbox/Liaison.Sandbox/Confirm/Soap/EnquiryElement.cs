using Liaison.Sandbox.Confirm.Lookups;
using Liaison.Sandbox.Confirm.Records;

namespace Liaison.Sandbox.Confirm.Soap;

/// <summary>Writes an Enquiry in the vendor's order of elements: empty ones are left out, names come from codes, the customer is not told.</summary>
public static class EnquiryElement
{
    public static void Write(ReplyWriter reply, Enquiry enquiry, Catalogue catalogue)
    {
        var log = enquiry.Current();
        var pair = catalogue.Subject(enquiry.ServiceCode, enquiry.SubjectCode);
        reply.Open("Enquiry");
        reply.Write("EnquiryNumber", enquiry.Number);
        reply.Write("ServiceCode", enquiry.ServiceCode);
        reply.Optional("ServiceName", pair?.Service.Name);
        reply.Write("SubjectCode", enquiry.SubjectCode);
        reply.Optional("SubjectName", pair?.Subject.Name);
        reply.Optional("EnquiryDescription", enquiry.Description);
        reply.Optional("EnquiryLocation", enquiry.Location);
        reply.Write("EnquiryLogNumber", log.Number);
        reply.Write("EnquiryStatusCode", log.StatusCode);
        reply.Optional("EnquiryStatusName", catalogue.Status(log.StatusCode)?.Name);
        reply.Optional("AssignedOfficerCode", enquiry.OfficerCode);
        reply.Optional("AssignedOfficerName", catalogue.OfficerName(enquiry.OfficerCode));
        reply.Write("LoggedTime", log.LoggedAt);
        reply.Write("LogEffectiveTime", log.EffectiveAt);
        Site(reply, enquiry.SiteCode, catalogue);
        reply.Optional("SiteLogNotes", log.Notes);
        if (log.FollowUpAt is { } followUp)
        {
            reply.Write("StatusFollowUpTime", followUp);
        }

        reply.Write("EnquiryLogTime", enquiry.RaisedAt);
        reply.Optional("EnquiryReference", enquiry.Reference);
        reply.Optional("EnquiryClassCode", enquiry.ClassCode);
        reply.Optional("EnquiryClassName", catalogue.ClassName(enquiry.ClassCode));
        reply.Optional("ContactName", enquiry.ContactName);
        reply.Optional("ContactPhone", enquiry.ContactPhone);
        reply.Optional("ContactAltPhone", enquiry.ContactAltPhone);
        reply.Optional("ContactFax", enquiry.ContactFax);
        reply.Optional("ContactEmail", enquiry.ContactEmail);
        reply.Optional("EnquiryX", enquiry.X);
        reply.Optional("EnquiryY", enquiry.Y);
        reply.Write("LoggedByUserName", "User " + log.By);
        reply.Write("LoggedByUserId", log.By);
        reply.Optional("JobNumber", enquiry.JobNumber);
        foreach (var value in enquiry.Attributes)
        {
            Attribute(reply, value, catalogue);
        }

        reply.Close();
    }

    private static void Site(ReplyWriter reply, string? code, Catalogue catalogue)
    {
        var site = catalogue.Site(code);
        reply.Optional("SiteCode", code);
        reply.Optional("SiteName", site?.Name);
        reply.Optional("SiteLocalityName", site?.Locality);
        reply.Optional("SiteTownName", site?.Town);
        reply.Optional("SiteCountyName", site?.County);
        reply.Optional("SiteClassCode", site?.ClassCode);
        reply.Optional("SiteClassName", site?.ClassName);
    }

    private static void Attribute(ReplyWriter reply, AttributeValue value, Catalogue catalogue)
    {
        var type = catalogue.Attribute(value.TypeCode);
        reply.Open("EnquiryAttribute");
        reply.Write("EnqAttribTypeCode", value.TypeCode);
        reply.Optional("EnqAttribTypeName", type?.Name);
        reply.Optional("EnqAttribStringValue", value.Text);
        reply.Optional("EnqAttribValueCode", value.ValueCode);
        reply.Optional("EnqAttribValueName", type?.Values.FirstOrDefault(choice => choice.Code == value.ValueCode)?.Name);
        reply.Optional("EnqAttribDateValue", value.Date);
        reply.Close();
    }
}
