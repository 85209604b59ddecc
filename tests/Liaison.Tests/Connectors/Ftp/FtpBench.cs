using Liaison.Connectors.Ftp;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;
using Liaison.Tests.Sandbox.VirtualObserver;
using Xunit;

namespace Liaison.Tests.Connectors.Ftp;

/// <summary>A client at work against a stand-in of its own.</summary>
public sealed class FtpBench : IAsyncDisposable
{
    public const string Password = "sandbox";

    private readonly List<FtpClient> clients = [];

    private FtpBench(ObserverSandbox sandbox) => Sandbox = sandbox;

    public ObserverSandbox Sandbox { get; }

    public Calls Calls { get; } = new();

    /// <summary>Ends short waits; no test takes as long as it when all is well.</summary>
    public FtpTimes Times { get; set; } = FtpTimes.Usual;

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static GuardedConnect Connect { get; } = GuardedSockets.Opener(allowInternalAddresses: true, TimeSpan.FromSeconds(10), TimeProvider.System);

    /// <summary>The whole talk, as the log keeps it.</summary>
    public string Log => string.Join('\n', Calls.Exchanges.Select(e => $"{e.Request} → {e.Response}"));

    public static async Task<FtpBench> Start(params string[] arguments) => new(await ObserverSandbox.Start(arguments));

    /// <summary>Bytes that are nowhere alike, and always the same.</summary>
    public static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    public FtpPlace Place(FtpSecurity security = FtpSecurity.None) =>
        new("localhost", security == FtpSecurity.Implicit ? Sandbox.FtpsPort : Sandbox.FtpPort, security, "sandbox", new Secret(Password)) { PinnedCertificate = Sandbox.Certificate, Times = Times };

    public FtpClient Open(FtpSecurity security = FtpSecurity.None) => Open(Place(security));

    public FtpClient Open(FtpPlace place, GuardedConnect? connect = null)
    {
        var client = new FtpClient(place, connect ?? Connect, TimeProvider.System);
        clients.Add(client);
        return client;
    }

    public Task<Outcome<FtpStored>> Store(FtpClient client, string path, byte[] bytes) => client.Store(path, new MemoryStream(bytes), bytes.Length, Calls, Cancel);

    public static T Good<T>(Outcome<T> outcome) => outcome.Match(value => value, fault => throw new Xunit.Sdk.XunitException($"{fault.Kind} {fault.Code}: {fault.Detail}"));

    public static Fault Bad<T>(Outcome<T> outcome) => outcome.Match(value => throw new Xunit.Sdk.XunitException($"It went well: {value}"), fault => fault);

    public async ValueTask DisposeAsync()
    {
        clients.ForEach(client => client.Dispose());
        await Sandbox.DisposeAsync();
    }
}
