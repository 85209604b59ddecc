using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Kustomer;

/// <summary>Reads fields of the record that another belongs to: a customer's company (<c>company.name</c>), a conversation's customer (<c>customer.name</c>). One call for each record that is meant, and none when nothing is asked of it.</summary>
internal sealed class RelatedFields(KustomerClient client)
{
    private static readonly string[] Relations = [Resource.Company, Resource.Customer];

    public async Task<Outcome<IReadOnlyList<FoundRecord>>> Read(IReadOnlyList<FoundRecord> records, IReadOnlyList<string> fields, Calls calls, CancellationToken cancel)
    {
        var known = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal);
        var whole = new List<FoundRecord>(records.Count);
        foreach (var record in records)
        {
            var values = new Dictionary<string, string>(record.Values, StringComparer.Ordinal);
            foreach (var relation in Relations.Where(one => fields.Any(field => field.StartsWith(one + ".", StringComparison.Ordinal)) && values.ContainsKey(one)))
            {
                var id = values[relation];
                if (!known.TryGetValue(id, out var other))
                {
                    if ((await client.Find(Resource.Of(relation)!.At(id), calls, cancel)).Failed(out var fault, out var there) && fault is not null)
                    {
                        return fault;
                    }
                    known[id] = other = there is { } data ? RecordReader.Values(data) : new Dictionary<string, string>(StringComparer.Ordinal);
                }
                foreach (var (name, value) in other)
                {
                    values[$"{relation}.{name}"] = value;
                }
            }
            whole.Add(record with { Values = values });
        }
        return whole;
    }
}
