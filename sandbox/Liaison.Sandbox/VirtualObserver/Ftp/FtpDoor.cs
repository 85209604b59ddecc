using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Liaison.Sandbox.VirtualObserver.Ftp;

/// <summary>Where FTP is spoken: one port for plain and explicit TLS, one for implicit TLS, both on loopback only.</summary>
public sealed class FtpDoor(VirtualObserverStandIn site) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource closing = new();
    private readonly TcpListener plain = new(IPAddress.Loopback, site.Settings.FtpPort);
    private readonly TcpListener secured = new(IPAddress.Loopback, site.Settings.FtpsPort);
    private Task accepting = Task.CompletedTask;

    public int Port { get; private set; }

    public int SecuredPort { get; private set; }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        plain.Start();
        secured.Start();
        Port = ((IPEndPoint)plain.LocalEndpoint).Port;
        SecuredPort = ((IPEndPoint)secured.LocalEndpoint).Port;
        accepting = Task.WhenAll(Accept(plain, fromTheStart: false), Accept(secured, fromTheStart: true));
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await closing.CancelAsync();
        plain.Stop();
        secured.Stop();
        await accepting.WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        closing.Dispose();
        plain.Dispose();
        secured.Dispose();
    }

    private async Task Accept(TcpListener listener, bool fromTheStart)
    {
        var guests = new List<Task>();
        try
        {
            while (true)
            {
                var guest = await listener.AcceptSocketAsync(closing.Token);
                guest.NoDelay = true;
                guests.RemoveAll(one => one.IsCompleted);
                guests.Add(Serve(guest, fromTheStart));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(guests);
        }
    }

    private async Task Serve(Socket socket, bool fromTheStart)
    {
        site.Counters.Count("ftp.connections");
        using var line = new GuestLine(socket);
        try
        {
            if (fromTheStart)
            {
                await line.Secure(site.Certificate, closing.Token);
            }

            using var transfer = new FileTransfer(site);
            await new FtpGuest(site, line, transfer).Serve(closing.Token);
        }
        catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException or ObjectDisposedException or TimeoutException or AuthenticationException)
        {
            // Guests come and go as they like.
        }
    }
}
