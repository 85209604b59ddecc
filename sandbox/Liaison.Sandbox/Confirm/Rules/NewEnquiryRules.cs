using Liaison.Sandbox.Confirm.Lookups;
using Liaison.Sandbox.Confirm.Soap;

namespace Liaison.Sandbox.Confirm.Rules;

/// <summary>What a new enquiry must satisfy before it gets a number.</summary>
public static class NewEnquiryRules
{
    public static Refusal? Check(OperationForm form, Catalogue catalogue, ConfirmSettings settings)
    {
        var (service, subject) = (form.Filled("ServiceCode"), form.Filled("SubjectCode"));
        if (service is null || subject is null)
        {
            return new Refusal(service is null ? "Service Code is required" : "Subject Code is required");
        }

        if (catalogue.Subject(service, subject) is not { } pair)
        {
            return new Refusal($"Subject {subject} is not valid for Service {service}");
        }

        if (settings.RequireSiteCode && form.Filled("SiteCode") is null)
        {
            return new Refusal("Site Code is required");
        }

        return FieldRules.Check(form, catalogue, settings)
            ?? AttributeRules.Check(form.Attributes, [], pair.Subject, catalogue)
            ?? CustomerRules.Check(form.Customer, catalogue);
    }
}
