using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Liaison.Sandbox.VirtualObserver.Ftp;

/// <summary>A guest's control connection: lines in, answers out.</summary>
internal sealed class GuestLine(Socket socket) : IDisposable
{
    private readonly byte[] buffer = new byte[4096];
    private Stream stream = new NetworkStream(socket, ownsSocket: false);
    private int filled;

    public bool Secured { get; private set; }

    public async Task Secure(X509Certificate2 certificate, CancellationToken cancel)
    {
        stream = await Under(stream, certificate, cancel);
        Secured = true;
    }

    public static async Task<SslStream> Under(Stream inner, X509Certificate2 certificate, CancellationToken cancel)
    {
        var secured = new SslStream(inner, leaveInnerStreamOpen: false);
        await secured.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, cancel);
        return secured;
    }

    /// <returns>Null when the guest has gone, or sends a line without end.</returns>
    public async Task<string?> Read(CancellationToken cancel)
    {
        while (true)
        {
            var length = buffer.AsSpan(0, filled).IndexOf((byte)'\n');
            if (length >= 0)
            {
                var line = Encoding.UTF8.GetString(buffer, 0, length).TrimEnd('\r');
                buffer.AsSpan(length + 1, filled - length - 1).CopyTo(buffer);
                filled -= length + 1;
                return line;
            }

            var read = filled == buffer.Length ? 0 : await stream.ReadAsync(buffer.AsMemory(filled), cancel);
            if (read == 0)
            {
                return null;
            }

            filled += read;
        }
    }

    public Task Say(string answer, CancellationToken cancel) => stream.WriteAsync(Encoding.UTF8.GetBytes(answer + "\r\n"), cancel).AsTask();

    /// <summary>Gone at once, as when the machine dies.</summary>
    public void Break()
    {
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Dispose();
    }

    public void Dispose()
    {
        stream.Dispose();
        socket.Dispose();
    }
}
