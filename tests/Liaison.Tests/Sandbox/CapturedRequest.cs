using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Liaison.Tests.Sandbox;

/// <summary>Plays a recorded request of an independent client again, byte for byte, and reads the raw answer.</summary>
public static class CapturedRequest
{
    public static async Task<(int Status, string Body)> Replay(Uri address, string name)
    {
        var file = Path.Combine(Folder(), name);
        var body = await File.ReadAllBytesAsync(file);
        var head = string.Join("\r\n", (await File.ReadAllLinesAsync(file + ".headers")).Select((line, index) => index == 0 ? line + " HTTP/1.1" : line)) + "\r\n\r\n";
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, address.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head.Replace("\r\n\r\n\r\n", "\r\n\r\n", StringComparison.Ordinal)));
        await stream.WriteAsync(body);
        using var answer = new MemoryStream();
        await stream.CopyToAsync(answer);
        var text = Encoding.UTF8.GetString(answer.ToArray());
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return (int.Parse(text.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture), text[(end + 4)..]);
    }

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Liaison.slnx")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests run outside the repository.");
        }

        return Path.Combine(folder.FullName, "tests", "Liaison.Tests", "Fixtures", "confirm", "captured-requests");
    }
}
