using System.Reflection;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Hub.Connecting;

/// <summary>Which connectors there are, and what they may reach.</summary>
public sealed record ConnectingOptions
{
    /// <summary>Where connectors are looked for.</summary>
    public IReadOnlyList<Assembly> Assemblies { get; init; } = [Assembly.Load("Liaison.Connectors")];

    /// <summary>The kinds that this hub offers; all if null. A connector that is not offered is nowhere to be seen.</summary>
    public IReadOnlySet<string>? Kinds { get; init; }

    /// <summary>Whether connectors may call addresses inside this network (loopback, private, link-local).</summary>
    public bool AllowInternalAddresses { get; init; }

    /// <summary>Opens an attachment's bytes for a connector.</summary>
    public Func<string, CancellationToken, Task<Stream?>> ReadFile { get; init; } = static (_, _) => Task.FromResult<Stream?>(null);

    /// <summary>Gives the grants of connections that work by one; the hub's own <see cref="Grants"/> if null.</summary>
    public Func<Id<Connection>, Access>? Access { get; init; }

    /// <summary>Told how much of a connection's call allowance is used; the hub's own <see cref="CallBudgets"/> if null.</summary>
    public Action<Id<Connection>, CallBudget>? Spent { get; init; }

    /// <summary>The app that whoever runs this hub has registered for a kind of system; null when there is none.</summary>
    public Func<string, ProviderApp?> ProviderApps { get; init; } = static _ => null;

    /// <summary>How much of an organisation's call allowance may be used before what can wait, waits: the rest is for people who wait. Between nought and one.</summary>
    public double CallShare { get; init; } = 0.8;

    /// <summary>From <c>Liaison:Connectors</c> (kinds with commas between) and <c>Liaison:AllowInternalAddresses</c> (true or false).</summary>
    public static ConnectingOptions From(IConfiguration configuration) => new()
    {
        Kinds = configuration["Liaison:Connectors"] is { Length: > 0 } kinds
            ? kinds.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal)
            : null,
        AllowInternalAddresses = configuration.GetValue("Liaison:AllowInternalAddresses", false),
    };
}
