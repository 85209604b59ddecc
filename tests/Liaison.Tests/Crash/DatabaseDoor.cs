using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Liaison.Tests.Crash;

/// <summary>The only way from one hub to its database. Each request, and each answer, is a point at which the hub's life may end.</summary>
internal sealed class DatabaseDoor : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly EndPoint database;
    private readonly Life life;
    private readonly Task serving;

    public DatabaseDoor(string connectionString, Life life)
    {
        var to = new NpgsqlConnectionStringBuilder(connectionString);
        database = to.Host!.StartsWith('/') ? new UnixDomainSocketEndPoint($"{to.Host}/.s.PGSQL.{to.Port}") : new IPEndPoint(IPAddress.Parse(to.Host), to.Port);
        this.life = life;
        listener.Start();
        ConnectionString = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Host = "127.0.0.1", Port = ((IPEndPoint)listener.LocalEndpoint).Port, SslMode = SslMode.Disable, GssEncryptionMode = GssEncryptionMode.Disable, MaxPoolSize = 20, Timeout = 5,
        }.ConnectionString;
        serving = Serve();
    }

    public string ConnectionString { get; }

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await serving;
        NpgsqlConnection.ClearPool(new NpgsqlConnection(ConnectionString));
    }

    private async Task Serve()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptSocketAsync();
                _ = Join(client);
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
            // The door is taken away.
        }
    }

    private async Task Join(Socket client)
    {
        using var hub = client;
        if (life.IsOver)
        {
            return;
        }
        using var server = new Socket(database.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
        var asked = new Asked();
        try
        {
            await server.ConnectAsync(database, life.End);
            await Task.WhenAny(Pump(hub, server, asked, "ask"), Pump(server, hub, asked, "answer"));
        }
        catch (Exception cut) when (cut is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One side is gone: so is the other, at once.
        }
    }

    private async Task Pump(Socket from, Socket to, Asked asked, string point)
    {
        var buffer = new byte[65_536];
        try
        {
            for (var read = await from.ReceiveAsync(buffer, life.End); read > 0; read = await from.ReceiveAsync(buffer, life.End))
            {
                // Parts of one answer are one point; so are parts of one request.
                var first = asked.Turn(point);
                if (first ? !await life.Passes(point) : life.IsOver)
                {
                    return;
                }
                await to.SendAsync(buffer.AsMemory(0, read), life.End);
            }
        }
        catch (Exception cut) when (cut is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Nothing goes through any more.
        }
    }

    /// <summary>Whose turn it is on one connection.</summary>
    private sealed class Asked
    {
        private string last = "";

        public bool Turn(string point) => Interlocked.Exchange(ref last, point) != point;
    }
}
