using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Liaison.Tests.Connectors;

/// <summary>A server that means no good.</summary>
public interface IHostile : IAsyncDisposable
{
    /// <summary>Where it is; a server that does not speak HTTP has only host and port.</summary>
    Uri Address { get; }
}

/// <summary>A server on loopback that answers every request as the test says, and counts them.</summary>
public sealed class HostileServer : IHostile
{
    private readonly WebApplication app;
    private int hits;

    private HostileServer(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.First());

    public int Hits => hits;

    public static async Task<HostileServer> Start(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var built = builder.Build();
        var server = new HostileServer(built);
        built.Run(http =>
        {
            Interlocked.Increment(ref server.hits);
            return answer(http);
        });
        await built.StartAsync();
        return server;
    }

    public static Task<HostileServer> Start(byte[] body, string contentType = "text/xml; charset=utf-8", string? encoding = null, int status = 200) => Start(http =>
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = contentType;
        if (encoding is not null)
        {
            http.Response.Headers.ContentEncoding = encoding;
        }
        return http.Response.Body.WriteAsync(body, http.RequestAborted).AsTask();
    });

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(0);
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }
}
