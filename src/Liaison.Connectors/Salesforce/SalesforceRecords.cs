using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Salesforce;

/// <summary>Reads one record, and says where people see it.</summary>
internal sealed class SalesforceRecords(SalesforceSettings settings, SalesforceClient client, Descriptions<DescribedType> schema)
{
    public async Task<Outcome<RecordValues>> Read(string recordType, string record, Calls calls, CancellationToken cancel)
    {
        if (SalesforceId.Long(record) is not { } id)
        {
            return new Fault(FaultKind.NotFound, $"“{record}” is no id of a record in Salesforce.", Code: "MALFORMED_ID");
        }
        if ((await schema.Known(recordType, calls, cancel)).Failed(out var fault, out var type))
        {
            return fault;
        }
        return (await client.Ask(new SalesforceCall(HttpMethod.Get, $"/sobjects/{type.Name}/{id}"), calls, cancel)).Match<Outcome<RecordValues>>(
            answer => new RecordValues(id, answer.Text("SystemModstamp"), FoundRecords.Flat(answer)), fault => fault);
    }

    /// <summary>Salesforce leads from its own host to the pages' host. Before the first call nothing is known of it, unless people sign in at it.</summary>
    public string? UrlOf(string recordType, string record) =>
        (client.Instance ?? (settings.Login.IdnHost.Contains(".my.salesforce.", StringComparison.OrdinalIgnoreCase) || settings.Login.IsLoopback ? settings.Login : null)) is { } instance
            && SalesforceId.Long(record) is { } id && recordType.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_')
            ? $"{instance.ToString().TrimEnd('/')}/lightning/r/{recordType}/{id}/view" : null;
}
