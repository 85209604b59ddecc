using Liaison.Connectors.Ftp;
using Liaison.Connectors.Http;
using Liaison.Connectors.VirtualObserver;
using Liaison.Core.Connecting;
using Liaison.Core.Shared;
using Liaison.Tests.Sandbox.VirtualObserver;

namespace Liaison.Tests.Connectors.VirtualObserver;

/// <summary>The connector at work against a stand-in of its own.</summary>
public sealed class ObserverBench : IAsyncDisposable
{
    public const string Password = "in-the-garden", Key = "key-of-many-doors";

    private readonly HttpClient http = GuardedSockets.Client(allowInternalAddresses: true, TimeSpan.FromSeconds(10));
    private readonly List<VirtualObserverConnector> opened = [];

    private ObserverBench(ObserverSandbox sandbox) => Sandbox = sandbox;

    public ObserverSandbox Sandbox { get; }

    /// <summary>What the hub keeps, by name.</summary>
    public Dictionary<string, byte[]> Kept { get; } = [];

    public static async Task<ObserverBench> Start()
    {
        var bench = new ObserverBench(await ObserverSandbox.Start());
        await bench.Sandbox.Set(new { developerKey = Key, ftpPassword = Password });
        return bench;
    }

    public VirtualObserverSettings Settings => new()
    {
        InstanceHost = Sandbox.Address.Authority,
        DeveloperKey = new Secret(Key),
        Https = false,
        FtpHost = "localhost",
        FtpPort = Sandbox.FtpPort,
        FtpUser = "sandbox",
        FtpPassword = new Secret(Password),
        FilesAtOnce = 1,
        TimeoutSeconds = 5,
    };

    public VirtualObserverConnector Open(VirtualObserverSettings settings)
    {
        var connector = (VirtualObserverConnector)VirtualObserverConnector.Declaration.Open(settings, new ConnectorContext(
            new Id<Connection>("con_00000000000000000000000000"), http, TimeProvider.System, (name, _) => Task.FromResult<Stream?>(Kept.TryGetValue(name, out var bytes) ? new MemoryStream(bytes) : null), NoGrant.Access, static _ => { })
        {
            Connect = GuardedSockets.Opener(allowInternalAddresses: true, TimeSpan.FromSeconds(10), TimeProvider.System),
        });
        opened.Add(connector);
        return connector;
    }

    public async ValueTask DisposeAsync()
    {
        opened.ForEach(connector => connector.Dispose());
        http.Dispose();
        await Sandbox.DisposeAsync();
    }
}
