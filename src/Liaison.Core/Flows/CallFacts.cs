using Liaison.Core.Sessions;

namespace Liaison.Core.Flows;

/// <summary>What is known of a contact when it reaches a flow.</summary>
public sealed record CallFacts
{
    /// <summary>The number or SIP address that was dialled.</summary>
    public string? Dnis { get; init; }

    /// <summary>The caller's number or SIP address.</summary>
    public string? Ani { get; init; }
    public string? Queue { get; init; }
    public Channel? Channel { get; init; }
    public string? Campaign { get; init; }

    /// <summary>The name that the network shows.</summary>
    public string? CallerIdName { get; init; }
    public string? SipAddress { get; init; }
    public string? Email { get; init; }

    /// <summary>Variables that are set already, by name.</summary>
    public IReadOnlyDictionary<string, string> Items { get; init; } = new Dictionary<string, string>();

    /// <summary>The same by the paths under which placeholders and identification rules know it. Variables are not among them: they change as the flow goes.</summary>
    /// <param name="plain">A number in its plainest form (E.164); what is none stays as it is.</param>
    public Dictionary<string, string> ByPath(Func<string, string> plain)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        void Put(string path, string? value)
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                facts[path] = value.Trim();
            }
        }
        var sip = SipAddress ?? (Ani?.StartsWith("sip", StringComparison.OrdinalIgnoreCase) == true ? Ani : null);
        Put("session.dnis", Dnis is null ? null : plain(Dnis));
        Put("session.ani", Ani is null ? null : plain(Ani));
        Put("session.queue", Queue);
        Put("session.channel", Channel?.ToString().ToLowerInvariant());
        Put("session.campaign", Campaign);
        Put("customer.phone", sip == Ani ? null : Ani);
        Put("customer.phoneE164", Ani is null || sip == Ani ? null : plain(Ani));
        Put("customer.callerIdName", CallerIdName);
        Put("customer.sipAddress", sip);
        Put("customer.email", Email);
        return facts;
    }
}
