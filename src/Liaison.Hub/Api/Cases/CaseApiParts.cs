using Liaison.Hub.Api.Connections;
using Liaison.Hub.Api.Deliveries;
using Liaison.Hub.Api.Incoming;
using Liaison.Hub.Api.Live;
using Liaison.Hub.Live;
using Liaison.Hub.Hosting;
using Liaison.Hub.Import;
using Liaison.Storage.Cases;
using Liaison.Storage.Log;

namespace Liaison.Hub.Api.Cases;

/// <summary>Puts together what serves cases, the integration log, incoming changes and live changes.</summary>
public static class CaseApiParts
{
    /// <summary>Needs the road and the rest of the API beside it.</summary>
    public static IServiceCollection AddCaseApi(this IServiceCollection services) => services
        .AddSingleton(static s => new AttachmentFiles(s.GetRequiredService<HubOptions>().FilesFolder))
        .AddSingleton<AttachmentBytes>().AddSingleton<AttachmentSweep>().AddSingleton<CaseList>().AddSingleton<CaseRecords>().AddSingleton<IncomingStore>().AddSingleton<DeliveryLog>().AddSingleton<DeliveryChanges>()
        .AddSingleton<RecordUrls>().AddSingleton<PublicAddress>().AddSingleton<CaseView>().AddSingleton<DeliveryView>().AddSingleton<DeliveryDesk>().AddSingleton<DryRun>()
        .AddSingleton<BadKeyThrottle>().AddSingleton<IncomingChanges>().AddSingleton<CaseImport>()
        .AddSingleton<LiveChanges>().AddHostedService<LiveSpreader>();

    /// <param name="v1">The group of version 1.</param>
    public static void MapCaseApi(this IEndpointRouteBuilder v1)
    {
        v1.MapCases();
        v1.MapAttachments();
        v1.MapDeliveries();
        v1.MapTemplateUse();
        v1.MapPushSetUp();
        v1.MapLive();
    }
}
