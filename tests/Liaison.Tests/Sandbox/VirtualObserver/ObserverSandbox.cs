using Liaison.Sandbox.VirtualObserver;
using Microsoft.AspNetCore.Builder;

namespace Liaison.Tests.Sandbox.VirtualObserver;

/// <summary>A sandbox of its own for one test, and what tests ask of its Virtual Observer stand-in from the other side.</summary>
public sealed class ObserverSandbox : RunningSandbox
{
    private ObserverSandbox(WebApplication app) : base(app, "/virtual-observer", follow: true) => Site = Get<VirtualObserverStandIn>();

    public VirtualObserverStandIn Site { get; }

    public int FtpPort => Site.Ftp.Port;

    public int FtpsPort => Site.Ftp.SecuredPort;

    /// <summary>SHA-256 of the certificate that was made at this start.</summary>
    public string Certificate => Liaison.Sandbox.VirtualObserver.Ftp.OwnCertificate.Fingerprint(Site.Certificate);

    public static async Task<ObserverSandbox> Start(params string[] arguments) => new(await Open("virtual-observer", TimeProvider.System, arguments));

    /// <summary>Paths of all files that are there, in alphabetical order.</summary>
    public async Task<string[]> Files() => [.. (await Look("files")).EnumerateArray().Select(file => file.GetProperty("path").GetString()!).Order(StringComparer.Ordinal)];

    public Task<byte[]> Bytes(string path) => Http.GetByteArrayAsync($"/virtual-observer/control/files/{path}");
}
