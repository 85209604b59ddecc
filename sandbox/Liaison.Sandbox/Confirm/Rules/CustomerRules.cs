using Liaison.Sandbox.Confirm.Lookups;

namespace Liaison.Sandbox.Confirm.Rules;

/// <summary>A customer is all or nothing: with any field of it, the surname and three codes must be there and valid.</summary>
public static class CustomerRules
{
    public static Refusal? Check(IReadOnlyDictionary<string, string>? customer, Catalogue catalogue) =>
        customer is null ? null
            : (string.IsNullOrWhiteSpace(customer.GetValueOrDefault("CustomerSurname")) ? new Refusal("Customer Surname is required") : null)
            ?? Code(customer, "CustomerTypeCode", "Customer Type", catalogue.IsCustomerType)
            ?? Code(customer, "PointOfContactCode", "Point of Contact", catalogue.IsPointOfContact)
            ?? Code(customer, "EnquiryMethodCode", "Enquiry Method", catalogue.IsMethod)
            ?? FieldRules.Longest("CustomerSurname", customer.GetValueOrDefault("CustomerSurname"), 50)
            ?? FieldRules.Longest("CustomerForename", customer.GetValueOrDefault("CustomerForename"), 50)
            ?? FieldRules.Longest("CustomerPhone", customer.GetValueOrDefault("CustomerPhone"), 20);

    private static Refusal? Code(IReadOnlyDictionary<string, string> customer, string field, string label, Func<string, bool> isKnown) =>
        customer.GetValueOrDefault(field) is not { Length: > 0 } code ? new Refusal($"{label} is required")
            : isKnown(code) ? null
            : new Refusal($"{label} {code} is not valid");
}
