using System.Globalization;
using Liaison.Core.Connecting;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Salesforce;

/// <summary>How to reach one Salesforce organisation, and how to behave there.</summary>
public sealed record SalesforceSettings
{
    [Setting("Login host", "Where people sign in: production, sandbox, or your own My Domain (https://….my.salesforce.com). A sandbox's app does not work in production, nor the other way round.",
        Required = true, Type = "url", Group = "Connection", Placeholder = "https://….my.salesforce.com", Links =
        [
            "Production|https://login.salesforce.com",
            "Sandbox|https://test.salesforce.com",
        ])]
    public string LoginHost { get; init; } = "https://login.salesforce.com";

    [Setting("Client ID", "The Consumer Key of your External Client App. Left empty together with the secret, the app that your provider set up for this hub is used, if there is one.", Group = "Connection")]
    public string? ClientId { get; init; }

    [Setting("Client secret", "The Consumer Secret of that app.", Group = "Connection")]
    public Secret ClientSecret { get; init; }

    [Setting("API version", "The version of Salesforce's interface to speak. Change it only if you have a reason to.", Required = true, Group = "Working")]
    public string ApiVersion { get; init; } = "62.0";

    [Setting("Session length (minutes)", "How long an access token is reckoned to live; Salesforce does not tell. Enter what your organisation's Session Settings say, or less: a new one is fetched before.",
        Required = true, Min = 5, Max = 1440, Group = "Working")]
    public int SessionMinutes { get; init; } = 90;

    [Setting("When a duplicate rule objects", "Use the existing record: the one that Salesforce names is taken and updated. Save anyway: it is saved all the same, as far as the rule allows. Fail: the delivery fails, and a person decides.",
        Required = true, Group = "Records", Choices = ["Use the existing record|useExisting", "Save anyway|saveAnyway", "Fail|fail"])]
    public string Duplicates { get; init; } = UseExisting;

    [Setting("Run assignment rules?", "On: your assignment rules may give new cases and leads to somebody else than the agent. Off: they stay with the owner that Liaison names.", Group = "Records")]
    public bool AssignmentRules { get; init; }

    [Setting("Person accounts?", "On: where your organisation has person accounts, an account and the contact behind it count as one person. Off: they are treated as two records.", Group = "Records")]
    public bool PersonAccounts { get; init; } = true;

    [Setting("Share of the daily calls (%)", "Salesforce counts the calls of all integrations together. Above this share, writing waits so that looking up callers still works.", Required = true, Min = 10, Max = 100, Group = "Working")]
    public int DailyShare { get; init; } = 80;

    [Setting("Time-out (seconds)", "How long to wait for an answer.", Required = true, Min = 5, Max = 600, Group = "Working")]
    public int TimeoutSeconds { get; init; } = 60;

    internal const string UseExisting = "useExisting";
    internal const string SaveAnyway = "saveAnyway";
    internal const string Fail = "fail";

    internal Uri Login => new(LoginHost.Trim().TrimEnd('/'));

    /// <summary>What concerns settings beyond their single checks.</summary>
    internal static IReadOnlyList<Problem> Check(object settings)
    {
        var sales = (SalesforceSettings)settings;
        var problems = new List<Problem>();
        if (SalesforceHosts.WhyNot(sales.LoginHost) is { } wrong)
        {
            problems.Add(new Problem("/loginHost", "not-salesforce", "Login host: " + wrong));
        }
        if (!decimal.TryParse(sales.ApiVersion, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var version) || version is < 52 or > 99 || !sales.ApiVersion.EndsWith(".0", StringComparison.Ordinal))
        {
            problems.Add(new Problem("/apiVersion", "not-a-version", "API version must be written like 62.0, and be 52.0 or later."));
        }
        if (string.IsNullOrWhiteSpace(sales.ClientId) && sales.ClientSecret.IsSet)
        {
            problems.Add(new Problem("/clientId", "required", "A client secret without its client ID is of no use."));
        }
        return problems;
    }
}
