using System.Text;
using System.Text.Json;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Kustomer;

/// <summary>Tries the connection: whose key it is, what it may not do, in which region it answered, and where agents see customers.</summary>
internal sealed class KustomerTest(KustomerSettings settings, KustomerClient client, HttpCalls http, TimeProvider time)
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(30);

    public async Task<Outcome<TestReport>> Run(Calls calls, CancellationToken cancel)
    {
        if ((await client.Get("auth/tokens/current", calls, cancel)).Failed(out var fault, out var answer))
        {
            return fault;
        }
        if (((answer.Part("data") ?? default).Part("attributes") ?? default) is not { ValueKind: JsonValueKind.Object } key)
        {
            return KustomerErrors.NoAnswer("Kustomer's answer does not say whose key this is.", writes: false);
        }
        var address = KustomerAddresses.ApiOf(settings.BaseUrl);
        var details = new List<string> { $"Authentication is active. Everything that Liaison writes bears the name “{key.Text("name")}”, and times are sent in UTC." };
        if (OrgInKey() is { } owner && address.Org is { } org && owner != org)
        {
            details.Add($"The key says that it is of the organisation “{owner}”, and the base URL is of “{org}”. One of the two is wrong.");
        }
        details.Add($"The API answers at {address.Address}{(client.Pod is { } pod ? $", from {KustomerAddresses.PlaceOf(pod)}" : "")}. The region of this configuration is {settings.Region}.");
        Roles(key.Texts("roles"), details);
        if (RecordReader.Time(key.Text("expiresAt")) is { } end && end - time.GetUtcNow() < Soon)
        {
            details.Add($"The key ends on {end:yyyy-MM-dd}. Make a new one before that day, and enter it here.");
        }
        await Pages(details, calls, cancel);
        if (client.Budget is { } budget)
        {
            details.Add($"{budget.Limit - budget.Used:N0} of {budget.Limit:N0} calls of this minute are left to all programs of the organisation together.");
        }
        if (!settings.WebHookToken.IsSet)
        {
            details.Add("No web hook token is entered: changes made in Kustomer are not taken.");
        }
        return new TestReport($"Connected to {(address.Org is { } named ? $"“{named}”" : address.Address)} with the key “{key.Text("name")}”.", details);
    }

    private static void Roles(IReadOnlyCollection<string> roles, List<string> details)
    {
        var missing = NeededRoles.Missing(roles);
        details.AddRange(missing.GroupBy(one => one.Without, StringComparer.Ordinal).Select(group => $"Missing: {string.Join(", ", group.Select(one => NeededRoles.Prefix + one.Role))}. Without {(group.Count() > 1 ? "them" : "it")}, {group.Key}."));
        if (missing.Count > 0)
        {
            details.Add("The roles of a key are fixed: make a new key with all that the guide lists.");
        }
        else
        {
            details.Add(NeededRoles.IsAdministrator(roles) ? "The key has an administrator's rights, which is more than Liaison needs. The guide lists what is enough." : "The key has all roles that Liaison needs.");
        }
    }

    /// <summary>Whether anything answers where agents see customers.</summary>
    private async Task Pages(List<string> details, Calls calls, CancellationToken cancel)
    {
        if (KustomerAddresses.PagesOf(settings) is not { } pages)
        {
            details.Add("No screen-pop address is known, so agents get no links.");
            return;
        }
        var within = new HttpLimits(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5));
        var looked = await http.Send(new HttpCall(HttpMethod.Get, new Uri(pages)) { ShownAnswer = 200 }, within, calls, cancel);
        details.Add(looked.Match(
            reply => reply.Status is 404 or >= 500 ? $"At {pages}, where agents are to see customers, there is no page (HTTP {reply.Status}). Look at the screen-pop address." : $"Agents see customers at {pages}.",
            fault => $"{pages}, where agents are to see customers, could not be looked at from here: {fault.Detail}"));
    }

    /// <summary>Many keys say for which organisation they were made (a JSON Web Token's second part). It is shown, and nothing is decided by it.</summary>
    private string? OrgInKey()
    {
        try
        {
            return settings.ApiKey.Value?.Split('.') is [_, var claims, _] ? JsonParts.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(claims)).Text("orgName") : null;
        }
        catch (Exception wrong) when (wrong is FormatException or JsonException or DecoderFallbackException)
        {
            return null;
        }
    }
}
