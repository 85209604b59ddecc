using Liaison.Sandbox.Confirm.Records;

namespace Liaison.Sandbox.Confirm.Control;

/// <summary>Which enquiries a list shows; every given part must fit.</summary>
/// <param name="Text">Part of the number, description, location, references, names or e-mail.</param>
public sealed record EnquiryFilter(
    string? Reference = null, string? ExternalReference = null, string? ExternalNumber = null, string? Status = null, string? Service = null, string? Text = null)
{
    public bool Fits(Enquiry enquiry) =>
        (Reference is null || enquiry.Reference == Reference)
        && (ExternalReference is null || enquiry.ExternalSystemReference == ExternalReference)
        && (ExternalNumber is null || enquiry.ExternalSystemNumber == ExternalNumber)
        && (Status is null || enquiry.Current().StatusCode == Status)
        && (Service is null || enquiry.ServiceCode == Service)
        && (string.IsNullOrWhiteSpace(Text) || Holds(enquiry, Text.Trim()));

    private static bool Holds(Enquiry enquiry, string text) =>
        enquiry.Number.ToString(System.Globalization.CultureInfo.InvariantCulture) == text
        || Holds(enquiry.Description, text) || Holds(enquiry.Location, text) || Holds(enquiry.Reference, text) || Holds(enquiry.ExternalSystemReference, text)
        || Holds(enquiry.ContactName, text) || Holds(enquiry.ContactEmail, text) || Holds(enquiry.SiteCode, text)
        || (enquiry.Customer?.Values.Any(value => Holds(value, text)) ?? false);

    private static bool Holds(string? field, string text) => field?.Contains(text, StringComparison.OrdinalIgnoreCase) ?? false;
}
