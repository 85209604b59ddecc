using Liaison.Connectors.Http;
using Liaison.Connectors.Soap;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Confirm;

/// <summary>Writes enquiries from frozen drafts.</summary>
internal sealed class EnquiryWriter(ConfirmSettings settings, ConfirmClient client, CodeCheck check, ConfirmTimes times, LoggedTimeRepair repair)
{
    public async Task<Outcome<Written>> Create(Draft draft, Calls calls, CancellationToken cancel)
    {
        if ((await Form(draft, null, calls, cancel)).Failed(out var fault, out var form))
        {
            return fault;
        }
        return await Send("NewEnquiry", form, calls, cancel);
    }

    /// <summary>Sends the change; when Confirm finds its time too early, mends that once and once only (see the README on late updates).</summary>
    public async Task<Outcome<Written>> Update(string enquiry, Draft draft, Calls calls, CancellationToken cancel)
    {
        if ((await Form(draft, enquiry, calls, cancel)).Failed(out var fault, out var form))
        {
            return fault;
        }
        if (form.Changes == 0)
        {
            return new Written(enquiry, Note: Said([.. form.Notes, "Nothing was sent: all mapped values are empty."]));
        }
        var sent = await Send("EnquiryUpdate", form, calls, cancel);
        if (!IsTooEarly(sent) || form["LoggedTime"] is null)
        {
            return sent;
        }
        if ((await repair.Later(enquiry, form, calls, cancel)).Failed(out fault, out var mended))
        {
            return fault;
        }
        if (mended["LoggedTime"] is not null)
        {
            sent = await Send("EnquiryUpdate", mended, calls, cancel);
            if (!IsTooEarly(sent))
            {
                return sent;
            }
            mended = LoggedTimeRepair.WithoutStatus(form);
        }
        return mended.Changes > 0 ? await Send("EnquiryUpdate", mended, calls, cancel) : new Written(enquiry, Note: Said(mended.Notes));
    }

    /// <summary>The request before it is held against the code lists, so every attribute shows as text.</summary>
    public Outcome<string> Preview(Draft draft, string? enquiry) => EnquiryForm.Of(draft, enquiry, settings, times).Match<Outcome<string>>(
        form => enquiry is not null && form.Changes == 0 ? "" : client.Show(new ConfirmOperation(enquiry is null ? "NewEnquiry" : "EnquiryUpdate", form.Write)),
        fault => fault);

    private async Task<Outcome<EnquiryForm>> Form(Draft draft, string? enquiry, Calls calls, CancellationToken cancel) =>
        EnquiryForm.Of(draft, enquiry, settings, times).Failed(out var fault, out var form) ? fault : await check.Check(form, create: enquiry is null, calls, cancel);

    private async Task<Outcome<Written>> Send(string operation, EnquiryForm form, Calls calls, CancellationToken cancel) =>
        (await client.Ask(new ConfirmOperation(operation, form.Write), writes: true, calls, cancel)).Match<Outcome<Written>>(
            answer => EnquiryValues.Written(answer, times, Said(form.Notes)) is { } written
                ? written : ConfirmErrors.NoAnswer($"Confirm's {answer.Name} holds no enquiry number.", writes: true),
            fault => fault);

    private static bool IsTooEarly(Outcome<Written> sent) => sent is Outcome<Written>.Failure { Fault.Code: ConfirmErrors.LoggedDate };

    private static string? Said(IReadOnlyList<string> notes) => notes.Count > 0 ? string.Join(" ", notes) : null;
}
