using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Kustomer;

/// <summary>Single records: their values, and their pages for people.</summary>
internal sealed class KustomerRecords(KustomerSettings settings, KustomerClient client)
{
    private readonly string? pages = KustomerAddresses.PagesOf(settings);

    public async Task<Outcome<RecordValues>> Read(string recordType, string record, Calls calls, CancellationToken cancel)
    {
        if (Resource.Of(recordType) is not { } resource)
        {
            return TogetherWriter.NoSuchType(recordType);
        }
        return (await client.Find(resource.At(RecordId.Of(record).Id), calls, cancel)).Match<Outcome<RecordValues>>(
            found => found is { } data && RecordReader.ReadValues(data) is { } values ? values with { Record = record } : new Fault(FaultKind.NotFound, $"Kustomer has no {recordType} {record} (any more)."), fault => fault);
    }

    /// <summary>A conversation's page, and an object's, is a place on its customer's timeline. Companies have no page that is known.</summary>
    public string? UrlOf(string recordType, string record)
    {
        var id = RecordId.Of(record);
        return pages is null || Resource.Of(recordType) is not { } resource ? null : resource.Type switch
        {
            Resource.Customer => $"{pages}/{Uri.EscapeDataString(id.Id)}",
            Resource.Company => null,
            _ => id.Customer is { } customer ? $"{pages}/{Uri.EscapeDataString(customer)}/event/{Uri.EscapeDataString(id.Id)}" : null,
        };
    }
}
