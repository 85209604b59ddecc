using System.Collections.Concurrent;
using System.Text.Json;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Salesforce;

/// <summary>A user whom records can belong to.</summary>
/// <param name="Zone">Where their day begins and ends.</param>
/// <param name="Note">What is worth knowing about the choice.</param>
internal sealed record Owner(string Id, TimeZoneInfo Zone, string? Note = null);

/// <summary>
/// Finds the user whose e-mail address is the agent's, among the active ones with a full licence; remembered for a while. E-mail addresses are not unique in Salesforce, user names are: of
/// several, the one whose user name is the address counts, else the one that has been there longest.
/// </summary>
internal sealed class Owners(SalesforceClient client, TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(15);
    private const int MostKept = 5000;
    private readonly ConcurrentDictionary<string, Kept> kept = new(StringComparer.OrdinalIgnoreCase);

    /// <returns>A success with null when there is no such user.</returns>
    public Task<Outcome<Owner?>> ByEmail(string email, Calls calls, CancellationToken cancel) =>
        Get(email.Trim(), $"Email = {SoqlText.Quoted(email.Trim())} AND IsActive = true AND UserType = 'Standard'", calls, cancel);

    public Task<Outcome<Owner?>> ById(string id, Calls calls, CancellationToken cancel) => Get(id, $"Id = {SoqlText.Quoted(id)}", calls, cancel);

    private async Task<Outcome<Owner?>> Get(string name, string condition, Calls calls, CancellationToken cancel)
    {
        if (kept.TryGetValue(name, out var known) && time.GetUtcNow() - known.At < Life)
        {
            return known.Owner;
        }
        if ((await Queries.Run(client, $"SELECT Id, Username, TimeZoneSidKey FROM User WHERE {condition} ORDER BY CreatedDate LIMIT 50", 200, calls, cancel)).Failed(out var fault, out var answer))
        {
            return fault;
        }
        var owner = Choose(name, [.. answer.Items("records")]);
        if (kept.Count > MostKept)
        {
            kept.Clear();
        }
        kept[name] = new Kept(owner, time.GetUtcNow());
        return owner;
    }

    private static Owner? Choose(string name, IReadOnlyList<JsonElement> users)
    {
        var chosen = users.FirstOrDefault(user => string.Equals(user.Text("Username"), name, StringComparison.OrdinalIgnoreCase)) is { ValueKind: JsonValueKind.Object } namesake
            ? namesake : users.Count > 0 ? users[0] : default;
        return chosen.ValueKind == JsonValueKind.Object && SalesforceId.Long(chosen.Text("Id")) is { } id
            ? new Owner(id, ZoneOf(chosen.Text("TimeZoneSidKey")), users.Count > 1 ? $"{users.Count} users have the e-mail address {name}; {chosen.Text("Username")} was taken." : null) : null;
    }

    private static TimeZoneInfo ZoneOf(string? name) => name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;

    private sealed record Kept(Owner? Owner, DateTimeOffset At);
}
