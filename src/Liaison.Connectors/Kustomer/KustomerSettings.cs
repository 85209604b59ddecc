using Liaison.Core.Connecting;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Kustomer;

/// <summary>How to reach one Kustomer organisation, and how to behave there.</summary>
public sealed record KustomerSettings
{
    [Setting("Region", "In which region the data of this configuration is to stay. It cannot be changed afterwards: to move, make a new connection. It says nothing of where Kustomer keeps its own data; that follows from the base URL.",
        Required = true, Fixed = true, Group = "Configuration", Choices = ["Americas|AMERICAS", "Asia Pacific|APAC", "Europe, Middle East, Africa|EMEA"])]
    public string Region { get; init; } = "";

    [Setting("Description", "What this configuration is for, in your own words.", Group = "Configuration")]
    public string? Description { get; init; }

    [Setting("API key", "The api_key of a machine user of Liaison's own, from Settings, Security, API Keys. It is shown once over there. What Liaison writes bears this key's name, and it may do what the key's roles allow.",
        Required = true, Group = "Authentication", Links = ["API keys and roles|https://developer.kustomer.com/docs/get-started/api-keys-and-roles"])]
    public Secret ApiKey { get; init; }

    [Setting("Screen-pop address", "external_screenpop_domain_kc: where an agent sees a customer. Your organisation's name is enough; left empty it follows from the base URL.", Group = "Addresses",
        Placeholder = "https://yourorganisation.kustomerapp.com/app/customers")]
    public string? ScreenPopDomain { get; init; }

    [Setting("Base URL", "base_url: where the API answers. Your organisation's name, or the address at which you sign in, is enough.", Required = true, Group = "Addresses", Placeholder = "https://yourorganisation.api.kustomerapp.com")]
    public string BaseUrl { get; init; } = "";

    [Setting("Log on the timeline?", "On: each conversation carries a message of its channel (voice, chat, e-mail) with times, numbers and the link to the recording. Off: only the conversation and its note are written.", Group = "Records")]
    public bool LogMessages { get; init; } = true;

    [Setting("Largest file (MB)", "What is larger stays in Liaison, and a link to it is kept.", Required = true, Min = 1, Max = 100, Group = "Records")]
    public int LargestFile { get; init; } = 25;

    [Setting("Web hook token", "The token that Kustomer gave the outbound web hook for Liaison. With it each message from there is verified; without it none is taken.", Group = "Changes from Kustomer")]
    public Secret WebHookToken { get; init; }

    [Setting("Changes made by other programs?", "Off: what comes from programs through the API, Liaison's own writes among them, is passed over, so that nothing goes round in circles. On: only what Liaison has written itself is passed over.", Group = "Changes from Kustomer")]
    public bool OtherPrograms { get; init; }

    [Setting("Share of the calls (%)", "All programs of the organisation draw on the same calls of a minute. Above this share writing waits, so that looking up callers still works.", Required = true, Min = 10, Max = 100, Group = "Working")]
    public int CallShare { get; init; } = 80;

    [Setting("Time-out (seconds)", "How long to wait for an answer.", Required = true, Min = 5, Max = 600, Group = "Working")]
    public int TimeoutSeconds { get; init; } = 30;

    /// <summary>What concerns settings beyond their single checks.</summary>
    internal static IReadOnlyList<Problem> Check(object settings)
    {
        var kustomer = (KustomerSettings)settings;
        var problems = new List<Problem>();
        var api = KustomerAddresses.ApiOf(kustomer.BaseUrl);
        if (api.Wrong is { } wrong && !string.IsNullOrWhiteSpace(kustomer.BaseUrl))
        {
            problems.Add(new Problem("/baseUrl", "not-an-address", $"Base URL: {wrong}"));
        }
        if (!string.IsNullOrWhiteSpace(kustomer.ScreenPopDomain))
        {
            var page = KustomerAddresses.PagesOf(kustomer.ScreenPopDomain);
            if (page.Wrong is { } why)
            {
                problems.Add(new Problem("/screenPopDomain", "not-an-address", $"Screen-pop address: {why}"));
            }
            else if (page.Org is { } there && api.Org is { } here && there != here)
            {
                problems.Add(new Problem("/screenPopDomain", "other-organisation", $"The screen-pop address is of “{there}”, and the base URL of “{here}”. Both must be of the organisation whose key this is."));
            }
        }
        else if (api is { Wrong: null, Org: null, Vendor: true })
        {
            problems.Add(new Problem("/screenPopDomain", "required", "Screen-pop address is needed: the base URL does not say which organisation it is."));
        }
        return problems;
    }
}
