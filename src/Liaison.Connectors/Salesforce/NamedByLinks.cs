using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Salesforce;

/// <summary>Records of which there is one for what they join, such as a person's membership in a campaign: found by what they join, since no key of ours is in them.</summary>
internal static class NamedByLinks
{
    /// <returns>The record's id; a success with null when there is none. The links must name records, not other writes.</returns>
    public static async Task<Outcome<string?>> Find(SalesforceClient client, RecordWrite write, DescribedType type, Calls calls, CancellationToken cancel)
    {
        var conditions = new List<string>();
        foreach (var (name, to) in write.Links)
        {
            if (type[name] is not { Filterable: true } field || SalesforceId.Long(to) is not { } id)
            {
                return (string?)null;
            }
            conditions.Add($"{field.Name} = {SoqlText.Quoted(id)}");
        }
        return conditions.Count == 0 ? (string?)null : (await Queries.Run(client, $"SELECT Id FROM {type.Name} WHERE {string.Join(" AND ", conditions)} LIMIT 1", 200, calls, cancel))
            .Match<Outcome<string?>>(answer => answer.Items("records").Select(record => SalesforceId.Long(record.Text("Id"))).FirstOrDefault(), fault => fault);
    }
}
