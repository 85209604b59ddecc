using System.Text;
using Liaison.Sandbox.Confirm.Lookups;
using Liaison.Sandbox.Confirm.Records;
using Liaison.Sandbox.Confirm.Soap;

namespace Liaison.Sandbox.Confirm.Agent;

/// <summary>Writes what the agent sends. Every shape is assumed from the connector's vocabulary, none is documented in public.</summary>
public static class AgentDocument
{
    public static byte[] Write(IReadOnlyList<Enquiry> enquiries, AgentSettings settings, Catalogue catalogue, TenantClock clock, DateForm dates)
    {
        using var xml = new ReplyWriter(clock, dates, EncodingOf(settings.Encoding));
        xml.Declaration();
        switch (settings.Shape)
        {
            case AgentShape.EnquiryUpdate:
                Update(xml, enquiries[0]);
                break;
            case AgentShape.Request:
                xml.Open("Request");
                Operations(xml, enquiries, settings);
                break;
            case AgentShape.Soap:
                xml.OpenRequest();
                Operations(xml, enquiries, settings);
                break;
            case AgentShape.StatusChanges:
                xml.Open("GetEnquiryStatusChangesResponse");
                foreach (var enquiry in enquiries)
                {
                    StatusChangesElement.One(xml, enquiry.Number, enquiry.Logs.AsSpan(enquiry.Logs.Length - 1));
                }

                break;
            default:
                xml.Open("GetEnquiryResponse");
                foreach (var enquiry in enquiries)
                {
                    EnquiryElement.Write(xml, enquiry, catalogue);
                }

                break;
        }

        return xml.Finish().ToArray();
    }

    public static Encoding EncodingOf(string name) => name.ToUpperInvariant() switch
    {
        "UTF-16" => Encoding.Unicode,
        "ISO-8859-1" => Encoding.Latin1,
        _ => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
    };

    private static void Operations(ReplyWriter xml, IReadOnlyList<Enquiry> enquiries, AgentSettings settings)
    {
        xml.Open("Authentication");
        xml.Write("Username", settings.Username);
        xml.Write("Password", settings.Password);
        xml.Write("DatabaseId", settings.Database);
        xml.Close();
        foreach (var enquiry in enquiries)
        {
            xml.Open("Operation");
            Update(xml, enquiry);
            xml.Close();
        }
    }

    private static void Update(ReplyWriter xml, Enquiry enquiry)
    {
        var log = enquiry.Current();
        xml.Open("EnquiryUpdate");
        xml.Write("EnquiryNumber", enquiry.Number);
        xml.Write("ServiceCode", enquiry.ServiceCode);
        xml.Write("SubjectCode", enquiry.SubjectCode);
        xml.Write("EnquiryLogNumber", log.Number);
        xml.Write("EnquiryStatusCode", log.StatusCode);
        xml.Optional("AssignedOfficerCode", enquiry.OfficerCode);
        xml.Write("LoggedTime", log.LoggedAt);
        xml.Optional("StatusLogNotes", log.Notes);
        xml.Optional("EnquiryReference", enquiry.Reference);
        xml.Optional("ExternalSystemNumber", enquiry.ExternalSystemNumber);
        xml.Optional("ExternalSystemReference", enquiry.ExternalSystemReference);
        xml.Close();
    }
}
