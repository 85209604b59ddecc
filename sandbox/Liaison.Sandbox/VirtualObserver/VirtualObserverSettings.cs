namespace Liaison.Sandbox.VirtualObserver;

/// <summary>How this pretended instance behaves. Set from the command line (<c>--virtualObserver:ftpPort 2121</c>) or the control API; ports only from the command line.</summary>
public sealed record VirtualObserverSettings
{
    /// <summary>Port on loopback where FTP is spoken, plain and with AUTH TLS; 0 takes a free one.</summary>
    public int FtpPort { get; init; }

    /// <summary>Port on loopback where TLS begins with the first byte; 0 takes a free one.</summary>
    public int FtpsPort { get; init; }

    public string FtpUserName { get; init; } = "sandbox";

    public string FtpPassword { get; init; } = "sandbox";

    /// <summary>Goes with every change event.</summary>
    public string DeveloperKey { get; init; } = "sandbox-developer-key";

    /// <summary>The HTTP header that holds it.</summary>
    public string DeveloperKeyHeader { get; init; } = "X-Developer-Key";

    /// <summary>AUTH TLS is understood.</summary>
    public bool Tls { get; init; } = true;

    /// <summary>Nobody is let in without TLS.</summary>
    public bool TlsRequired { get; init; }

    /// <summary>A broken upload may go on where it stopped.</summary>
    public bool Resume { get; init; } = true;

    /// <summary>HASH and XSHA256 are offered.</summary>
    public bool Checksum { get; init; } = true;

    /// <summary>EPSV is understood; without it only PASV is.</summary>
    public bool Extended { get; init; } = true;

    /// <summary>A file may be renamed to a name that another has; without it that is refused, as some servers do.</summary>
    public bool Overwrite { get; init; } = true;

    /// <summary>PASV names this address, as a server behind address translation names one that cannot be reached; null names the true one.</summary>
    public string? PassiveAddress { get; init; }
}
