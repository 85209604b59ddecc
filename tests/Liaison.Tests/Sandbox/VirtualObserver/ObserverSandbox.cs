using System.Net.Http.Json;
using System.Text.Json;
using Liaison.Sandbox;
using Liaison.Sandbox.VirtualObserver;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Liaison.Tests.Sandbox.VirtualObserver;

/// <summary>A sandbox of its own for one test, and what tests ask of its Virtual Observer stand-in from the other side.</summary>
public sealed class ObserverSandbox : IAsyncDisposable
{
    private readonly WebApplication app;

    private ObserverSandbox(WebApplication app)
    {
        this.app = app;
        Address = new Uri(app.Urls.First());
        Http = new HttpClient { BaseAddress = Address };
        Site = app.Services.GetRequiredService<VirtualObserverStandIn>();
    }

    public Uri Address { get; }

    public HttpClient Http { get; }

    public VirtualObserverStandIn Site { get; }

    public int FtpPort => Site.Ftp.Port;

    public int FtpsPort => Site.Ftp.SecuredPort;

    /// <summary>SHA-256 of the certificate that was made at this start.</summary>
    public string Certificate => Liaison.Sandbox.VirtualObserver.Ftp.OwnCertificate.Fingerprint(Site.Certificate);

    public static async Task<ObserverSandbox> Start(params string[] arguments)
    {
        var built = SandboxApp.Build(["--urls", "http://127.0.0.1:0", "--quiet", "true", .. arguments]);
        await built.StartAsync();
        return new ObserverSandbox(built);
    }

    public Task Set(object settings) => Post("control/settings", settings);

    public Task Fault(object fault) => Post("faults", fault);

    public async Task<JsonElement> Look(string path) => JsonDocument.Parse(await Http.GetStringAsync($"/virtual-observer/control{path}")).RootElement;

    /// <summary>Paths of all files that are there, in alphabetical order.</summary>
    public async Task<string[]> Files() => [.. (await Look("/files")).EnumerateArray().Select(file => file.GetProperty("path").GetString()!).Order(StringComparer.Ordinal)];

    public Task<byte[]> Bytes(string path) => Http.GetByteArrayAsync($"/virtual-observer/control/files/{path}");

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private async Task Post(string path, object body)
    {
        using var answer = await Http.PostAsJsonAsync($"/virtual-observer/{path}", body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}
