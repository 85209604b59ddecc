using Liaison.Sandbox.Confirm.Lookups;
using Liaison.Sandbox.Confirm.Records;
using Liaison.Sandbox.Confirm.Rules;
using Liaison.Sandbox.Confirm.Soap;

namespace Liaison.Sandbox.Confirm.Control;

/// <summary>What a person at a Confirm desktop changes. Null leaves a field as it is.</summary>
/// <param name="User">Their user id in the log.</param>
/// <param name="LoggedTime">Wall clock of the tenant; null is now. Held to the same rule as the connector's.</param>
public sealed record DesktopChange(
    string? StatusCode = null, string? Notes = null, string? OfficerCode = null, string? User = null, string? LoggedTime = null,
    string? ServiceCode = null, string? SubjectCode = null, string? Description = null, string? JobNumber = null)
{
    /// <summary>Writes the next row of the log, and so sets off the CRM Agent.</summary>
    /// <returns>The enquiry after it, or why it was refused; neither when there is no such enquiry.</returns>
    public (Enquiry? After, Refusal? Refusal) Apply(ConfirmStandIn confirm, int number)
    {
        var form = Form();
        Refusal? refusal = null;
        var after = confirm.Enquiries.Change(number, enquiry =>
        {
            refusal = EnquiryUpdateRules.Check(form, enquiry, confirm.Catalogue, confirm.Settings);
            return refusal is null ? Next(confirm, enquiry, form, confirm.Catalogue) : null;
        });
        return (after, refusal);
    }

    private Enquiry Next(ConfirmStandIn confirm, Enquiry enquiry, OperationForm form, Catalogue catalogue)
    {
        var pair = catalogue.Subject(ServiceCode ?? enquiry.ServiceCode, SubjectCode ?? enquiry.SubjectCode);
        var next = EnquiryDraft.Update(enquiry, form, pair?.Subject, confirm.Clock.Now(), string.IsNullOrWhiteSpace(User) ? "DESKTOP" : User);
        return JobNumber is null ? next : next with { JobNumber = JobNumber.Length == 0 ? null : JobNumber };
    }

    private OperationForm Form()
    {
        var form = new OperationForm("EnquiryUpdate");
        Set(form, "EnquiryStatusCode", StatusCode);
        Set(form, "StatusLogNotes", Printable(Notes));
        Set(form, "AssignedOfficerCode", OfficerCode);
        Set(form, "LoggedTime", LoggedTime);
        Set(form, "ServiceCode", ServiceCode);
        Set(form, "SubjectCode", SubjectCode);
        Set(form, "EnquiryDescription", Printable(Description));
        return form;
    }

    private static void Set(OperationForm form, string field, string? value)
    {
        if (value is not null)
        {
            form.Fields[field] = value;
        }
    }

    /// <summary>XML cannot carry control characters, so they do not get in.</summary>
    private static string? Printable(string? text) => text is null ? null : string.Concat(text.Where(c => c is '\n' or '\r' or '\t' || !char.IsControl(c)));
}
