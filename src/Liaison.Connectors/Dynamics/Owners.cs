using System.Collections.Concurrent;
using System.Text.Json;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Dynamics;

/// <summary>A user whom records can belong to.</summary>
/// <param name="Note">What is worth knowing about the choice.</param>
internal sealed record Owner(Guid Id, string? Note = null);

/// <summary>
/// Finds the user whose e-mail address is the agent's, among those who are not disabled; remembered for a while. E-mail addresses are not unique, user names are: of several, the one whose user
/// name is the address counts, else the one that has been there longest.
/// </summary>
internal sealed class Owners(DynamicsClient client, TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(15);
    private const int MostKept = 5000;
    private readonly ConcurrentDictionary<string, Kept> kept = new(StringComparer.OrdinalIgnoreCase);

    /// <returns>A success with null when there is no such user.</returns>
    public async Task<Outcome<Owner?>> ByEmail(string email, Calls calls, CancellationToken cancel)
    {
        var name = email.Trim();
        if (kept.TryGetValue(name, out var known) && time.GetUtcNow() - known.At < Life)
        {
            return known.Owner;
        }
        var filter = $"(internalemailaddress eq {ODataText.Quoted(name)} or domainname eq {ODataText.Quoted(name)}) and isdisabled eq false";
        var path = $"systemusers?$select=domainname&$filter={Uri.EscapeDataString(filter)}&$orderby=createdon,systemuserid&$top=50";
        if ((await client.Ask(new DynamicsCall(HttpMethod.Get, path), calls, cancel)).Failed(out var fault, out var answer))
        {
            return fault;
        }
        var owner = Choose(name, [.. answer.Items("value")]);
        if (kept.Count > MostKept)
        {
            kept.Clear();
        }
        kept[name] = new Kept(owner, time.GetUtcNow());
        return owner;
    }

    private static Owner? Choose(string name, IReadOnlyList<JsonElement> users)
    {
        var chosen = users.FirstOrDefault(user => string.Equals(user.Text("domainname"), name, StringComparison.OrdinalIgnoreCase)) is { ValueKind: JsonValueKind.Object } namesake
            ? namesake : users.Count > 0 ? users[0] : default;
        return Guid.TryParse(chosen.Text("systemuserid"), out var id)
            ? new Owner(id, users.Count > 1 ? $"{users.Count} users have the e-mail address {name}; {chosen.Text("domainname")} was taken." : null) : null;
    }

    private sealed record Kept(Owner? Owner, DateTimeOffset At);
}
