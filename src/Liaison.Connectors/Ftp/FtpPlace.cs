using Liaison.Core.Shared;

namespace Liaison.Connectors.Ftp;

/// <summary>How an FTP server is spoken to.</summary>
public enum FtpSecurity
{
    /// <summary>In the clear: password and files can be read by anyone on the way.</summary>
    None = 0,

    /// <summary>The connection is changed to TLS by <c>AUTH TLS</c> before anything is said (RFC 4217); a server that will not is not used.</summary>
    Explicit = 1,

    /// <summary>TLS from the first byte, usually on port 990.</summary>
    Implicit = 2,
}

/// <summary>Where files go.</summary>
/// <param name="Host">A name or an address. Give a name where there is one: it is what the certificate is compared with.</param>
/// <param name="Port">21, or 990 for implicit TLS, unless the server's owner says otherwise.</param>
public sealed record FtpPlace(string Host, int Port, FtpSecurity Security, string UserName, Secret Password)
{
    /// <summary>
    /// SHA-256 of the one certificate that is accepted, as hexadecimal digits (colons, spaces and case do not matter); for servers with a certificate
    /// of their own making. Null: the certificate must be valid for <see cref="Host"/> and come from an authority that this machine trusts.
    /// </summary>
    public string? PinnedCertificate { get; init; }

    public FtpTimes Times { get; init; } = FtpTimes.Usual;
}

/// <summary>How patient a client is. The time to connect is the socket's matter.</summary>
/// <param name="Reply">From a command to its answer.</param>
/// <param name="Idle">Without one byte of a file moving.</param>
/// <param name="Close">From a file's last byte until the server says that it has it; and for a checksum of a large file.</param>
public sealed record FtpTimes(TimeSpan Reply, TimeSpan Idle, TimeSpan Close)
{
    public static FtpTimes Usual { get; } = new(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60), TimeSpan.FromMinutes(5));
}
