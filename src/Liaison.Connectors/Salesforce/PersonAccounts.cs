using Liaison.Core.Connecting;

namespace Liaison.Connectors.Salesforce;

/// <summary>A person account is an account and, behind it, a contact. A search finds both; it is one human.</summary>
internal static class PersonAccounts
{
    /// <summary>The account stays; the contact behind it goes, and lends the account its id under <c>PersonContactId</c>.</summary>
    public static IEnumerable<FoundRecord> Merge(IReadOnlyList<FoundRecord> found, bool on)
    {
        if (!on)
        {
            return found;
        }
        var people = found.Where(one => one.RecordType == "Account" && one.Values.GetValueOrDefault("IsPersonAccount") == "true").ToList();
        var byAccount = found.Where(one => one.RecordType == "Contact" && one.Values.ContainsKey("AccountId")).ToLookup(one => SalesforceId.Long(one.Values["AccountId"]));
        var shadows = people.Select(one => SalesforceId.Long(one.Values.GetValueOrDefault("PersonContactId"))).OfType<string>()
            .Concat(people.SelectMany(one => byAccount[SalesforceId.Long(one.Record)]).Select(one => SalesforceId.Long(one.Record)).OfType<string>()).ToHashSet(StringComparer.Ordinal);
        return found.Where(one => one.RecordType != "Contact" || !shadows.Contains(SalesforceId.Long(one.Record) ?? "")).Select(one => one.RecordType != "Account" || one.Values.ContainsKey("PersonContactId")
            || !people.Contains(one) || byAccount[SalesforceId.Long(one.Record)].FirstOrDefault() is not { } contact ? one
            : one with { Values = new Dictionary<string, string>(one.Values, StringComparer.OrdinalIgnoreCase) { ["PersonContactId"] = contact.Record } });
    }
}
