namespace Liaison.Sandbox.Kustomer.Control;

/// <param name="Counts">Requests by kind: <c>requests.create</c>, <c>api</c>, <c>refused.409</c>.</param>
/// <param name="Records">How many there are of each type.</param>
/// <param name="Duplicates">Records beyond the first with the same external id: what an integration wrote twice.</param>
public sealed record CounterView(SortedDictionary<string, long> Counts, SortedDictionary<string, int> Records, int Duplicates)
{
    public static CounterView Of(KustomerStandIn org)
    {
        lock (org.Store.Gate)
        {
            return new CounterView(
                org.Counters.Read(),
                new SortedDictionary<string, int>(org.Store.Types.ToDictionary(type => type.Key, type => type.Value.Count), StringComparer.Ordinal),
                org.Store.Types.Sum(type => type.Value.Values.Select(item => item.Text("externalId")).Where(external => external is { Length: > 0 }).GroupBy(external => external, StringComparer.Ordinal).Sum(group => group.Count() - 1)));
        }
    }
}
