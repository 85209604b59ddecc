using Liaison.Core.Connecting;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Dynamics;

/// <summary>How to reach one Dynamics 365 environment, and how to behave there.</summary>
public sealed record DynamicsSettings
{
    [Setting("Instance URL", "The address of your environment, as it stands in the browser when you work in it.", Required = true, Type = "url", Group = "Connection", Placeholder = "https://yourorganisation.crm4.dynamics.com")]
    public string InstanceUrl { get; init; } = "";

    [Setting("Client ID", "The Application (client) ID of the app that you registered in Microsoft Entra ID.", Required = true, Group = "Connection")]
    public string ClientId { get; init; } = "";

    [Setting("Client key", "The value of a client secret of that app (not its ID). Secrets end after two years at the latest: note the day.", Group = "Connection")]
    public Secret ClientKey { get; init; }

    [Setting("Authorization URL", "Where people sign in. Left empty it is made from the token URL, or asked of Microsoft for any organisation. Testing the connection tells what your instance names.", Type = "url", Group = "Connection",
        Placeholder = "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/authorize", Links = ["Any organisation|https://login.microsoftonline.com/organizations/oauth2/v2.0/authorize"])]
    public string? AuthorizationUrl { get; init; }

    [Setting("Token URL", "Where access is fetched. Left empty it is made from the authorization URL, or from what the instance names when it is asked.", Type = "url", Group = "Connection",
        Placeholder = "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token", Links = ["Any organisation|https://login.microsoftonline.com/organizations/oauth2/v2.0/token"])]
    public string? TokenUrl { get; init; }

    [Setting("Work as", "person: somebody signs in once, and everything happens in their name. application: the app's own user in Dynamics (an application user with a security role); nobody signs in.",
        Required = true, Group = "Connection", Choices = ["A person who signs in|person", "The application itself|application"])]
    public string WorkAs { get; init; } = Person;

    [Setting("App ID", "The ID of the model-driven app in which records are to open. Without it people may be asked to choose an app.", Group = "Records")]
    public string? AppId { get; init; }

    [Setting("Numbers however they are written?", "On: when no number is written in one of the usual ways, its last digits are looked for, whatever stands between them. That is slower in very large organisations.", Group = "Records")]
    public bool LooseNumbers { get; init; } = true;

    [Setting("Mind duplicate rules?", "On: the duplicate detection rules that you published are asked, and a record that they object to fails for a person to decide. Off: as with any other program, they are not asked.", Group = "Records")]
    public bool MindDuplicates { get; init; }

    [Setting("Share of the calls (%)", "Dynamics lets a user make a number of calls in five minutes. Above this share, writing waits so that looking up callers still works.", Required = true, Min = 10, Max = 100, Group = "Working")]
    public int CallShare { get; init; } = 80;

    [Setting("Time-out (seconds)", "How long to wait for an answer.", Required = true, Min = 5, Max = 600, Group = "Working")]
    public int TimeoutSeconds { get; init; } = 60;

    internal const string Person = "person";
    internal const string Application = "application";

    internal Uri Instance => new(InstanceUrl.Trim().TrimEnd('/'));

    internal bool AsApplication => WorkAs == Application;

    /// <summary>What concerns settings beyond their single checks.</summary>
    internal static IReadOnlyList<Problem> Check(object settings)
    {
        var dynamics = (DynamicsSettings)settings;
        var problems = new List<Problem>();
        void Address(string name, string label, string? address)
        {
            if (!string.IsNullOrWhiteSpace(address) && SignInAddresses.WhyNot(address) is { } wrong)
            {
                problems.Add(new Problem("/" + name, "not-an-address", $"{label}: {wrong}"));
            }
        }
        Address("instanceUrl", "Instance URL", dynamics.InstanceUrl);
        Address("authorizationUrl", "Authorization URL", dynamics.AuthorizationUrl);
        Address("tokenUrl", "Token URL", dynamics.TokenUrl);
        if (Uri.TryCreate(dynamics.InstanceUrl.Trim(), UriKind.Absolute, out var instance) && !instance.IsLoopback && instance.AbsolutePath.Length > 1)
        {
            problems.Add(new Problem("/instanceUrl", "not-an-address", $"Instance URL: nothing may stand behind the host. {instance.GetLeftPart(UriPartial.Authority)} is enough."));
        }
        if (!dynamics.ClientKey.IsSet)
        {
            problems.Add(new Problem("/clientKey", "required", "Client key is needed."));
        }
        if (dynamics.AsApplication && SignInAddresses.IsShared(dynamics.TokenUrl))
        {
            problems.Add(new Problem("/tokenUrl", "needs-tenant", "Token URL: an application signs in to one tenant. Put your tenant's ID or domain where “organizations” or “common” stands."));
        }
        if (!string.IsNullOrWhiteSpace(dynamics.AppId) && !Guid.TryParse(dynamics.AppId, out _))
        {
            problems.Add(new Problem("/appId", "not-an-id", "App ID must be written like 00000000-0000-0000-0000-000000000000."));
        }
        return problems;
    }
}
