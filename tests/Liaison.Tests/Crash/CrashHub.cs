using Liaison.Core.Cases;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;
using Liaison.Hub.Connecting;
using Liaison.Hub.Hosting;
using Liaison.Hub.Road;
using Liaison.Storage.Log;
using Liaison.Tests.Road;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Liaison.Tests.Crash;

/// <summary>One real hub whose life may end at any point.</summary>
internal sealed class CrashHub : IAsyncDisposable
{
    private readonly CrashSite site;
    private readonly DatabaseDoor door;
    private HubStore store = null!;
    private WebApplication app = null!;
    private Task? ended;

    private CrashHub(CrashSite site, Life life) => (this.site, Life, door) = (site, life, new DatabaseDoor(site.Database, life));

    public Life Life { get; }

    public T Get<T>() where T : notnull => app.Services.GetRequiredService<T>();

    public static async Task<CrashHub> Start(CrashSite site, Life life)
    {
        var hub = new CrashHub(site, life);
        var options = site.Options(hub.door.ConnectionString);
        hub.store = await HubStore.Open(options, static _ => { }, CancellationToken.None);
        hub.app = HubHost.Build(options, hub.store, new ConnectingOptions { Assemblies = [typeof(RegisterConnector).Assembly] }, services => services
            .AddLogging(static logging => logging.ClearProviders())
            .Configure<HostOptions>(static host => (host.ServicesStopConcurrently, host.BackgroundServiceExceptionBehavior) = (true, BackgroundServiceExceptionBehavior.Ignore))
            .Replace(ServiceDescriptor.Singleton<TimeProvider>(life)).Replace(ServiceDescriptor.Singleton(RoadFixture.Hasty)));
        await hub.app.StartAsync();
        return hub;
    }

    /// <summary>Opens a case, or finds that it was opened; null when the hub did not live to say so.</summary>
    public Task<Case?> Open(string externalId, string text) => Ask(() => Get<CaseDesk>().Open(
        site.Tenant, new Origin("Ann"), new NewCase("request", new Dictionary<string, string?>(StringComparer.Ordinal) { ["text"] = text }, ExternalId: externalId), Life.End));

    public Task<Case?> Change(Case subject, string text) => Ask(() => Get<CaseDesk>().Change(
        site.Tenant, new Origin("Ann"), subject.Id, _ => new CaseEdit(new Dictionary<string, string?>(StringComparer.Ordinal) { ["text"] = text }), null, Life.End));

    /// <summary>Waits until all deliveries have ended, or the hub has.</summary>
    public Task Settled() => Waiting.Until(async () =>
    {
        try
        {
            var counts = await Get<DeliveryLog>().Counts(site.Tenant, new DeliveryFilter(), Life.End);
            return counts[DeliveryState.Waiting] + counts[DeliveryState.Running] == 0;
        }
        catch (Exception gone) when (Life.IsOver && gone is NpgsqlException or OperationCanceledException or InvalidOperationException)
        {
            return true;
        }
    });

    /// <summary>Clears the dead away; nobody waits for it.</summary>
    public void Bury() => ended ??= End();

    public async ValueTask DisposeAsync() => await (ended ??= End());

    private static async Task<Case?> Ask(Func<Task<CaseOutcome>> what)
    {
        try
        {
            return await what() switch
            {
                CaseOutcome.Saved saved => saved.Case,
                CaseOutcome.Known known => known.Case,
                var other => throw new InvalidOperationException($"{other}"),
            };
        }
        catch (Exception unknown) when (unknown is NpgsqlException or OperationCanceledException)
        {
            return null;
        }
    }

    private async Task End()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await store.DisposeAsync();
        await door.DisposeAsync();
    }
}
