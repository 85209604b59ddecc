using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Salesforce;

/// <summary>Tries the connection: where and as whom we work, how many calls are left, and which rights and fields are missing.</summary>
internal sealed class SalesforceTest(SalesforceSettings settings, SalesforceClient client, Descriptions<DescribedType> schema, CallAllowance allowance)
{
    private static readonly (string Type, bool Writes)[] Needed = [("Contact", true), ("Lead", true), ("Case", true), ("Task", true), ("Account", false)];

    public async Task<Outcome<TestReport>> Run(Calls calls, CancellationToken cancel)
    {
        if ((await client.Account(cancel)).Failed(out var fault, out var account)
            || (await client.Ask(new SalesforceCall(HttpMethod.Get, "/query/?q=" + Uri.EscapeDataString($"SELECT Name, IsSandbox, OrganizationType FROM Organization LIMIT 1")), calls, cancel)).Failed(out fault, out var answer))
        {
            return fault.Kind == FaultKind.Unknown && fault.Code is "http-404" or "NOT_FOUND"
                ? fault with { Detail = $"{fault.Detail} The organisation may not offer version {settings.ApiVersion} of the interface." } : fault;
        }
        var organisation = answer.Items("records").FirstOrDefault();
        var name = organisation.ValueKind == System.Text.Json.JsonValueKind.Object ? organisation.Text("Name") : null;
        var details = new List<string>
        {
            $"Environment: {(organisation.ValueKind == System.Text.Json.JsonValueKind.Object && organisation.Flag("IsSandbox") ? "sandbox" : SalesforceHosts.EnvironmentOf(client.Instance ?? settings.Login))}, at {(client.Instance ?? settings.Login).Authority}.",
        };
        if ((await Rights(details, calls, cancel)) is { } broken)
        {
            return broken;
        }
        if (allowance.Budget is { } budget)
        {
            details.Add($"{budget.Used:N0} of {budget.Limit:N0} calls of the last 24 hours are used, by all integrations together.");
        }
        return new TestReport($"Connected to “{name ?? account.Organisation}” as {account.UserName}.", details);
    }

    private async Task<Fault?> Rights(List<string> details, Calls calls, CancellationToken cancel)
    {
        var without = new List<string>();
        foreach (var (name, writes) in Needed)
        {
            if ((await schema.Now(name, calls, cancel)).Failed(out var fault, out var type))
            {
                if (fault.Kind != FaultKind.SchemaDrift)
                {
                    return fault;
                }
                details.Add($"{name}: the user may not see these records. Grant at least Read.");
                continue;
            }
            if (writes && !(type.Creatable && type.Updatable))
            {
                details.Add($"{type.Label}: the user may not {(type.Creatable ? "edit" : type.Updatable ? "create" : "create or edit")} these records.");
            }
            if (writes && Hidden(type) is { Count: > 0 } hidden)
            {
                details.Add($"{type.Label}: {string.Join(", ", hidden)} cannot be written by the user; such values are left out.");
            }
            if (writes && !OurKey.IsExternalId(type))
            {
                without.Add(type.Name);
            }
            if (type.HasPeople)
            {
                details.Add($"The organisation has person accounts{(settings.PersonAccounts ? "" : ", which the settings treat as plain accounts")}.");
            }
        }
        if (without.Count > 0)
        {
            details.Add($"{string.Join(", ", without)}: without the field {OurKey.Field} our key stands in {(without is ["Task"] ? "CallObject" : "CallObject or the description")}. It works; with the field nothing can ever be saved twice.");
        }
        var notes = await schema.Known("ContentNote", calls, cancel);
        details.Add(notes is Outcome<DescribedType>.Success ? "Notes are kept as enhanced notes." : "Enhanced notes are off; notes are kept as old ones.");
        return null;
    }

    private static List<string> Hidden(DescribedType type) => [.. (type.Name switch
    {
        "Contact" => (string[])["LastName", "Phone", "Email", "OwnerId"],
        "Lead" => ["LastName", "Company", "Phone", "Email", "OwnerId"],
        "Case" => ["Subject", "Description", "ContactId", "OwnerId"],
        _ => ["Subject", "Description", "WhoId", "OwnerId", "CallDisposition"],
    }).Where(name => type[name] is not { Creatable: true })];
}
