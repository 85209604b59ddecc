using System.Buffers;
using System.Globalization;
using System.Net.Sockets;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Ftp;

/// <summary>
/// The connection of one file, passive: we call, at the address of the control connection whatever the server may name, so that no answer
/// can send us elsewhere (and a server behind address translation works).
/// </summary>
internal sealed class FtpData : IDisposable
{
    /// <summary>Large enough that a file costs few system calls, small enough that a hundred at once cost little memory.</summary>
    private const int Chunk = 128 * 1024;

    /// <summary>The code of a fault that says: the file there is longer than anybody wants to read.</summary>
    public const string TooLong = "too-long";

    private readonly FtpSession session;
    private readonly Socket socket;
    private Stream stream;
    private FtpTlsLine? tls;

    private FtpData(FtpSession session, Socket socket)
    {
        (this.session, this.socket) = (session, socket);
        stream = new NetworkStream(socket, ownsSocket: false);
    }

    public static async Task<Outcome<FtpData>> Open(FtpSession session, GuardedConnect connect, Calls calls, CancellationToken cancel)
    {
        if ((await Port(session, calls, cancel)).Failed(out var fault, out var port))
        {
            return fault;
        }
        try
        {
            return new FtpData(session, await connect(session.Wire.Server.ToString(), port, cancel));
        }
        catch (Exception broken) when (FtpErrors.IsWeather(broken))
        {
            cancel.ThrowIfCancellationRequested();
            return new Fault(FaultKind.Unreachable, $"The connection for the file could not be made: {session.Place.Host}, port {port}, which the server named. A firewall there may keep the passive ports closed. ({broken.Message})", Code: "connect");
        }
    }

    /// <summary>The TLS of this connection; the server begins it after it has answered the command.</summary>
    public async Task<Fault?> Protect(CancellationToken cancel)
    {
        if (session.Place.Security == FtpSecurity.None)
        {
            return null;
        }
        using var limit = new FtpLimit(session.Place.Times.Reply, session.Time, cancel);
        try
        {
            tls = await session.Tls.Begin(stream, limit.Token);
            stream = tls.Stream;
            return null;
        }
        catch (Exception broken) when (FtpErrors.IsWeather(broken))
        {
            cancel.ThrowIfCancellationRequested();
            return FtpErrors.Of(broken, session.Place, session.Redaction);
        }
    }

    /// <summary>Everything out, then the end in the order that servers want: TLS says goodbye, our side closes, theirs is read to its end.</summary>
    public async Task<Fault?> Send(FtpSource source, CancellationToken cancel)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Chunk);
        using var limit = new FtpLimit(session.Place.Times.Idle, session.Time, cancel);
        try
        {
            while (true)
            {
                if ((await source.Read(buffer.AsMemory(0, Chunk), cancel)).Failed(out var unreadable, out var read))
                {
                    return unreadable;
                }
                if (read == 0)
                {
                    break;
                }
                limit.Restart();
                await stream.WriteAsync(buffer.AsMemory(0, read), limit.Token);
            }
            limit.Restart();
            if (tls is not null)
            {
                await tls.Stream.ShutdownAsync().WaitAsync(limit.Token);
            }
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception broken) when (FtpErrors.IsWeather(broken))
        {
            cancel.ThrowIfCancellationRequested();
            return FtpErrors.Of(broken, session.Place, session.Redaction, "took no more of the file");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        await Farewell(cancel);
        return null;
    }

    /// <summary>Everything in; the connection is closed before the server's word is waited for, which some do not give earlier.</summary>
    public async Task<Outcome<long>> Receive(Stream into, long most, CancellationToken cancel)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Chunk);
        using var limit = new FtpLimit(session.Place.Times.Idle, session.Time, cancel);
        try
        {
            long received = 0;
            int read;
            while ((read = await stream.ReadAsync(buffer.AsMemory(0, Chunk), limit.Token)) > 0)
            {
                received += read;
                if (received > most)
                {
                    return new Fault(FaultKind.Unknown, $"The file there is longer than {most:N0} bytes. It was not read to its end.", Code: TooLong);
                }
                await into.WriteAsync(buffer.AsMemory(0, read), cancel);
                limit.Restart();
            }
            if (tls is not null)
            {
                await tls.Stream.ShutdownAsync().WaitAsync(limit.Token);
            }
            return received;
        }
        catch (Exception broken) when (FtpErrors.IsWeather(broken))
        {
            cancel.ThrowIfCancellationRequested();
            return FtpErrors.Of(broken, session.Place, session.Redaction, "sent no more of the file");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            Dispose();
        }
    }

    public void Dispose()
    {
        stream.Dispose();
        socket.Dispose();
    }

    // How the other side closes decides nothing: its answer and the file's size do.
    private async Task Farewell(CancellationToken cancel)
    {
        using var limit = new FtpLimit(session.Place.Times.Close, session.Time, cancel);
        try
        {
            var rest = new byte[1024];
            while (await stream.ReadAsync(rest, limit.Token) > 0)
            {
            }
        }
        catch (Exception broken) when (FtpErrors.IsWeather(broken))
        {
            cancel.ThrowIfCancellationRequested();
        }
    }

    private static async Task<Outcome<int>> Port(FtpSession session, Calls calls, CancellationToken cancel)
    {
        if (session.Extended)
        {
            if ((await session.Ask("EPSV", calls, cancel)).Failed(out var broken, out var extended))
            {
                return broken;
            }
            // 229 Entering Extended Passive Mode (|||6446|) (RFC 2428)
            var parts = extended.Said.Split('|');
            if (extended.Code == 229 && parts.Length >= 5 && IsPort(parts[3], out var port))
            {
                return port;
            }
            session.Extended = false;
        }
        if ((await session.Ask("PASV", calls, cancel)).Failed(out var fault, out var passive))
        {
            return fault;
        }
        // 227 Entering Passive Mode (10,0,0,7,19,137): the last two are the port.
        var numbers = passive.Said[(passive.Said.LastIndexOf('(') + 1)..].TrimEnd('.', ')', ' ').Split(',');
        return passive.Code == 227 && numbers.Length >= 6 && byte.TryParse(numbers[^2], CultureInfo.InvariantCulture, out var high) && byte.TryParse(numbers[^1], CultureInfo.InvariantCulture, out var low)
            ? (high * 256) + low
            : FtpErrors.Of(passive, "open a connection for a file");
    }

    private static bool IsPort(string text, out int port) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and <= 65535;
}
