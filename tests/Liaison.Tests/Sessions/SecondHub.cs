using System.Net.Http.Headers;
using Liaison.Hub.Connecting;
using Liaison.Hub.Hosting;
using Liaison.Tests.Cases;
using Liaison.Tests.Hub;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Liaison.Tests.Sessions;

/// <summary>Another process on the same database, as far as the two can tell: they share nothing else.</summary>
internal sealed class SecondHub : IAsyncDisposable
{
    private readonly HubStore store;
    private readonly WebApplication app;

    private SecondHub(HubStore store, WebApplication app) => (this.store, this.app) = (store, app);

    public static async Task<SecondHub> Start(CaseHub first, Action<IServiceCollection>? more = null)
    {
        var options = first.Get<HubOptions>() with { Database = first.Get<HubStore>().ConnectionString, Urls = "http://127.0.0.1:0" };
        var store = await HubStore.Open(options, static _ => { }, CancellationToken.None);
        var app = HubHost.Build(options, store, new ConnectingOptions { Assemblies = [typeof(LedgerConnector).Assembly] }, more);
        await app.StartAsync();
        return new SecondHub(store, app);
    }

    public Uri Address => new(app.Urls.Single());

    public HubClient Client(string key)
    {
        var client = new HubClient(new HttpClient { BaseAddress = new Uri(app.Urls.Single()) });
        client.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await store.DisposeAsync();
    }
}
