using Liaison.Storage.Flows;

namespace Liaison.Hub.Flows;

/// <summary>Puts call flows together; they need the road, the lookups and what takes facts about sessions in.</summary>
public static class FlowServices
{
    public static IServiceCollection AddFlows(this IServiceCollection services) => services
        .AddSingleton<FlowStore>().AddSingleton<FlowRunStore>().AddSingleton<FlowLookups>().AddSingleton<FlowDesk>().AddSingleton<FlowTelling>().AddSingleton<FlowRunner>();
}
