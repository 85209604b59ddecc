using System.Net;
using System.Net.Sockets;
using System.Text;
using Liaison.Sandbox.VirtualObserver.Faults;

namespace Liaison.Sandbox.VirtualObserver.Ftp;

/// <summary>The connections of a guest's files, and the bytes on them.</summary>
internal sealed class FileTransfer(VirtualObserverStandIn site) : IDisposable
{
    private const int Chunk = 64 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private TcpListener? listener;

    /// <summary>What struck the latest file.</summary>
    public FaultKind? Fault { get; private set; }

    /// <returns>The port.</returns>
    public int Listen()
    {
        listener?.Dispose();
        listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start(1);
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>STOR: a guest's bytes into a file.</summary>
    public async Task<string?> Take(GuestLine line, string path, long from, bool protects, CancellationToken cancel)
    {
        var struck = site.Faults.Strike(one => one.Strikes("stor"));
        Fault = struck.Count > 0 ? struck[0].Kind : null;
        if (struck.FirstOrDefault(one => one.Kind == FaultKind.Refuse) is { } refusal)
        {
            return $"{refusal.Code ?? 550} {refusal.Message ?? "No."}";
        }

        if (!site.Files.IsFolder(Files.FileStore.Resolve(path, "..")) || site.Files.IsFolder(path))
        {
            return "553 Could not create the file.";
        }

        await using var file = site.Files.Open(path, FileMode.OpenOrCreate);
        file.SetLength(from);
        file.Position = from;
        await line.Say("150 Send it.", cancel);
        using var connection = await Accept(cancel);
        await using var data = await Stream(connection, protects, cancel);
        return await Fill(file, data, connection, struck, cancel);
    }

    /// <summary>RETR: a file's bytes to a guest.</summary>
    public async Task<string> Give(GuestLine line, string path, long from, bool protects, CancellationToken cancel)
    {
        await using var file = site.Files.Open(path, FileMode.Open);
        file.Position = Math.Min(from, file.Length);
        return await Send(line, file, protects, cancel);
    }

    public async Task<string> List(GuestLine line, string folder, bool long_, bool protects, CancellationToken cancel)
    {
        if (!site.Files.IsFolder(folder))
        {
            return "550 No such folder.";
        }

        var lines = site.Files.In(folder).Select(name => !long_ ? name.TrimEnd('/')
            : name.EndsWith('/') ? $"drwxr-xr-x 1 sandbox sandbox 0 Jan  1 00:00 {name.TrimEnd('/')}"
            : $"-rw-r--r-- 1 sandbox sandbox {site.Files.Length($"{folder.TrimEnd('/')}/{name}")} Jan  1 00:00 {name}");
        using var text = new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(lines.Select(one => one + "\r\n"))));
        return await Send(line, text, protects, cancel);
    }

    public void Dispose() => listener?.Dispose();

    private static async Task<string?> Fill(FileStream file, Stream data, Socket connection, IReadOnlyList<FaultSwitch> struck, CancellationToken cancel)
    {
        var stop = struck.FirstOrDefault(one => one.Kind is FaultKind.DieMidFile or FaultKind.CutData or FaultKind.DiskFull or FaultKind.Stall);
        var slow = struck.FirstOrDefault(one => one.Kind == FaultKind.Slow);
        var left = stop?.Bytes ?? long.MaxValue;
        var buffer = new byte[Chunk];
        int read;
        while (left > 0 && (read = await data.ReadAsync(buffer.AsMemory(0, (int)Math.Min(Chunk, left)), cancel)) > 0)
        {
            await Task.Delay(slow?.Milliseconds ?? 0, cancel);
            await file.WriteAsync(buffer.AsMemory(0, read), cancel);
            left -= read;
        }

        if (stop is not null && left == 0)
        {
            if (stop.Kind == FaultKind.Stall)
            {
                await Task.Delay(Timeout.Infinite, cancel);
            }

            // What was on its way is thrown away, and the guest notices at once.
            connection.LingerState = new LingerOption(enable: true, seconds: 0);
            connection.Dispose();
            return stop.Kind switch { FaultKind.DiskFull => "552 The disk is full.", FaultKind.CutData => "426 The connection for the file broke.", _ => null };
        }

        if (struck.FirstOrDefault(one => one.Kind == FaultKind.LoseBytes) is { } loss)
        {
            file.SetLength(Math.Max(0, file.Length - Math.Max(1, loss.Bytes)));
        }

        if (struck.Any(one => one.Kind == FaultKind.ChangeByte) && file.Length > 0)
        {
            file.Position = file.Length / 2;
            var wrong = (byte)(file.ReadByte() ^ 1);
            file.Position--;
            file.WriteByte(wrong);
        }

        return struck.Any(one => one.Kind == FaultKind.DropReply) ? null : "226 It is here, all of it.";
    }

    private async Task<string> Send(GuestLine line, Stream content, bool protects, CancellationToken cancel)
    {
        await line.Say("150 Here it comes.", cancel);
        using (var connection = await Accept(cancel))
        await using (var data = await Stream(connection, protects, cancel))
        {
            await content.CopyToAsync(data, Chunk, cancel);
            if (data is System.Net.Security.SslStream secured)
            {
                await secured.ShutdownAsync();
            }

            connection.Shutdown(SocketShutdown.Send);
        }

        return "226 That was all of it.";
    }

    private async Task<Socket> Accept(CancellationToken cancel)
    {
        using var expected = listener ?? throw new IOException("EPSV or PASV first.");
        listener = null;
        return await expected.AcceptSocketAsync(cancel).AsTask().WaitAsync(Patience, site.Time, cancel);
    }

    private async Task<Stream> Stream(Socket connection, bool protects, CancellationToken cancel)
    {
        var plain = new NetworkStream(connection, ownsSocket: false);
        return protects ? await GuestLine.Under(plain, site.Certificate, cancel) : plain;
    }
}
