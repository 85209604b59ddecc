using System.Text.Json.Nodes;
using Liaison.Tests.Connectors.Kustomer;

namespace Liaison.Tests.Conversations.Kustomer;

/// <summary>A hub with a Kustomer of its own beside it, set up as an administrator does it.</summary>
public sealed class KustomerHub : IAsyncDisposable
{
    private KustomerHub(SystemHub hub, KustomerBench there) => (Hub, There) = (hub, there);

    public SystemHub Hub { get; }

    /// <summary>The stand-in, past the hub.</summary>
    public KustomerBench There { get; }

    public static async Task<KustomerHub> Start(PostgresFixture postgres, bool enabled = true, Action<JsonObject>? settings = null)
    {
        var there = await KustomerBench.Start();
        var hub = new KustomerHub(await SystemHub.Start(postgres, "kustomer", "Kustomer", document =>
        {
            (document["region"], document["description"], document["apiKey"], document["baseUrl"]) = ("EMEA", "The front desk's organisation", KustomerBench.Key, there.Address + "kustomer");
            settings?.Invoke(document);
        }), there);
        if (enabled)
        {
            await hub.Hub.Enable(true);
        }
        return hub;
    }

    public async ValueTask DisposeAsync()
    {
        await Hub.DisposeAsync();
        await There.DisposeAsync();
    }
}
