using System.Security.Cryptography;
using Liaison.Core.Shared;
using Liaison.Core.Simulation;
using Liaison.Storage.People;

namespace Liaison.Hub.Commands;

/// <summary>Simulated agents as users of the demo, so that supervisors see them at their desks. Nobody knows their passwords.</summary>
internal static class DemoAgents
{
    public static async Task Ensure(IServiceProvider services, Id<Tenant> tenant, int count, CancellationToken cancel)
    {
        var users = services.GetRequiredService<UserStore>();
        var known = (await users.List(tenant, cancel)).Select(user => user.Email).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var agent in SimulatedAgent.Some(count).Where(agent => !known.Contains(agent.Email)))
        {
            await users.Create(tenant, agent.Name, agent.Email, Role.Agent, RandomNumberGenerator.GetHexString(32), Actor.Liaison, cancel);
        }
    }
}
