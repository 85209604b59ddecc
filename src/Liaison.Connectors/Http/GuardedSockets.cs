using System.Net;
using System.Net.Sockets;
using Liaison.Core.Connecting;

namespace Liaison.Connectors.Http;

/// <summary>
/// Makes HTTP clients, and bare connections for other protocols, whose sockets are checked: the name is resolved once, each address is looked at, and the connection goes to the very
/// address that was looked at, so that a name cannot change its mind in between. Redirects are not followed and no proxy is used: either would step around the check.
/// </summary>
public static class GuardedSockets
{
    public delegate Task<IPAddress[]> Resolve(string host, CancellationToken cancel);

    /// <param name="allowInternalAddresses">True where systems of record stand in the organisation's own network.</param>
    /// <param name="resolve">Resolves names; the machine's own resolver if left out.</param>
    public static HttpClient Client(bool allowInternalAddresses, TimeSpan connectTimeout, Resolve? resolve = null) =>
        new(Handler(allowInternalAddresses, connectTimeout, resolve)) { Timeout = Timeout.InfiniteTimeSpan };

    public static SocketsHttpHandler Handler(bool allowInternalAddresses, TimeSpan connectTimeout, Resolve? resolve = null)
    {
        resolve ??= OfThisMachine;
        return new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = connectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(50),
            MaxResponseHeadersLength = 64,
            ConnectCallback = async (context, cancel) => new NetworkStream(await Connect(context.DnsEndPoint, allowInternalAddresses, resolve, cancel), ownsSocket: true),
        };
    }

    /// <summary>The same for protocols other than HTTP. A connection that takes too long is a <see cref="SocketException"/>.</summary>
    public static GuardedConnect Opener(bool allowInternalAddresses, TimeSpan connectTimeout, TimeProvider time, Resolve? resolve = null)
    {
        resolve ??= OfThisMachine;
        return async (host, port, cancel) =>
        {
            using var limit = new CancellationTokenSource(connectTimeout, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
            try
            {
                return await Connect(new DnsEndPoint(host, port), allowInternalAddresses, resolve, either.Token);
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                throw new SocketException((int)SocketError.TimedOut);
            }
        };
    }

    private static Task<IPAddress[]> OfThisMachine(string host, CancellationToken cancel) => Dns.GetHostAddressesAsync(host, cancel);

    private static async Task<Socket> Connect(DnsEndPoint to, bool allowInternal, Resolve resolve, CancellationToken cancel)
    {
        var addresses = IPAddress.TryParse(to.Host, out var literal) ? [literal] : await Named(to.Host, resolve, cancel);
        var allowed = addresses.Where(address => InternalAddresses.MayCall(address, allowInternal)).ToArray();
        if (allowed.Length == 0)
        {
            throw new InternalAddressException(
                $"{to.Host} leads to an internal address, which may not be called from here. If the system stands in your own network, let an administrator of the hub allow internal addresses.");
        }
        Exception? last = null;
        foreach (var address in allowed)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, to.Port), cancel);
                return socket;
            }
            catch (SocketException refused)
            {
                socket.Dispose();
                last = refused;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
        throw last!;
    }

    private static async Task<IPAddress[]> Named(string host, Resolve resolve, CancellationToken cancel)
    {
        var addresses = await resolve(host, cancel);
        return addresses.Length > 0 ? addresses : throw new SocketException((int)SocketError.HostNotFound);
    }
}
