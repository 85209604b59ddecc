using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Liaison.Storage.PrivatePostgres;

/// <summary>Where the server listens: a folder with a unix socket, or 127.0.0.1 and a port.</summary>
internal sealed partial record ServerAddress(string Host, int Port)
{
    /// <summary>On a unix socket the port is only a part of the file's name.</summary>
    public const int SocketPort = 5432;

    /// <summary>The kernel's limit for a socket's path is 108 bytes on Linux and 104 elsewhere, with a closing zero.</summary>
    private static readonly int LongestSocketPath = OperatingSystem.IsLinux() ? 107 : 103;

    public bool IsSocket => Host.StartsWith('/');

    /// <summary>A socket inside the data folder; else (path too long or unusual) in a short folder of its own; else a free loopback port.</summary>
    public static ServerAddress Choose(string preferred, bool loopback)
    {
        if (loopback || OperatingSystem.IsWindows() || !Socket.OSSupportsUnixDomainSockets) return new ServerAddress("127.0.0.1", FreePort());
        return new ServerAddress(Fits(preferred) ? preferred : ShortFolder(preferred), SocketPort);
    }

    private static bool Fits(string folder) =>
        Encoding.UTF8.GetByteCount($"{folder}/.s.PGSQL.{SocketPort}") <= LongestSocketPath && PlainPath().IsMatch(folder);

    /// <summary>The same data folder always gets the same short folder.</summary>
    private static string ShortFolder(string preferred)
    {
        var name = "liaison-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(preferred)))[..16];
        var runtime = Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR");
        var parent = !Environment.IsPrivilegedProcess && Directory.Exists(runtime) && Fits($"{runtime}/{name}") ? runtime : "/tmp";
        return $"{parent}/{name}";
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Characters that need no quoting in a list of folders, on a command line or in a connection string.</summary>
    [GeneratedRegex("^[A-Za-z0-9/._+-]+$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PlainPath();
}
