using Liaison.Core.Shared;
using Liaison.Hub.Api.Access;
using Liaison.Hub.Api.Desk;
using Liaison.Hub.Hosting;
using Liaison.Storage;
using Liaison.Storage.Configuration;
using Liaison.Storage.Desk;
using Microsoft.AspNetCore.Http.Connections;

namespace Liaison.Hub.Desk;

/// <summary>Puts the agents' desk together.</summary>
public static class DeskServices
{
    /// <summary>A console says next to nothing by this way; what is larger is not ours.</summary>
    private const int LargestMessage = 4 * 1024;

    private const int LargestBuffer = 32 * 1024;

    public static IServiceCollection AddDesk(this IServiceCollection services)
    {
        services.AddSignalR(static options =>
        {
            options.MaximumReceiveMessageSize = LargestMessage;
            options.StreamBufferCapacity = 1;
        }).AddJsonProtocol(static options => Json.Configure(options.PayloadSerializerOptions));
        return services
            .AddSingleton<TenantDocumentStore>().AddSingleton<DeskReads>().AddSingleton<BoardReads>()
            .AddSingleton(static s => new DeskStore(s.GetRequiredService<Database>(), s.GetRequiredService<HubIdentity>().Owner))
            .AddSingleton(static s => new WaitingStore(s.GetRequiredService<Database>(), s.GetRequiredService<HubIdentity>().Owner))
            .AddSingleton<DeskNews>().AddSingleton<DeskPushes>().AddSingleton<SupervisorWatch>().AddSingleton<DeskRoom>().AddSingleton<DeskViews>().AddSingleton<DeskDoor>().AddSingleton<SupervisorBoard>()
            .AddHostedService<DeskLoop>();
    }

    /// <summary>What one process of those that work is to do for all.</summary>
    public static IServiceCollection AddDeskSweep(this IServiceCollection services) => services.AddHostedService<DeskSweep>();

    /// <param name="v1">The group of version 1.</param>
    public static void MapDeskApi(this IEndpointRouteBuilder v1)
    {
        v1.MapDeskSettings();
        v1.MapSupervision();
        v1.MapDesk();
        v1.MapHub<DeskHub>(DeskHub.Path, static options =>
        {
            options.Transports = HttpTransportType.WebSockets;
            options.ApplicationMaxBufferSize = options.TransportMaxBufferSize = LargestBuffer;
        }).Needs(Permission.SignedIn);
    }
}
