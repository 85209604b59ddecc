using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Hub.Connecting;

/// <summary>What can be the matter with a grant, in words that say what to do.</summary>
internal static class GrantFaults
{
    public const string ReconnectNeeded = "reconnect-needed";
    public const string NobodyConnected = "not-connected";

    public static readonly Fault NotConnected = new(FaultKind.Credentials, "Nobody has connected this integration yet. An administrator opens its settings and presses Connect.", Code: NobodyConnected);

    public static readonly Fault NoRefresh = Reconnect("The access that was granted has ended, and the other system gave no means to renew it.");

    /// <summary>Access comes and is refused again at once: a newer token does not help, and asking on would only look like an attack.</summary>
    public static Fault RefusedAgain(TimeSpan wait) => new(FaultKind.Unavailable,
        "The other system grants access and refuses it again a moment later. It is tried again shortly; if it lasts, look at the connected user's rights and policies there.", Code: "refused-again", RetryAfter: wait);

    public static Fault HeldElsewhere(TimeSpan wait) => new(FaultKind.Unavailable, "Access is being renewed by another process of this hub, and that takes long. It is tried again shortly.", Code: "renewal-slow", RetryAfter: wait);

    public static Fault Reconnect(string why) => new(FaultKind.Credentials, $"{why} An administrator must connect this integration again: open its settings and press Connect. What waits goes on by itself afterwards.", Code: ReconnectNeeded);

    /// <summary>No text that is kept holds a token, whatever the other system sent back.</summary>
    public static Fault Redacted(this Fault fault, params IEnumerable<Secret?> secrets) => fault with
    {
        Detail = secrets.Select(s => s?.Value).OfType<string>().Where(s => s.Length > 4).Aggregate(fault.Detail, static (said, secret) => said.Replace(secret, Secret.Dots, StringComparison.Ordinal)),
    };

    public static Fault Redacted(this Fault fault, Grant grant) => fault.Redacted(grant.Access, grant.Refresh);
}
