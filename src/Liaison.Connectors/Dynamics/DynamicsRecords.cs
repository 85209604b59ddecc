using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Dynamics;

/// <summary>Reads one record, and says where people see it.</summary>
internal sealed class DynamicsRecords(DynamicsSettings settings, DynamicsClient client, Descriptions<DescribedTable> schema)
{
    public async Task<Outcome<RecordValues>> Read(string recordType, string record, Calls calls, CancellationToken cancel)
    {
        if (!Guid.TryParse(record, out var id))
        {
            return NoId(record);
        }
        if ((await schema.Known(recordType, calls, cancel)).Failed(out var fault, out var table))
        {
            return fault;
        }
        return (await client.Ask(new DynamicsCall(HttpMethod.Get, $"{table.Set}({id:D})") { Headers = [PersonSearch.WithNames] }, calls, cancel)).Match<Outcome<RecordValues>>(
            answer => new RecordValues(id.ToString("D"), answer.Text("@odata.etag"), RecordReader.Flat(answer)), wrong => wrong);
    }

    /// <summary>People see records at the instance itself, never at the host that only programs use.</summary>
    public string? UrlOf(string recordType, string record) => Guid.TryParse(record, out var id) && Selection.IsName(recordType)
        ? $"{settings.Instance.ToString().TrimEnd('/').Replace(".api.crm", ".crm", StringComparison.OrdinalIgnoreCase)}/main.aspx?{(Guid.TryParse(settings.AppId, out var app) ? $"appid={app:D}&" : "")}pagetype=entityrecord&etn={recordType}&id={id:D}" : null;

    public static Fault NoId(string record) => new(FaultKind.NotFound, $"“{record}” is no id of a record in Dynamics.", Code: "not-an-id");
}
