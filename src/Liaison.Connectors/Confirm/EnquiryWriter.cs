using Liaison.Connectors.Http;
using Liaison.Connectors.Soap;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Confirm;

/// <summary>Writes enquiries from frozen drafts.</summary>
internal sealed class EnquiryWriter(ConfirmSettings settings, ConfirmClient client, ConfirmTimes times)
{
    public async Task<Outcome<Written>> Create(Draft draft, Calls calls, CancellationToken cancel)
    {
        if (EnquiryForm.Of(draft, null, settings, times).Failed(out var fault, out var form))
        {
            return fault;
        }
        return await Send("NewEnquiry", form, calls, cancel);
    }

    private async Task<Outcome<Written>> Send(string operation, EnquiryForm form, Calls calls, CancellationToken cancel) =>
        await client.Ask(new ConfirmOperation(operation, form.Write), writes: true, calls, cancel) switch
        {
            Outcome<SoapNode>.Success { Value: var answer } => EnquiryValues.Written(answer, times, string.Join(" ", form.Notes)) is { } written
                ? written : ConfirmErrors.NoAnswer($"Confirm's {answer.Name} holds no enquiry number.", writes: true),
            Outcome<SoapNode>.Failure { Fault: var fault } => fault,
            _ => throw new InvalidOperationException("An outcome is one of two."),
        };
}
