using System.Text.Json;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Dynamics;

/// <summary>Lists the people of the environment, those whom records cannot belong to with the reason.</summary>
internal sealed class DynamicsUsers(DynamicsClient client)
{
    private const int MostPages = 10;

    public async Task<Outcome<IReadOnlyList<SystemUser>>> List(Calls calls, CancellationToken cancel)
    {
        var users = new List<SystemUser>();
        var (path, pages) = ("systemusers?$select=fullname,domainname,internalemailaddress,isdisabled,accessmode,applicationid&$orderby=fullname,systemuserid", 0);
        while (path is not null && pages++ < MostPages)
        {
            if ((await client.Ask(new DynamicsCall(HttpMethod.Get, path) { ShownAnswer = 2000, Headers = [new("Prefer", "odata.maxpagesize=500")] }, calls, cancel)).Failed(out var fault, out var answer))
            {
                return fault;
            }
            users.AddRange(answer.Items("value").Select(One).OfType<SystemUser>());
            path = answer.Text("@odata.nextLink");
        }
        return users;
    }

    private static SystemUser? One(JsonElement user) => user.Text("systemuserid") is { } id
        ? new SystemUser(id, user.Text("fullname") ?? user.Text("domainname") ?? id, user.Text("internalemailaddress") ?? "",
            user.Flag("isdisabled") ? "The user is disabled."
            : user.Text("applicationid") is not null ? "This is an application, not a person."
            : user.Text("accessmode") is "3" or "5" ? "Records cannot belong to a user with this kind of access." : null)
        : null;
}
