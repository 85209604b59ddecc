using System.Globalization;
using Liaison.Sandbox.Confirm.Lookups;
using Liaison.Sandbox.Confirm.Records;
using Liaison.Sandbox.Confirm.Rules;

namespace Liaison.Sandbox.Confirm.Soap;

/// <summary>Does the operations of one request, one after another; a refused one does not spoil the others.</summary>
/// <param name="rules">The code lists that requests are held to.</param>
/// <param name="shown">The code lists that lookups show: the same, unless they drift.</param>
public sealed class OperationRunner(ConfirmStandIn confirm, Catalogue rules, Catalogue shown, string user, ReplyWriter reply)
{
    public void Run(OperationForm form)
    {
        confirm.Counters.Count("operation." + (Names.Contains(form.Name) ? form.Name : "unknown"));
        switch (form.Name)
        {
            case "GetEnquiryLookups": Answer(form, () => LookupsElement.Enquiry(reply, shown.Lists)); break;
            case "GetCustomerLookups": Answer(form, () => LookupsElement.Customer(reply, shown.Lists)); break;
            case "GetAllActionOfficers": Answer(form, () => LookupsElement.Officers(reply, shown.Lists)); break;
            case "NewEnquiry": NewEnquiry(form); break;
            case "EnquiryUpdate": EnquiryUpdate(form); break;
            case "GetEnquiry": GetEnquiry(form); break;
            case "GetEnquiryStatusChanges": GetEnquiryStatusChanges(form); break;
            default: Refuse(form.Name.Length == 0 ? "An Operation holds no operation" : $"Operation {form.Name} is not supported"); break;
        }
    }

    /// <summary>The operations that exist here.</summary>
    public static IReadOnlyCollection<string> Names { get; } =
        ["GetEnquiryLookups", "GetCustomerLookups", "GetAllActionOfficers", "NewEnquiry", "EnquiryUpdate", "GetEnquiry", "GetEnquiryStatusChanges"];

    private void NewEnquiry(OperationForm form)
    {
        var refusal = form.Filled("EnquiryNumber") is { } sent && Number(sent) is null
            ? new Refusal($"Enquiry Number {sent} is not a number")
            : NewEnquiryRules.Check(form, rules, confirm.Settings);
        if (refusal is not null)
        {
            Refuse($"Validate new enquiry.{form["EnquiryNumber"]}.{refusal.Reason}");
            return;
        }

        var subject = rules.Subject(form["ServiceCode"]!, form["SubjectCode"]!)!.Value.Subject;
        var enquiry = confirm.Enquiries.Add(number => EnquiryDraft.Raise(number, form, subject, rules, confirm.Clock.Now(), user));
        AnswerWith(form, "NewEnquiryResponse", enquiry);
    }

    private void EnquiryUpdate(OperationForm form)
    {
        if (form.Filled("EnquiryNumber") is not { } text || Number(text) is not { } number)
        {
            Refuse($"Validate enquiry update.{form["EnquiryNumber"]}.Enquiry Number is required");
            return;
        }

        Refusal? refusal = null;
        var changed = confirm.Enquiries.Change(number, enquiry =>
        {
            refusal = EnquiryUpdateRules.Check(form, enquiry, rules, confirm.Settings);
            var pair = rules.Subject(form.Filled("ServiceCode") ?? enquiry.ServiceCode, form.Filled("SubjectCode") ?? enquiry.SubjectCode);
            return refusal is null ? EnquiryDraft.Update(enquiry, form, pair?.Subject, confirm.Clock.Now(), user) : null;
        });
        if (changed is null)
        {
            Refuse($"Validate enquiry update.{number}.{refusal?.Reason ?? "Enquiry does not exist"}");
            return;
        }

        AnswerWith(form, "EnquiryUpdateResponse", changed);
    }

    private void GetEnquiry(OperationForm form)
    {
        if (form.Filled("EnquiryNumber") is { } text && Number(text) is { } number && confirm.Enquiries.Find(number) is { } enquiry)
        {
            AnswerWith(form, "GetEnquiryResponse", enquiry);
            return;
        }

        Refuse($"Get enquiry.{form["EnquiryNumber"]}.Enquiry does not exist");
    }

    private void GetEnquiryStatusChanges(OperationForm form)
    {
        var from = form.Filled("LoggedTimeFrom") is { } first ? TenantClock.Read(first) : null;
        var to = form.Filled("LoggedTimeTo") is { } last ? TenantClock.Read(last) : null;
        if (from is null || to is null || from > to)
        {
            Refuse("Get enquiry status changes.LoggedTimeFrom and LoggedTimeTo must be dates in their order");
            return;
        }

        Answer(form, () => StatusChangesElement.Write(reply, confirm.Enquiries.After(0), from.Value, to.Value));
    }

    private void AnswerWith(OperationForm form, string element, Enquiry enquiry) => Answer(form, () =>
    {
        reply.Open(element);
        EnquiryElement.Write(reply, enquiry, rules);
        reply.Close();
    });

    private void Answer(OperationForm form, Action write)
    {
        reply.Open("OperationResponse");
        if (form.RequestId is not null && confirm.Settings.EchoRequestId)
        {
            reply.Write("RequestId", form.RequestId);
        }

        write();
        reply.Close();
    }

    /// <summary>A Fault carries no RequestId: its text names the enquiry, and that is all a caller gets.</summary>
    private void Refuse(string reason)
    {
        confirm.Counters.Count("refused");
        reply.Fault(reason);
    }

    private static int? Number(string text) => int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
