using System.Globalization;
using Liaison.Core.Connecting;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Confirm;

/// <summary>How to reach one Confirm environment: the General tab.</summary>
public sealed record ConfirmSettings
{
    [Setting("Endpoint", "The address of the Confirm CRM Connector web service. For Confirm OnDemand choose one of the addresses below; on your own servers it ends in confirmconnector.asmx.",
        Required = true, Type = "url", Group = "Connection", Placeholder = "https://…/confirmconnector.asmx", Links =
        [
            "Confirm OnDemand, production|https://production-webservices.ondemand.confirm.co.uk/confirm/connector/confirmconnector.asmx",
            "Confirm OnDemand, development|https://development-webservices.ondemand.confirm.co.uk/confirm/connector/confirmconnector.asmx",
        ])]
    public string Endpoint { get; init; } = "";

    [Setting("Username", "The Confirm user that Liaison works as. Its name stands on every status log that Liaison writes, so give Liaison a user of its own.", Required = true, Group = "Connection")]
    public string Username { get; init; } = "";

    [Setting("Password", "The password of that user.", Required = true, Group = "Connection")]
    public Secret Password { get; init; }

    [Setting("Tenant ID", "The Tenant ID of your Confirm environment, also known as Database ID. It may be a whole phrase with spaces.", Required = true, Group = "Connection")]
    public string TenantId { get; init; } = "";

    [Setting("Cache lookups for (seconds)", "How long code lists are remembered. Remembering them means fewer calls and quicker enquiries; left empty, nothing is remembered.",
        Min = 0, Max = 7 * 24 * 3600, Group = "Working", Placeholder = "1800")]
    public int? CacheLookupsSeconds { get; init; }

    [Setting("External System Number", "The System Number that Confirm gave to Liaison's External System record (Customer Services > Enquiry Lookups). Needed to receive updates from Confirm.",
        Group = "Receiving updates")]
    public string? ExternalSystemNumber { get; init; }

    [Setting("Timezone", "The timezone region of your Confirm environment. Times are converted to it, and times from Confirm without a zone are read in it.",
        Required = true, Type = "timeZone", Group = "Working")]
    public string Timezone { get; init; } = "Europe/London";

    [Setting("Set Logged Time?", "On: the enquiry's LoggedTime is the moment at which the rule fired, even if Confirm was out of reach for hours, so service levels count from then. Off: it is Confirm's own clock when the enquiry arrives.",
        Group = "Working")]
    public bool SetLoggedTime { get; init; }

    [Setting("ConfirmWeb base url", "If set, files are uploaded to Confirm itself; if empty, an Enquiry Document with a link back is added. With or without /api at its end. The addresses offered for OnDemand are an assumption: ask Brightly for yours if the test fails.",
        Type = "url", Group = "Files", Links =
        [
            "Confirm OnDemand, production (assumed)|https://production-webservices.ondemand.confirm.co.uk/confirmweb/api/",
            "Confirm OnDemand, development (assumed)|https://development-webservices.ondemand.confirm.co.uk/confirmweb/api/",
        ])]
    public string? ConfirmWebBaseUrl { get; init; }

    [Setting("Time-out (seconds)", "How long to wait for an answer. Confirm itself gives up after 300 seconds, so waiting less may leave a write in doubt.", Required = true, Min = 5, Max = 600, Group = "Working")]
    public int TimeoutSeconds { get; init; } = 310;

    /// <summary>What concerns settings beyond their single checks.</summary>
    internal static IReadOnlyList<Problem> Check(object settings)
    {
        var confirm = (ConfirmSettings)settings;
        return confirm.ExternalSystemNumber is { Length: > 0 } number && !int.TryParse(number.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? [new Problem("/externalSystemNumber", "not-a-number", "External System Number must be the whole number that Confirm shows as System Number.")]
            : [];
    }

    /// <summary>The ConfirmWeb address up to and with the tenant's part, ending in a slash; null when files go as links.</summary>
    internal Uri? WebAddress()
    {
        if (string.IsNullOrWhiteSpace(ConfirmWebBaseUrl))
        {
            return null;
        }
        var address = ConfirmWebBaseUrl.Trim().TrimEnd('/');
        var api = address.EndsWith("/api", StringComparison.OrdinalIgnoreCase) ? "" : "/api";
        return new Uri($"{address}{api}/{Uri.EscapeDataString(TenantId)}/");
    }
}
