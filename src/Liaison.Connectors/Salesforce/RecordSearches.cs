using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Salesforce;

/// <summary>
/// Finds records by words, with one search over several types. Every word must be there, from its beginning; a number finds a case without its leading zeros, and a telephone number however it is
/// written over there.
/// </summary>
internal sealed class RecordSearches(SalesforceClient client, Descriptions<DescribedType> schema)
{
    private const int MostTypes = 10;

    private static readonly string[] Usual = ["Account", "Contact", "Lead", "Case", "Opportunity"];

    private static readonly Dictionary<string, string[]> Telling = new(StringComparer.Ordinal)
    {
        ["Account"] = ["BillingCity", "Phone"], ["Contact"] = ["Account.Name", "Email", "Phone"], ["Lead"] = ["Company", "Email", "Phone"], ["Case"] = ["Subject", "Status", "Contact.Name"],
        ["Opportunity"] = ["StageName", "Account.Name"], ["Campaign"] = ["Status"], ["Task"] = ["Status", "Who.Name"],
    };

    public async Task<Outcome<IReadOnlyList<SearchHit>>> Search(WordSearch search, Calls calls, CancellationToken cancel)
    {
        if (SoslText.Words(search.Text) is not { } words)
        {
            return new Fault(FaultKind.Validation, "Type at least two letters or digits.", "text");
        }
        var types = new List<DescribedType>();
        foreach (var asked in (search.RecordTypes.Count > 0 ? search.RecordTypes : Usual).Distinct(StringComparer.OrdinalIgnoreCase).Take(MostTypes).Select(name => schema.Known(name, calls, cancel)).ToList())
        {
            if ((await asked).Failed(out var fault, out var type))
            {
                if (fault.Kind == FaultKind.SchemaDrift)
                {
                    continue;
                }
                return fault;
            }
            if (type.Searchable)
            {
                types.Add(type);
            }
        }
        if (types.Count == 0)
        {
            return new Outcome<IReadOnlyList<SearchHit>>.Success([]);
        }
        var text = $"FIND {{{words}}} IN ALL FIELDS RETURNING {string.Join(", ", types.Select(type => $"{type.Name}({string.Join(',', FieldsOf(type).Prepend(type.NameField).Prepend("Id"))} LIMIT {Math.Clamp(search.Most, 1, 50)})"))}";
        return (await client.Ask(new SalesforceCall(HttpMethod.Get, "/search/?q=" + Uri.EscapeDataString(text)), calls, cancel)).Match<Outcome<IReadOnlyList<SearchHit>>>(
            answer => answer.Items("searchRecords").Select(record => Hit(record, types)).OfType<SearchHit>().ToList(), fault => fault);
    }

    private static SearchHit? Hit(System.Text.Json.JsonElement record, List<DescribedType> types) =>
        types.Find(type => type.Name == record.Part("attributes")?.Text("type")) is { } type && FoundRecords.Read(record, type.Name, type.NameField) is { } found
            ? new SearchHit(type.Name, found.Record, found.Name, string.Join(" · ", FieldsOf(type).Select(name => found.Values.GetValueOrDefault(name)).Where(value => !string.IsNullOrEmpty(value))) is { Length: > 0 } summary ? summary : null)
            : null;

    private static IEnumerable<string> FieldsOf(DescribedType type) => (Telling.GetValueOrDefault(type.Name) ?? []).Where(path => SearchPlan.CanRead(type, path));
}
