using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Liaison.Tests.Connectors;
using Microsoft.AspNetCore.Http;

namespace Liaison.Tests.Feeds;

/// <summary>Takes change events and keeps them in the order in which they came.</summary>
internal sealed class Observer : IAsyncDisposable
{
    public const string Key = "developer-key-of-the-test";
    private readonly ConcurrentQueue<Received> events = new();
    private HostileServer server = null!;

    /// <summary>What to answer instead of taking the event; null takes it.</summary>
    public Func<HttpContext, Received, int?> Mood { get; set; } = static (_, _) => null;

    public Uri Address => server.Address;

    public IReadOnlyList<Received> Events => [.. events];

    public IReadOnlyList<Received> Of(string path) => [.. events.Where(e => e.Path == path)];

    public sealed record Received(string Path, string? Key, string? Type, JsonNode Body)
    {
        public string Id => (string)Body["id"]!;
        public string State => (string)Body["item"]![nameof(State)]!;
        public long Sequence => (long)Body["sequence"]!;
    }

    public static async Task<Observer> Start()
    {
        var observer = new Observer();
        observer.server = await HostileServer.Start(observer.Take);
        return observer;
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task Take(HttpContext http)
    {
        if (http.Request.Method == "GET")
        {
            http.Response.StatusCode = http.Request.Headers["X-Developer-Key"] == Key ? 405 : 401;
            return;
        }
        var received = new Received(http.Request.Path, http.Request.Headers["X-Developer-Key"], http.Request.ContentType, (await JsonNode.ParseAsync(http.Request.Body))!);
        if (Mood(http, received) is { } status)
        {
            http.Response.StatusCode = status;
            return;
        }
        events.Enqueue(received);
        http.Response.StatusCode = 202;
    }
}
