using Liaison.Core.Shared;
using Liaison.Hub.Api.Access;
using Liaison.Hub.Api.Cases;
using Liaison.Hub.Api.Shared;
using Liaison.Hub.Connecting;
using Liaison.Hub.Road;
using Liaison.Storage.People;
using Liaison.Storage.Simulations;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Liaison.Hub.Api.Simulations;

/// <summary>Simulated traffic, for whoever wants to see a contact centre at work.</summary>
public static class SimulationApi
{
    public static IServiceCollection AddSimulator(this IServiceCollection services) =>
        services.AddSingleton<SimulationStore>().AddSingleton<SimulationView>().AddSingleton<Simulator.SimulatedDesks>().AddSingleton<Simulator.Simulations>().AddHostedService(static s => s.GetRequiredService<Simulator.Simulations>());

    public static void MapSimulation(this IEndpointRouteBuilder routes)
    {
        var simulation = routes.MapGroup("/simulation").WithTags("Simulation");
        simulation.MapGet("/", Look).Says("getSimulation", "Says how the tenant's simulation stands, and what it may be.").Needs(Permission.Administration);
        simulation.MapPost("/", Start).Says("startSimulation", "Lets simulated contacts come in for some minutes. They are written into connected systems as real ones are, so outside a demo it must be confirmed.").Needs(Permission.Administration);
        simulation.MapDelete("/", Stop).Says("stopSimulation", "Stops the simulation; what is open is ended within a second or two.").Needs(Permission.Administration);
    }

    private static async Task<Ok<SimulationAnswer>> Look(Caller caller, SimulationView view, CancellationToken cancel) => TypedResults.Ok(await view.Of(caller.TenantId, cancel));

    private static async Task<Results<Accepted<SimulationAnswer>, ProblemHttpResult>> Start(
        NewSimulation wanted, Caller caller, HttpRequest request, PublicAddress address, TenantStore tenants, Simulator.Simulations simulations, SimulationView view, CancellationToken cancel)
    {
        var order = wanted.Order;
        if (order.Problems() is { Count: > 0 } problems)
        {
            return ApiProblem.Invalid("invalid-simulation", "This simulation cannot be played.", problems);
        }
        if (wanted.Confirm != true && !await tenants.IsDemo(caller.TenantId, cancel))
        {
            return ApiProblem.Of(409, "not-a-demo", "This is no demo: simulated contacts would be written into the connected systems as real ones are. Send confirm = true if that is what you want.");
        }
        return await simulations.Start(caller.TenantId, order, caller.Actor, address.Of(request), cancel)
            ? TypedResults.Accepted("/api/v1/simulation", await view.Of(caller.TenantId, cancel))
            : ApiProblem.Of(409, "already-running", "A simulation is under way already. Stop it first, or wait until it is over.");
    }

    private static async Task<Ok<SimulationAnswer>> Stop(Caller caller, SimulationStore store, SimulationView view, CancellationToken cancel)
    {
        await store.AskToStop(caller.TenantId, caller.Actor, cancel);
        return TypedResults.Ok(await view.Of(caller.TenantId, cancel));
    }
}

/// <summary>Reads how a tenant's simulation stands.</summary>
public sealed class SimulationView(SimulationStore store, TenantStore tenants, Setups setups, ConnectorCatalog connectors)
{
    public async Task<SimulationAnswer> Of(Id<Tenant> tenant, CancellationToken cancel)
    {
        var (stored, setup) = (await store.Find(tenant, cancel), await setups.Of(tenant, cancel));
        var writesTo = setup.Connections.Values.Where(c => c.Enabled && setup.Conversations.GetValueOrDefault(c.Id.Value) is { Automatic: true, Triggers.Count: > 0 })
            .OrderBy(c => c.Name, StringComparer.OrdinalIgnoreCase).Select(c => new SimulationTarget(c.Id, c.Name, connectors.Find(c.Kind)?.Name ?? c.Kind)).ToList();
        return SimulationAnswer.Of(stored, await tenants.IsDemo(tenant, cancel), writesTo);
    }
}
