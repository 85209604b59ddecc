using System.Net;
using System.Net.Sockets;
using Liaison.Core.Connecting;

namespace Liaison.Tests.Connectors.Ftp;

/// <summary>A way to a server that breaks: connection number so-and-so is cut after so many bytes, as a network does it.</summary>
internal sealed class Cutter(GuardedConnect inner, int number, long after) : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private int made;

    public bool HasCut { get; private set; }

    public async Task<Socket> Connect(string host, int port, CancellationToken cancel)
    {
        if (Interlocked.Increment(ref made) != number)
        {
            return await inner(host, port, cancel);
        }
        listener.Start();
        var server = await inner(host, port, cancel);
        var ours = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await ours.ConnectAsync(listener.LocalEndpoint, cancel);
        var theirs = await listener.AcceptSocketAsync(cancel);
        _ = Pass(theirs, server, after);
        _ = Pass(server, theirs, long.MaxValue);
        return ours;
    }

    public void Dispose() => listener.Dispose();

    private async Task Pass(Socket from, Socket to, long most)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            long passed = 0;
            int read;
            while ((read = await from.ReceiveAsync(buffer)) > 0)
            {
                passed += read;
                if (passed > most)
                {
                    HasCut = true;
                    (from.LingerState, to.LingerState) = (new LingerOption(true, 0), new LingerOption(true, 0));
                    from.Dispose();
                    to.Dispose();
                    return;
                }
                await to.SendAsync(buffer.AsMemory(0, read));
            }
            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // The other half has cut.
        }
    }
}
