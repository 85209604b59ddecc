using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;

namespace Liaison.Connectors.Confirm;

/// <summary>Which codes are known. An empty list proves nothing: a tenant may keep it to itself.</summary>
internal static class CodeRules
{
    public static Fault? Find(EnquiryForm form, bool create, CodeLists lists) =>
        (lists.Enquiry?.Value is { } codes ? OfEnquiry(form, create, codes) : null)
        ?? Customer(form)
        ?? Known("CustomerTypeCode", form, lists.Customer?.Value.Types, "customer type")
        ?? Known("EnquiryMethodCode", form, lists.Customer?.Value.Methods, "enquiry method")
        ?? Known("PointOfContactCode", form, lists.Customer?.Value.PointsOfContact, "point of contact")
        ?? Known("AssignedOfficerCode", form, lists.Officers?.Value, "officer");

    private static Fault? OfEnquiry(EnquiryForm form, bool create, EnquiryCodes codes)
    {
        var (service, subject) = (form["ServiceCode"], form["SubjectCode"]);
        if (Known("ServiceCode", form, [.. codes.Services.Select(one => new Code(one.Code, one.Name))], "service") is { } unknown)
        {
            return unknown;
        }
        if (service is not null && subject is not null && codes.Services.FirstOrDefault(one => one.Code == service) is { } found
            && Known("SubjectCode", form, [.. found.Subjects.Select(one => new Code(one.Code, one.Name))], $"subject of service {service}") is { } unpaired)
        {
            return unpaired;
        }
        return AttributeRules.Find(form, create, codes, codes.Subject(service, subject))
            ?? Known("EnquiryStatusCode", form, codes.Statuses, "status")
            ?? Known("EnquiryClassCode", form, codes.Classes, "class");
    }

    /// <summary>A customer is all or nothing.</summary>
    private static Fault? Customer(EnquiryForm form) =>
        ConfirmFields.All.Any(field => field.IsCustomer && form[field.Name] is not null) && ConfirmFields.CustomerNeeds.FirstOrDefault(need => form[need] is null) is { } missing
            ? new Fault(FaultKind.Validation, $"With any customer field Confirm also needs {ConfirmFields.LabelOf(missing)}, and its mapping came out empty.", Field: missing)
            : null;

    private static Fault? Known(string field, EnquiryForm form, IReadOnlyList<Code>? codes, string what) =>
        form[field] is { } value ? Known(field, value, codes, what) : null;

    public static Fault? Known(string field, string value, IReadOnlyList<Code>? codes, string what)
    {
        if (codes is null or { Count: 0 })
        {
            return null;
        }
        var found = codes.FirstOrDefault(code => code.Value == value);
        return found is { Inactive: false } ? null
            : found is not null ? new Fault(FaultKind.Validation, $"“{value}” ({found.Name}) is a {what} that is no longer in use.{NearestCodes.Say(value, codes)}", Field: field, Code: "inactive-code")
            : new Fault(FaultKind.Validation, $"“{value}” is no {what} that Confirm knows.{NearestCodes.Say(value, codes)}", Field: field, Code: "unknown-code");
    }
}
