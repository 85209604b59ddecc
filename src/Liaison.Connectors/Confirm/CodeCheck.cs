using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Confirm;

/// <summary>
/// Holds a form against the code lists before it is sent, so that a wrong code is told by field and with the codes that come nearest.
/// Lists that cannot be had hold nobody up: Confirm judges then. Also finds out which kind of value each attribute takes.
/// </summary>
internal sealed class CodeCheck(CodeBook book, ConfirmTimes times)
{
    public async Task<Outcome<EnquiryForm>> Check(EnquiryForm form, bool create, Calls calls, CancellationToken cancel)
    {
        var fresh = false;
        while (true)
        {
            if ((await Load(form, fresh, calls, cancel)).Failed(out var refused, out var lists))
            {
                return refused;
            }
            Outcome<EnquiryForm> typed = lists.Enquiry is { } codes ? AttributeRules.Type(form, codes.Value, times) : form;
            var fault = typed.Failed(out var wrong, out var sorted) ? wrong : CodeRules.Find(sorted, create, lists);
            if (fault is null)
            {
                return lists.Enquiry is null ? sorted! with { Notes = [.. sorted!.Notes, "The code lists could not be loaded; the codes were sent unchecked."] } : sorted!;
            }
            // A code may have been added since, or be missing from one answer only: ask once more. A list that could not be renewed proves nothing against a code.
            if (fresh || fault.Code is null)
            {
                return fault.Code is not null && lists.AnyStale ? sorted ?? form : fault;
            }
            fresh = true;
        }
    }

    private async Task<Outcome<CodeLists>> Load(EnquiryForm form, bool fresh, Calls calls, CancellationToken cancel)
    {
        var lists = new CodeLists();
        if ((await book.Enquiry.Get(fresh, calls, cancel)).Failed(out var fault, out var enquiry))
        {
            // Wrong credentials are told at once: each further try brings the account nearer to its lock.
            return fault.Kind == FaultKind.Credentials ? fault : lists;
        }
        lists = lists with { Enquiry = enquiry };
        if (form["CustomerTypeCode"] is not null || form["EnquiryMethodCode"] is not null || form["PointOfContactCode"] is not null)
        {
            lists = lists with { Customer = (await book.Customer.Get(fresh, calls, cancel)).Failed(out _, out var customer) ? null : customer };
        }
        if (form["AssignedOfficerCode"] is not null)
        {
            lists = lists with { Officers = (await book.Officers.Get(fresh, calls, cancel)).Failed(out _, out var officers) ? null : officers };
        }
        return lists;
    }
}

/// <summary>The lists that a form needs; null for one that is not needed or could not be had.</summary>
internal sealed record CodeLists(Kept<EnquiryCodes>? Enquiry = null, Kept<CustomerCodes>? Customer = null, Kept<IReadOnlyList<Code>>? Officers = null)
{
    public bool AnyStale => Enquiry is { Stale: true } || Customer is { Stale: true } || Officers is { Stale: true };
}
