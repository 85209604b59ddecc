using Liaison.Core.Desk;
using Liaison.Core.Shared;
using Liaison.Core.Simulation;
using Liaison.Hub.Desk;
using Liaison.Hub.Road;
using Liaison.Storage.Configuration;
using Liaison.Storage.People;

namespace Liaison.Hub.Simulator;

/// <summary>Lets simulated agents come to their desks and leave them, in a demo, where they are users with addresses of their own. What they do with contacts comes of the facts.</summary>
public sealed class SimulatedDesks(Setups setups, TenantStore tenants, DeskRoom room)
{
    public async Task Move(Id<Tenant> tenant, IEnumerable<Happening.Moved> moves, CancellationToken cancel)
    {
        // Busy and wrap-up are for the facts to tell.
        foreach (var (_, agent, place, reason) in moves.Where(m => m.Place is AgentPlace.InQueue or AgentPlace.Away))
        {
            await Set(tenant, agent, place == AgentPlace.InQueue, reason, cancel);
        }
    }

    /// <summary>All go home.</summary>
    public async Task Leave(Id<Tenant> tenant, int agents, CancellationToken cancel)
    {
        foreach (var agent in SimulatedAgent.Some(agents))
        {
            await Set(tenant, agent, false, null, cancel);
        }
    }

    private async Task Set(Id<Tenant> tenant, SimulatedAgent agent, bool ready, string? reason, CancellationToken cancel)
    {
        var setup = await setups.Of(tenant, cancel);
        if (setup.People.ByEmail(agent.Email) is { Role: Role.Agent, Disabled: false } person && await tenants.IsDemo(tenant, cancel))
        {
            // A refusal, for want of a seat for instance, leaves the agent where they are: they answer all the same.
            await room.Move(tenant, person, setup.Desk, null, (state, desk, now) => DeskMoves.SetPresence(state, desk, ready, reason, now), cancel);
        }
    }
}
