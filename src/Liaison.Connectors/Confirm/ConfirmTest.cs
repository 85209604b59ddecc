using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Confirm;

/// <summary>
/// Tries the settings: the code lists are read (and so are warm), and where files are to be uploaded a token is got. It stops at the first refusal,
/// since each wrong password brings the account nearer to its lock.
/// </summary>
internal sealed class ConfirmTest(ConfirmSettings settings, CodeBook book, FileUpload upload)
{
    public async Task<Outcome<TestReport>> Run(Calls calls, CancellationToken cancel)
    {
        if ((await book.Enquiry.Get(fresh: true, calls, cancel)).Failed(out var fault, out var enquiry))
        {
            return fault;
        }
        if (enquiry.Stale)
        {
            return new Core.Deliveries.Fault(Core.Deliveries.FaultKind.Unavailable, "Confirm does not answer now; only its code lists from earlier are at hand.");
        }
        var codes = enquiry.Value;
        var details = new List<string>
        {
            $"{codes.Services.Count} services with {codes.Services.Sum(service => service.Subjects.Count)} subjects, {codes.Attributes.Count} attribute types, {codes.Statuses.Count} statuses.",
        };
        details.Add((await book.Customer.Get(fresh: true, calls, cancel)).Failed(out var unknown, out var customer)
            ? $"The customer lists could not be read, so customer codes will be sent unchecked: {unknown.Detail}"
            : $"{customer.Value.Types.Count} customer types, {customer.Value.Methods.Count} enquiry methods, {customer.Value.PointsOfContact.Count} points of contact.");
        if (upload.IsOn)
        {
            if ((await upload.Test(calls, cancel)).Failed(out fault, out _))
            {
                return fault with { Detail = $"The connector works, but ConfirmWeb at {settings.WebAddress()} does not: {fault.Detail}" };
            }
            details.Add($"Files are uploaded through ConfirmWeb at {settings.WebAddress()}.");
        }
        else
        {
            details.Add("Files are attached as links: ConfirmWeb base url is not set.");
        }
        if (string.IsNullOrWhiteSpace(settings.ExternalSystemNumber))
        {
            details.Add("Updates from Confirm cannot be received: External System Number is not set.");
        }
        return new TestReport($"Connected to “{settings.TenantId}” as {settings.Username}.", details);
    }
}
