using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Dynamics;

/// <summary>Tries the connection: where and as whom we work, where people sign in, how large files may be, and which tables and columns are missing.</summary>
internal sealed class DynamicsTest(DynamicsSettings settings, HttpCalls http, DynamicsClient client, Descriptions<DescribedTable> schema, UploadLimit limit, CallAllowance allowance)
{
    private static readonly (string Table, string[] Columns)[] Needed =
    [
        ("contact", ["lastname", "telephone1", "mobilephone", "emailaddress1", "ownerid"]), ("account", ["name", "telephone1"]), ("lead", ["lastname", "subject", "telephone1", "ownerid"]),
        ("phonecall", ["subject", "description", "phonenumber", "directioncode", "statecode"]), ("task", ["subject", "description"]), ("incident", ["title", "customerid", "description"]),
        ("annotation", ["notetext", "documentbody", "objectid"]),
    ];

    public async Task<Outcome<TestReport>> Run(Calls calls, CancellationToken cancel)
    {
        var details = new List<string>();
        await Where(details, calls, cancel);
        if ((await client.Account(calls, cancel)).Failed(out var fault, out var account))
        {
            // What the instance names as its sign-in is what helps most when signing in does not work.
            return details.Count > 0 ? fault with { Detail = $"{fault.Detail} {string.Join(' ', details)}" } : fault;
        }
        if ((await client.Ask(new DynamicsCall(HttpMethod.Get, "organizations?$select=name"), calls, cancel)).Failed(out fault, out var organisations)
            || (await client.Ask(new DynamicsCall(HttpMethod.Get, "RetrieveVersion()"), calls, cancel)).Failed(out fault, out var version) || (await limit.Get(calls, cancel)).Failed(out fault, out var most))
        {
            return fault;
        }
        details.Add($"Dynamics {version.Text("Version")} at {settings.Instance.Authority}{(settings.Instance.IsLoopback ? ", a stand-in on this machine" : "")}.");
        foreach (var (name, columns) in Needed)
        {
            if ((await schema.Now(name, calls, cancel)).Failed(out fault, out var table))
            {
                if (fault.Kind != FaultKind.SchemaDrift)
                {
                    return fault;
                }
                details.Add($"{name}: this environment has no such table, or the user may not see it.");
            }
            else if (columns.Where(column => table[column] is not { } known || !(known.Creatable || known.Updatable)).ToList() is { Count: > 0 } missing)
            {
                details.Add($"{table.Label}: {string.Join(", ", missing)} cannot be written; such values are left out.");
            }
        }
        details.Add($"Files of up to about {most / 4 * 3:N0} bytes are taken; of larger ones a link is kept.");
        if (allowance.Budget is { } budget)
        {
            details.Add($"{budget.Limit - budget.Used:N0} calls of the next five minutes are left to this user.");
        }
        return new TestReport($"Connected to “{organisations.Items("value").Select(one => one.Text("name")).FirstOrDefault() ?? settings.Instance.Authority}” as {account.UserName}.", details);
    }

    /// <summary>Says which addresses the instance names, where the settings have others or none.</summary>
    private async Task Where(List<string> details, Calls calls, CancellationToken cancel)
    {
        if ((await SignInAddresses.Ask(settings, http, calls, cancel)).Failed(out var fault, out var named))
        {
            details.Add(fault.Detail);
            return;
        }
        var (authorize, token) = SignInAddresses.Of(settings);
        if (!SignInAddresses.IsNewer(authorize) || SignInAddresses.IsShared(authorize.ToString()) || (token is not null && token.Authority != named.Token.Authority))
        {
            details.Add($"The instance says that people sign in at {named.Authorize}, and that tokens come from {named.Token}. These are the Authorization URL and the Token URL to enter.");
        }
    }
}
