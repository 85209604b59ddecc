using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Confirm;

/// <summary>Offers the code lists by the names that the field catalogue gives them; <c>attributes</c> lists attribute types, <c>attribute:CODE</c> the values of one.</summary>
internal sealed class ConfirmCodes(CodeBook book)
{
    public async Task<Outcome<CodeList>> List(string list, bool fresh, Calls calls, CancellationToken cancel) => list switch
    {
        "services" => Of(await book.Enquiry.Get(fresh, calls, cancel), codes => [.. codes.Services.Select(service => new Code(service.Code, service.Name))]),
        "subjects" => Of(await book.Enquiry.Get(fresh, calls, cancel), codes =>
            [.. codes.Services.SelectMany(service => service.Subjects.Select(subject => new Code(subject.Code, subject.Name, Parent: service.Code)))]),
        "statuses" => Of(await book.Enquiry.Get(fresh, calls, cancel), codes => codes.Statuses),
        "classes" => Of(await book.Enquiry.Get(fresh, calls, cancel), codes => codes.Classes),
        "attributes" => Of(await book.Enquiry.Get(fresh, calls, cancel), codes => [.. codes.Attributes.Select(type => new Code(type.Code, type.Name))]),
        "customerTypes" => Of(await book.Customer.Get(fresh, calls, cancel), codes => codes.Types),
        "enquiryMethods" => Of(await book.Customer.Get(fresh, calls, cancel), codes => codes.Methods),
        "pointsOfContact" => Of(await book.Customer.Get(fresh, calls, cancel), codes => codes.PointsOfContact),
        "officers" => Of(await book.Officers.Get(fresh, calls, cancel), codes => codes),
        _ when list.StartsWith(ConfirmFields.AttributePrefix, StringComparison.Ordinal) =>
            Of(await book.Enquiry.Get(fresh, calls, cancel), codes => codes.Attribute(list[ConfirmFields.AttributePrefix.Length..])?.Values ?? []),
        _ => new Fault(FaultKind.NotFound, $"Confirm has no code list “{list}”."),
    };

    private static Outcome<CodeList> Of<T>(Outcome<Kept<T>> kept, Func<T, IReadOnlyList<Code>> items) =>
        kept.Failed(out var fault, out var known) ? fault : new CodeList(items(known.Value), known.LoadedAt, known.Stale);
}
