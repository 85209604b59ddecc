using Liaison.Sandbox.Confirm.Lookups;

namespace Liaison.Sandbox.Confirm.Soap;

/// <summary>Writes the code lists. Note that a lookup says EnqStatusCode where an enquiry says EnquiryStatusCode.</summary>
public static class LookupsElement
{
    public static void Enquiry(ReplyWriter reply, CodeLists lists)
    {
        reply.Open("GetEnquiryLookupsResponse");
        foreach (var service in lists.Services)
        {
            reply.Open("TypeOfService");
            reply.Write("ServiceCode", service.Code);
            reply.Write("ServiceName", service.Name);
            foreach (var subject in service.Subjects)
            {
                reply.Open("EnquirySubject");
                reply.Write("SubjectCode", subject.Code);
                reply.Write("SubjectName", subject.Name);
                foreach (var attribute in subject.Attributes)
                {
                    reply.Open("SubjectAttribute");
                    reply.Write("EnqAttribTypeCode", attribute);
                    reply.Close();
                }

                reply.Close();
            }

            reply.Close();
        }

        foreach (var type in lists.AttributeTypes)
        {
            reply.Open("EnquiryAttributeType");
            reply.Write("EnqAttribTypeCode", type.Code);
            reply.Write("EnqAttribTypeName", type.Name);
            reply.Write("MandatoryFlag", type.Mandatory);
            reply.Write("EnqAttribTypeFlag", type.Flag);
            Choices(reply, type.Values, "EnquiryAttributeValue", "EnqAttribValue");
            reply.Close();
        }

        foreach (var status in lists.Statuses)
        {
            reply.Open("EnquiryStatus");
            reply.Write("EnqStatusCode", status.Code);
            reply.Write("EnqStatusName", status.Name);
            reply.Write("OutstandingFlag", status.Outstanding);
            if (status.Inactive)
            {
                reply.Write("Inactive", value: true);
            }

            reply.Close();
        }

        reply.Close();
    }

    public static void Customer(ReplyWriter reply, CodeLists lists)
    {
        reply.Open("GetCustomerLookupsResponse");
        Choices(reply, lists.CustomerTypes, "CustomerType", "CustomerType");
        Choices(reply, lists.Methods, "EnquiryMethod", "EnquiryMethod");
        Choices(reply, lists.PointsOfContact, "PointOfContact", "PointOfContact");
        reply.Close();
    }

    /// <summary>Only the name of this operation is public: the shape of its answer is assumed.</summary>
    public static void Officers(ReplyWriter reply, CodeLists lists)
    {
        reply.Open("GetAllActionOfficersResponse");
        Choices(reply, lists.Officers, "ActionOfficer", "ActionOfficer");
        reply.Close();
    }

    private static void Choices(ReplyWriter reply, Choice[] choices, string element, string prefix)
    {
        foreach (var choice in choices)
        {
            reply.Open(element);
            reply.Write(prefix + "Code", choice.Code);
            reply.Write(prefix + "Name", choice.Name);
            reply.Close();
        }
    }
}
