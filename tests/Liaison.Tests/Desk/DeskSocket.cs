using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Liaison.Tests.Hub;

namespace Liaison.Tests.Desk;

/// <summary>A console's ear: SignalR's JSON protocol over a web socket, as <c>@microsoft/signalr</c> speaks it.</summary>
internal sealed class DeskSocket : IAsyncDisposable
{
    private const char End = '\u001e';
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly ClientWebSocket socket = new();
    private readonly Channel<JsonNode> heard = Channel.CreateUnbounded<JsonNode>();
    private Task listening = Task.CompletedTask;

    /// <summary>Every message that was heard, whole.</summary>
    public List<string> Texts { get; } = [];

    /// <summary>Ends when the connection does.</summary>
    public Task Closed => listening;

    /// <param name="client">Who is signed in.</param>
    /// <exception cref="WebSocketException">The hub does not let it in.</exception>
    public static async Task<DeskSocket> Open(HubClient client, Uri hub, string? origin = null)
    {
        var desk = new DeskSocket();
        using var patience = new CancellationTokenSource(Patience);
        if (client.Cookie is { } cookie)
        {
            desk.socket.Options.SetRequestHeader("Cookie", cookie);
        }
        if (origin is not null)
        {
            desk.socket.Options.SetRequestHeader("Origin", origin);
        }
        await desk.socket.ConnectAsync(new UriBuilder(hub) { Scheme = "ws", Path = "/api/v1/live/desk" }.Uri, patience.Token);
        await desk.Send("""{"protocol":"json","version":1}""");
        desk.listening = desk.Listen();
        return desk;
    }

    public Task Call(string method, params object?[] arguments) =>
        Send(new JsonObject { ["type"] = 1, ["target"] = method, ["invocationId"] = "1", ["arguments"] = new JsonArray([.. arguments.Select(a => JsonValue.Create(a?.ToString()))]) }.ToJsonString());

    /// <summary>The next snapshot of this kind of which it is so.</summary>
    public async Task<JsonNode> Next(Func<JsonNode, bool> so, string target = "desk")
    {
        using var patience = new CancellationTokenSource(Patience);
        JsonNode? last = null;
        try
        {
            while (true)
            {
                var message = await heard.Reader.ReadAsync(patience.Token);
                if ((string?)message["target"] == target)
                {
                    last = message["arguments"]![0]!;
                    if (so(last))
                    {
                        return last;
                    }
                }
            }
        }
        catch (OperationCanceledException late)
        {
            throw new Xunit.Sdk.XunitException($"It never came to be; what was heard last: {last?.ToJsonString()}", late);
        }
    }

    /// <summary>A snapshot's newest session; null while there is none.</summary>
    public static JsonNode? Card(JsonNode desk) => desk["sessions"]!.AsArray().FirstOrDefault();

    public Task<JsonNode> Answer() => NextOfType(3);

    public async ValueTask DisposeAsync()
    {
        if (socket.State == WebSocketState.Open)
        {
            using var patience = new CancellationTokenSource(Patience);
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
        }
        await listening.WaitAsync(Patience);
        socket.Dispose();
    }

    private async Task<JsonNode> NextOfType(int type)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var message = await heard.Reader.ReadAsync(patience.Token);
            if ((int?)message["type"] == type)
            {
                return message;
            }
        }
    }

    private async Task Send(string text)
    {
        using var patience = new CancellationTokenSource(Patience);
        await socket.SendAsync(Encoding.UTF8.GetBytes(text + End), WebSocketMessageType.Text, true, patience.Token);
    }

    private async Task Listen()
    {
        var (buffer, text) = (new byte[64 * 1024], new MemoryStream());
        try
        {
            while (await socket.ReceiveAsync(buffer, CancellationToken.None) is { MessageType: not WebSocketMessageType.Close } part)
            {
                text.Write(buffer, 0, part.Count);
                if (!part.EndOfMessage)
                {
                    continue;
                }
                foreach (var message in Encoding.UTF8.GetString(text.ToArray()).Split(End, StringSplitOptions.RemoveEmptyEntries))
                {
                    Texts.Add(message);
                    heard.Writer.TryWrite(JsonNode.Parse(message)!);
                }
                text.SetLength(0);
            }
        }
        catch (WebSocketException)
        {
            // The hub is gone; what was heard stays.
        }
        heard.Writer.TryComplete();
    }
}
