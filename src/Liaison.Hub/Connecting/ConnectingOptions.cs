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

    /// <summary>Gives the grants of connections that work by one.</summary>
    public Func<Id<Connection>, Access> Access { get; init; } = static _ => static (_, _) =>
        Task.FromResult<Outcome<Grant>>(new Fault(FaultKind.Credentials, "Nobody has connected this integration yet."));

    /// <summary>Told how much of a connection's call allowance is used.</summary>
    public Action<Id<Connection>, CallBudget> Spent { get; init; } = static (_, _) => { };

    /// <summary>From <c>Liaison:Connectors</c> (kinds with commas between) and <c>Liaison:AllowInternalAddresses</c> (true or false).</summary>
    public static ConnectingOptions From(IConfiguration configuration) => new()
    {
        Kinds = configuration["Liaison:Connectors"] is { Length: > 0 } kinds
            ? kinds.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal)
            : null,
        AllowInternalAddresses = configuration.GetValue("Liaison:AllowInternalAddresses", false),
    };
}
