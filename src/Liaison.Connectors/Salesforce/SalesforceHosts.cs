using System.Net;
using System.Text.RegularExpressions;

namespace Liaison.Connectors.Salesforce;

/// <summary>
/// Which hosts may be Salesforce: what is typed as login host, and what a token reply calls the instance. Both get secrets sent to them, so both are held against
/// the same list. A name of this very machine is let through too; whether it may be called is the sockets' matter.
/// </summary>
internal static partial class SalesforceHosts
{
    /// <returns>What is wrong with it, as a sentence; null when all is well.</returns>
    public static string? WhyNot(string? address)
    {
        if (!Uri.TryCreate(address?.Trim(), UriKind.Absolute, out var host) || host.Scheme is not ("https" or "http") || host.UserInfo.Length > 0)
        {
            return "It must be a whole address that begins with https://.";
        }
        return host.IdnHost.EndsWith(".lightning.force.com", StringComparison.OrdinalIgnoreCase)
                ? $"{host.IdnHost} is the address of Salesforce's pages in the browser. Its My Domain is what is needed: {host.IdnHost[..^".lightning.force.com".Length]}.my.salesforce.com"
            : IsLoopback(host) ? null
            : host.Scheme != "https" ? "Salesforce is spoken to over https:// only."
            : !host.IsDefaultPort ? "Salesforce listens on no port but the usual one."
            : Known().IsMatch(host.IdnHost) ? null
            : $"{host.IdnHost} is no address of Salesforce. Known are login.salesforce.com, test.salesforce.com and your My Domain, which ends in .my.salesforce.com.";
    }

    /// <summary>Whether what a token reply names as instance may be trusted with our calls. Salesforce itself never points to this machine.</summary>
    public static bool MayServe(Uri instance, Uri login) => WhyNot(instance.ToString()) is null && (!IsLoopback(instance) || IsLoopback(login));

    /// <summary>In a person's words: production, sandbox, developer, stand-in.</summary>
    public static string EnvironmentOf(Uri host) => IsLoopback(host) ? "stand-in on this machine"
        : host.IdnHost.Equals("test.salesforce.com", StringComparison.OrdinalIgnoreCase) || host.IdnHost.Contains(".sandbox.", StringComparison.OrdinalIgnoreCase) ? "sandbox"
        : host.IdnHost.Contains(".develop.", StringComparison.OrdinalIgnoreCase) || host.IdnHost.Contains(".trailblaze.", StringComparison.OrdinalIgnoreCase)
            || host.IdnHost.Contains(".scratch.", StringComparison.OrdinalIgnoreCase) ? "developer"
        : "production";

    private static bool IsLoopback(Uri host) => host.IsLoopback || (IPAddress.TryParse(host.IdnHost.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    [GeneratedRegex(@"^((login|test)\.salesforce\.com|([a-z0-9](-?-?[a-z0-9])*\.)+my\.salesforce\.(com|mil))$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Known();
}
