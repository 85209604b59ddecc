using Liaison.Sandbox.Confirm.Lookups;
using Liaison.Sandbox.Confirm.Records;
using Liaison.Sandbox.Confirm.Soap;

namespace Liaison.Sandbox.Confirm.Rules;

/// <summary>What a change must satisfy, given the enquiry as it stands.</summary>
public static class EnquiryUpdateRules
{
    public static Refusal? Check(OperationForm form, Enquiry enquiry, Catalogue catalogue, ConfirmSettings settings)
    {
        var service = form.Filled("ServiceCode") ?? enquiry.ServiceCode;
        var subject = form.Filled("SubjectCode") ?? enquiry.SubjectCode;
        var moved = service != enquiry.ServiceCode || subject != enquiry.SubjectCode;
        if (FieldRules.Check(form, catalogue, settings) is { } refusal)
        {
            return refusal;
        }

        // An enquiry may outlive its subject in the code lists; only a change of subject or attributes needs the pair.
        if (catalogue.Subject(service, subject) is { } pair)
        {
            if ((moved || form.Attributes.Count > 0) && AttributeRules.Check(form.Attributes, enquiry.Attributes, pair.Subject, catalogue) is { } attribute)
            {
                return attribute;
            }
        }
        else if (moved || form.Attributes.Count > 0)
        {
            return new Refusal($"Subject {subject} is not valid for Service {service}");
        }

        return CustomerRules.Check(form.Customer, catalogue) ?? Later(form, enquiry);
    }

    /// <summary>The one rule whose text is known from the vendor. Both times are whole seconds, so two changes within one second break it.</summary>
    private static Refusal? Later(OperationForm form, Enquiry enquiry) =>
        form.Filled("LoggedTime") is { } text && TenantClock.Read(text) is { } logged && logged <= enquiry.Current().EffectiveAt
            ? new Refusal($"Logged Date {TenantClock.InMessage(logged)} must be greater than the Effective Date of current status log")
            : null;
}
