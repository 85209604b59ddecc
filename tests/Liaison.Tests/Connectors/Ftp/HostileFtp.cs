using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Liaison.Tests.Connectors.Ftp;

/// <summary>A server on loopback that says to each guest whatever the test makes it say.</summary>
internal sealed class HostileFtp : IHostile
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource closed = new();
    private readonly Func<Guest, CancellationToken, Task> talk;
    private readonly List<Task> guests = [];
    private Task open = Task.CompletedTask;

    private HostileFtp(Func<Guest, CancellationToken, Task> talk) => this.talk = talk;

    public Uri Address => new($"ftp://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");

    public static HostileFtp Start(Func<Guest, CancellationToken, Task> talk)
    {
        var server = new HostileFtp(talk);
        server.listener.Start();
        server.open = server.Open();
        return server;
    }

    /// <summary>A connection for a file, for the server to name in an answer.</summary>
    public static TcpListener File()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    public async ValueTask DisposeAsync()
    {
        await closed.CancelAsync();
        await open;
        listener.Dispose();
        await Task.WhenAll(guests);
        closed.Dispose();
    }

    private async Task Open()
    {
        try
        {
            while (true)
            {
                guests.Add(Serve(await listener.AcceptTcpClientAsync(closed.Token)));
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task Serve(TcpClient client)
    {
        using (client)
        {
            try
            {
                using var guest = new Guest(client.GetStream());
                await talk(guest, closed.Token);
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException or SocketException)
            {
                // The guest has gone, which is all that one can hope for here.
            }
        }
    }

    internal sealed class Guest(NetworkStream stream) : IDisposable
    {
        private readonly StreamReader reader = new(stream, Encoding.UTF8);

        public Task Say(string line, CancellationToken cancel) => Send(Encoding.UTF8.GetBytes(line + "\r\n"), cancel);

        public Task Send(byte[] bytes, CancellationToken cancel) => stream.WriteAsync(bytes, cancel).AsTask();

        public void Dispose() => reader.Dispose();

        /// <summary>The next command; null when there comes none.</summary>
        public async Task<string?> Hear(CancellationToken cancel) => await reader.ReadLineAsync(cancel);
    }
}
