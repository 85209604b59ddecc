using Liaison.Core.Connecting;

namespace Liaison.Connectors.Confirm;

/// <summary>Where a field may be used.</summary>
[Flags]
internal enum Use
{
    Create = 1,
    Update = 2,
    Read = 4,
    Write = Create | Update,
    All = Write | Read,
}

/// <summary>One field of an Enquiry.</summary>
/// <param name="Name">The element's name on the wire.</param>
/// <param name="Label">As Confirm's people know it.</param>
/// <param name="Type">text · longText · number · dateTime · date · code.</param>
internal sealed record ConfirmField(string Name, string Label, string Group, string Type, Use Use, int? MaxLength = null, string? Codes = null, string? CodesParent = null)
{
    public bool IsCustomer => Group == ConfirmFields.Customer;

    /// <summary>Never empty on the wire, and never cleared: an empty code or coordinate is refused.</summary>
    public bool MayBeCleared => Type is "text" or "longText" && !IsCustomer;
}

/// <summary>
/// The fields of an Enquiry, as data, in the order in which they are written. Where a length or an element's name is not public it is marked
/// "assumed"; a tenant may be stricter.
/// </summary>
internal static class ConfirmFields
{
    public const string Customer = "Customer";
    public const string AttributePrefix = "attribute:";
    private const int LongText = 2000;

    public static IReadOnlyList<ConfirmField> All { get; } =
    [
        new("ServiceCode", "Service code", "Enquiry", "code", Use.All, Codes: "services"),
        new("SubjectCode", "Subject code", "Enquiry", "code", Use.All, Codes: "subjects", CodesParent: "ServiceCode"),
        new("EnquiryDescription", "Description", "Enquiry", "longText", Use.All, LongText),
        new("EnquiryReference", "Enquiry reference", "Enquiry", "text", Use.All),
        new("EnquiryClassCode", "Enquiry Class code", "Enquiry", "code", Use.All, Codes: "classes"),
        new("AssignedOfficerCode", "Assigned Officer code", "Enquiry", "code", Use.All, Codes: "officers"),
        new("EnquiryStatusCode", "Status code", "Status", "code", Use.All, Codes: "statuses"),
        new("StatusLogNotes", "Status log notes", "Status", "longText", Use.All, LongText),
        new("LoggedTime", "Logged Time", "Status", "dateTime", Use.All),
        new("EnquiryLocation", "Location", "Location", "longText", Use.All, LongText),
        new("SiteCode", "Site code", "Location", "text", Use.All),
        new("CentralAssetId", "Central asset id", "Location", "text", Use.Write),
        new("EnquiryX", "Easting (X)", "Location", "number", Use.All),
        new("EnquiryY", "Northing (Y)", "Location", "number", Use.All),
        new("ContactName", "Contact name", "Contact", "text", Use.All, 50),
        new("ContactPhone", "Contact phone", "Contact", "text", Use.All, 20),
        new("ContactAltPhone", "Contact alternative phone", "Contact", "text", Use.All, 20),
        new("ContactFax", "Contact fax", "Contact", "text", Use.All, 20),
        new("ContactEmail", "Contact e-mail", "Contact", "text", Use.All),

        new("CustomerTitle", "Customer Title", Customer, "text", Use.Write), // name assumed
        new("CustomerForename", "Customer Forename", Customer, "text", Use.Write, 50),
        new("CustomerSurname", "Customer Surname", Customer, "text", Use.Write, 50),
        new("CustomerEmail", "Customer e-mail", Customer, "text", Use.Write),
        new("CustomerPhone", "Customer phone", Customer, "text", Use.Write, 20),
        new("CustomerAltPhone", "Customer alternative phone", Customer, "text", Use.Write, 20), // name assumed
        new("CustomerFax", "Customer fax", Customer, "text", Use.Write, 20), // name assumed
        new("CustomerReference", "Customer reference", Customer, "text", Use.Write),
        new("CustomerTypeCode", "Customer Type code", Customer, "code", Use.Write, Codes: "customerTypes"),
        new("EnquiryMethodCode", "Enquiry Method code", Customer, "code", Use.Write, Codes: "enquiryMethods"),
        new("PointOfContactCode", "Point of Contact code", Customer, "code", Use.Write, Codes: "pointsOfContact"),
        new("AddressReference", "Address Reference", Customer, "text", Use.Write), // name assumed
        new("AutomatedContactMethod", "Automated Contact Method", Customer, "text", Use.Write), // name assumed

        new("EnquiryNumber", "Enquiry number", "Enquiry", "number", Use.Read),
        new("ServiceName", "Service name", "Enquiry", "text", Use.Read),
        new("SubjectName", "Subject name", "Enquiry", "text", Use.Read),
        new("EnquiryClassName", "Enquiry Class name", "Enquiry", "text", Use.Read),
        new("AssignedOfficerName", "Assigned Officer name", "Enquiry", "text", Use.Read),
        new("JobNumber", "Job number", "Enquiry", "text", Use.Read),
        new("JobStartDate", "Job start", "Enquiry", "dateTime", Use.Read),
        new("JobEndDate", "Job end", "Enquiry", "dateTime", Use.Read),
        new("ExternalSystemNumber", "External System Number", "Enquiry", "text", Use.Read),
        new("ExternalSystemReference", "External system reference", "Enquiry", "text", Use.Read),
        new("EnquiryLogNumber", "Status log number", "Status", "number", Use.Read),
        new("EnquiryStatusName", "Status name", "Status", "text", Use.Read),
        new("EnquiryLogTime", "First raised", "Status", "dateTime", Use.Read),
        new("LogEffectiveTime", "Status effective from", "Status", "dateTime", Use.Read),
        new("StatusFollowUpTime", "Follow-up due", "Status", "dateTime", Use.Read),
        new("SiteLogNotes", "Site log notes", "Status", "longText", Use.Read),
        new("LoggedByUserName", "Logged by", "Status", "text", Use.Read),
        new("LoggedByUserId", "Logged by (user id)", "Status", "text", Use.Read),
        new("SiteName", "Site name", "Location", "text", Use.Read),
        new("SiteLocalityName", "Site locality", "Location", "text", Use.Read),
        new("SiteTownName", "Site town", "Location", "text", Use.Read),
        new("SiteCountyName", "Site county", "Location", "text", Use.Read),
        new("SiteClassCode", "Site class code", "Location", "text", Use.Read),
        new("SiteClassName", "Site class name", "Location", "text", Use.Read),
    ];

    /// <summary>Needed together as soon as any customer field is mapped.</summary>
    public static IReadOnlyList<string> CustomerNeeds { get; } = ["CustomerSurname", "CustomerTypeCode", "PointOfContactCode", "EnquiryMethodCode"];

    public static IReadOnlyDictionary<string, ConfirmField> ByName { get; } = All.ToDictionary(field => field.Name, StringComparer.Ordinal);

    public static RecordType Enquiry { get; } = new(ConfirmConnector.Enquiry, "Enquiry", [.. All.Select(Describe)], Attributes: true);

    public static string LabelOf(string name) => ByName.TryGetValue(name, out var field) ? field.Label : name;

    private static FieldDescription Describe(ConfirmField field) => new(
        field.Name, field.Label, field.Group, field.Type, field.MaxLength, field.Use.HasFlag(Use.Create), field.Use.HasFlag(Use.Update), field.Use.HasFlag(Use.Read),
        field.Name is "ServiceCode" or "SubjectCode", field.Codes, field.CodesParent);
}
