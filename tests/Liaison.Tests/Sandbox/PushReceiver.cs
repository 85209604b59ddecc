using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Liaison.Tests.Sandbox;

/// <summary>A real listening endpoint that takes what a system pushes and answers as the test wishes.</summary>
public sealed class PushReceiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Channel<ReceivedPush> received = Channel.CreateUnbounded<ReceivedPush>();

    private PushReceiver(WebApplication app) => this.app = app;

    public Uri Url => new(app.Urls.First() + "/integration/confirm/crm-agent?key=k-1");

    /// <summary>Statuses for the next answers; 200 when there is none left.</summary>
    public ConcurrentQueue<int> Answers { get; } = new();

    public static async Task<PushReceiver> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new PushReceiver(builder.Build());
        receiver.app.MapPost("/integration/confirm/crm-agent", receiver.Take);
        await receiver.app.StartAsync();
        return receiver;
    }

    public ValueTask<ReceivedPush> Next() => received.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public bool IsEmpty => received.Reader.Count == 0;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task Take(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        received.Writer.TryWrite(new ReceivedPush(http.Request.QueryString.Value!, http.Request.ContentType, http.Request.Headers["X-Council"].ToString(), body.ToArray())
        {
            Headers = http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
        });
        http.Response.StatusCode = Answers.TryDequeue(out var status) ? status : 200;
    }
}

public sealed record ReceivedPush(string Query, string? ContentType, string Council, byte[] Body)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
