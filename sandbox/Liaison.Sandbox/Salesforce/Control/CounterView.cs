namespace Liaison.Sandbox.Salesforce.Control;

/// <param name="Counts">Requests by kind: <c>requests.composite</c>, <c>inside.create</c> (within a composite), <c>api</c> (as Salesforce counts them: a composite is one).</param>
/// <param name="Records">Live records by kind.</param>
/// <param name="Duplicates">How many keys stand on more than one record: of an external id, or of a task's call object.</param>
public sealed record CounterView(
    IReadOnlyDictionary<string, long> Counts, long ApiRequestsToday, IReadOnlyDictionary<string, int> Records, int Duplicates, IReadOnlyDictionary<string, string[]> DuplicateKeys, int LiveAccessTokens)
{
    private static readonly string[] Shown = ["Account", "Contact", "Lead", "Case", "Task", "Event", "CaseComment", "ContentVersion", "ContentDocument", "ContentDocumentLink", "ContentNote", "Note", "CampaignMember"];

    public static CounterView Of(SalesforceStandIn org)
    {
        var duplicates = DuplicateKeysOf(org).ToList();
        return new CounterView(
            org.Counters.Read(), org.Usage.Used, Shown.ToDictionary(type => type, type => org.Store[type].Live), duplicates.Count,
            duplicates.Take(100).ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal), org.Tokens.LiveAccessTokens);
    }

    private static IEnumerable<KeyValuePair<string, string[]>> DuplicateKeysOf(SalesforceStandIn org)
    {
        foreach (var table in org.Store.Tables)
        {
            foreach (var field in table.Type.Fields.Where(RecordApi.IsKey))
            {
                foreach (var (value, rows) in table.Shared(field))
                {
                    yield return KeyValuePair.Create($"{table.Type.Name}.{field.Name}={value}", rows.Select(row => row.Id).ToArray());
                }
            }
        }
    }
}
