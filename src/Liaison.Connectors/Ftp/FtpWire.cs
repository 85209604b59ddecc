using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Liaison.Connectors.Ftp;

/// <summary>The control connection: lines out, answers in, nothing of their meaning. What goes wrong is thrown as <see cref="IOException"/>.</summary>
internal sealed class FtpWire(Socket socket) : IDisposable
{
    private const int LongestLine = 8 * 1024;
    private const int MostLines = 500;

    private readonly byte[] buffer = new byte[LongestLine];
    private Stream stream = new NetworkStream(socket, ownsSocket: false);
    private int start;
    private int end;

    /// <summary>Where the server really is: files go to the same address.</summary>
    public IPAddress Server { get; } = ((IPEndPoint)socket.RemoteEndPoint!).Address;

    /// <summary>The connection's TLS; null while it is in the clear.</summary>
    public FtpTlsLine? Tls { get; private set; }

    public async Task Secure(FtpTls tls, CancellationToken cancel)
    {
        // Whatever came before the handshake was not protected by it: somebody on the way may have put it there.
        if (start != end)
        {
            throw new InvalidDataException("The server went on talking in the clear after it had agreed to TLS.");
        }
        Tls = await tls.Begin(stream, cancel);
        stream = Tls.Stream;
    }

    public async Task<FtpReply> Ask(string command, CancellationToken cancel)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(command + "\r\n"), cancel);
        return await Answer(cancel);
    }

    /// <summary>The next answer, all its lines.</summary>
    public async Task<FtpReply> Answer(CancellationToken cancel)
    {
        var first = await Line(cancel);
        if (first.Length < 3 || !int.TryParse(first.AsSpan(0, 3), out var code) || code is < 100 or > 699)
        {
            throw new InvalidDataException("What answers there does not speak FTP.");
        }
        List<string> lines = [Rest(first)];
        if (first.Length > 3 && first[3] == '-')
        {
            var last = first[..3] + " ";
            for (var line = await Line(cancel); ; line = await Line(cancel))
            {
                lines.Add(line.StartsWith(first[..3], StringComparison.Ordinal) ? Rest(line) : line);
                if (line.StartsWith(last, StringComparison.Ordinal) || line == first[..3])
                {
                    break;
                }
                if (lines.Count > MostLines)
                {
                    throw new InvalidDataException($"The server's answer has more than {MostLines} lines.");
                }
            }
        }
        return new FtpReply(code, lines);
    }

    public void Dispose()
    {
        stream.Dispose();
        socket.Dispose();
    }

    private static string Rest(string line) => line.Length > 4 ? line[4..] : "";

    private async Task<string> Line(CancellationToken cancel)
    {
        while (true)
        {
            var length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (length >= 0)
            {
                var line = Encoding.UTF8.GetString(buffer, start, length).TrimEnd('\r');
                start += length + 1;
                return line;
            }
            if (start > 0)
            {
                buffer.AsSpan(start, end - start).CopyTo(buffer);
                (start, end) = (0, end - start);
            }
            if (end == buffer.Length)
            {
                throw new InvalidDataException($"The server's answer has a line of more than {LongestLine:N0} bytes.");
            }
            var read = await stream.ReadAsync(buffer.AsMemory(end), cancel);
            end += read > 0 ? read : throw new EndOfStreamException("The server closed the connection.");
        }
    }
}
