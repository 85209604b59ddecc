using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Liaison.Connectors.Ftp;

namespace Liaison.Bench;

/// <summary>An upload with nothing around it: log in, one STOR, a loop that writes, wait for the word. No guard, no part, no comparing, no renaming, no notes, no limits.</summary>
internal sealed class PlainUpload(FtpPlace place, TcpClient socket, Stream control) : IDisposable
{
    public static async Task<PlainUpload> LogIn(FtpPlace place)
    {
        var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", place.Port);
        Stream control = socket.GetStream();
        await Answer(control);
        if (place.Security == FtpSecurity.Explicit)
        {
            await Ask(control, "AUTH TLS");
            control = await Secured(control, place);
            await Ask(control, "PBSZ 0");
            await Ask(control, "PROT P");
        }
        await Ask(control, $"USER {place.UserName}");
        await Ask(control, $"PASS {place.Password.Value}");
        await Ask(control, "TYPE I");
        return new PlainUpload(place, socket, control);
    }

    public async Task Send(Stream content)
    {
        var port = int.Parse((await Ask(control, "EPSV")).Split('|')[3], CultureInfo.InvariantCulture);
        using var data = new TcpClient { NoDelay = true };
        await data.ConnectAsync("127.0.0.1", port);
        await Ask(control, "STOR plain.bin");
        Stream to = data.GetStream();
        if (place.Security == FtpSecurity.Explicit)
        {
            to = await Secured(to, place);
        }
        var buffer = new byte[128 * 1024];
        int read;
        while ((read = await content.ReadAsync(buffer)) > 0)
        {
            await to.WriteAsync(buffer.AsMemory(0, read));
        }
        if (to is SslStream tls)
        {
            await tls.ShutdownAsync();
        }
        data.Client.Shutdown(SocketShutdown.Send);
        await Answer(control);
    }

    public void Dispose()
    {
        control.Dispose();
        socket.Dispose();
    }

    private static async Task<Stream> Secured(Stream inner, FtpPlace place)
    {
        var secured = new SslStream(inner);
        await secured.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.GetCertHashString(HashAlgorithmName.SHA256).Equals(place.PinnedCertificate, StringComparison.OrdinalIgnoreCase) == true,
        });
        return secured;
    }

    private static async Task<string> Ask(Stream control, string command)
    {
        await control.WriteAsync(Encoding.ASCII.GetBytes(command + "\r\n"));
        return await Answer(control);
    }

    private static async Task<string> Answer(Stream control)
    {
        var buffer = new byte[4096];
        return Encoding.ASCII.GetString(buffer, 0, await control.ReadAsync(buffer));
    }
}
