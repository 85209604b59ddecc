using Liaison.Hub.Api;
using Liaison.Hub.Api.Cases;
using Liaison.Hub.Api.Contacts;
using Liaison.Hub.Api.Flows;
using Liaison.Hub.Api.Incoming;
using Liaison.Hub.Api.Simulations;
using Liaison.Hub.Connecting;
using Liaison.Hub.Desk;
using Liaison.Hub.Flows;
using Liaison.Hub.Operations;
using Liaison.Hub.Road;
using Liaison.Hub.Statistics;
using Liaison.Hub.Workers;
using Liaison.Storage.Cases;
using Liaison.Storage.Sessions;
using Liaison.Storage.Statistics;

namespace Liaison.Hub.Hosting;

/// <summary>Puts one hub process together: the same parts, whichever roles it has.</summary>
public static class HubHost
{
    /// <param name="connecting">Which connectors there are; all of ours if null.</param>
    public static WebApplication Build(HubOptions options, HubStore store, ConnectingOptions? connecting = null, Action<IServiceCollection>? more = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, ApplicationName = "liaison" });
        builder.WebHost.UseUrls(options.Urls);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Logging.AddLiaisonLogs(builder.Configuration);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.StopGrace + TimeSpan.FromSeconds(5));
        builder.Services
            .AddSingleton(options)
            .AddSingleton(store)
            .AddSingleton(store.Database)
            .AddSingleton(store.Keys)
            .AddSingleton((connecting ?? new ConnectingOptions { AllowInternalAddresses = options.AllowInternalAddresses, Kinds = options.Connectors, ProviderApps = options.ProviderApps, CallShare = options.CallShare }) with
            {
                ReadFile = Files(options, store),
            })
            .AddSingleton(new OperationsOptions(options.DataFolder))
            .AddTelemetryExport(builder.Configuration)
            .AddRoad()
            .AddApi()
            .AddCaseApi();
        if (options.Roles.Contains("worker"))
        {
            builder.Services.AddWorkers().AddDeskSweep().AddStatisticsRounds();
        }
        more?.Invoke(builder.Services);
        builder.Services.AddContactApi().AddFlows().AddDesk().AddStatistics().AddSimulator();
        var app = builder.Build();
        app.Lifetime.ApplicationStopping.Register(() => app.Services.GetService<RunnerGrace>()?.EndAfter(options.StopGrace));
        app.MapApi();
        var v1 = app.MapV1();
        v1.MapCaseApi();
        v1.MapContactApi();
        v1.MapFlows();
        v1.MapFlowRuns();
        v1.MapDeskApi();
        v1.MapStatistics();
        v1.MapSimulation();
        app.MapContactPage();
        app.MapIncoming();
        return app;
    }

    /// <summary>What connectors send: files that lie here, texts that are made of conversations, and files of figures.</summary>
    private static Func<string, CancellationToken, Task<Stream?>> Files(HubOptions options, HubStore store)
    {
        var (bytes, texts, figures) = (new AttachmentBytes(store.Database, new AttachmentFiles(options.FilesFolder)), new ConversationTexts(new SessionStore(store.Database)), new StatisticsTexts(store.Database));
        return async (file, cancel) => await texts.Open(file, cancel) ?? await figures.Open(file, cancel) ?? await bytes.Open(file, cancel);
    }
}
