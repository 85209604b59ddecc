using Liaison.Core.Shared;
using Liaison.Hub.Hosting;
using Liaison.Hub.Road;
using Liaison.Storage.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Liaison.Hub.Connecting;

/// <summary>Puts together what keeps grants, and hands them to connectors.</summary>
public static class GrantServices
{
    public static IServiceCollection AddGrants(this IServiceCollection services)
    {
        services.TryAddSingleton<Random>(static _ => new LockedRandom());
        services.TryAddSingleton(static s => HubIdentity.New(s.GetRequiredService<IdSource>()));
        return services
            .AddSingleton<GrantStore>().AddSingleton<GrantRounds>().AddSingleton<AuthorizationStore>()
            .AddSingleton<GrantCalls>().AddSingleton<GrantRenewal>().AddSingleton<RefusalBrake>().AddSingleton<Grants>().AddSingleton<CallBudgets>().AddSingleton<Authorizations>()
            .AddSingleton<GrantKeeper>().AddHostedService(static s => s.GetRequiredService<GrantKeeper>())
            .AddSingleton(static s => new ConnectorCatalog(Joined(s.GetRequiredService<ConnectingOptions>(), s), s.GetRequiredService<TimeProvider>()));
    }

    /// <summary>Connectors are opened to renew grants, and are given grants when they are opened: so the grants are looked for only when one is asked for.</summary>
    private static ConnectingOptions Joined(ConnectingOptions options, IServiceProvider services) => options with
    {
        Access = options.Access ?? (connection => (refused, cancel) => services.GetRequiredService<Grants>().Get(connection, refused, cancel)),
        Spent = options.Spent ?? ((connection, budget) => services.GetRequiredService<CallBudgets>().Note(connection, budget)),
    };
}
