using System.Text.Json;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Salesforce;

/// <summary>Lists the people of the organisation, those whom records cannot belong to with the reason.</summary>
internal sealed class SalesforceUsers(SalesforceClient client)
{
    private const int MostPages = 10;

    public async Task<Outcome<IReadOnlyList<SystemUser>>> List(Calls calls, CancellationToken cancel)
    {
        var users = new List<SystemUser>();
        var (path, pages) = ("/query/?q=" + Uri.EscapeDataString("SELECT Id, Name, Username, Email, IsActive, UserType FROM User WHERE UserType IN ('Standard','PowerPartner','CspLitePortal') ORDER BY Name"), 0);
        while (path is not null && pages++ < MostPages)
        {
            if ((await client.Ask(new SalesforceCall(HttpMethod.Get, path) { ShownAnswer = 2000 }, calls, cancel)).Failed(out var fault, out var answer))
            {
                return fault;
            }
            users.AddRange(answer.Items("records").Select(One).OfType<SystemUser>());
            path = answer.Text("nextRecordsUrl");
        }
        return users;
    }

    private static SystemUser? One(JsonElement user) => SalesforceId.Long(user.Text("Id")) is { } id
        ? new SystemUser(id, user.Text("Name") ?? user.Text("Username") ?? id, user.Text("Email") ?? "",
            !user.Flag("IsActive") ? "The user is not active." : user.Text("UserType") != "Standard" ? "The user's licence is not one that records can belong to." : null)
        : null;
}
