using Liaison.Hub.Api.Desk;
using Liaison.Storage.Configuration;

namespace Liaison.Hub.Desk;

/// <summary>Puts the agents' desk together.</summary>
public static class DeskServices
{
    public static IServiceCollection AddDesk(this IServiceCollection services) => services
        .AddSingleton<TenantDocumentStore>().AddSingleton<DeskRoom>().AddSingleton<DeskDoor>().AddSingleton<SupervisorBoard>();

    /// <param name="v1">The group of version 1.</param>
    public static void MapDeskApi(this IEndpointRouteBuilder v1)
    {
        v1.MapDeskSettings();
        v1.MapSupervision();
        v1.MapDesk();
    }
}
