namespace Liaison.Connectors.Ftp;

/// <summary>What a server says of itself once the login is through.</summary>
/// <param name="Welcome">Its first line.</param>
/// <param name="Tls">The version of TLS on the connection (<c>Tls13</c>); null when it is in the clear.</param>
/// <param name="Certificate">SHA-256 of the server's certificate, hexadecimal; null in the clear.</param>
/// <param name="CanResume">Whether a broken upload goes on where it stopped.</param>
/// <param name="Checksum">The command by which it tells a file's checksum (<c>HASH SHA-256</c>, <c>XCRC</c> …); null when only sizes can be compared.</param>
public sealed record FtpGreeting(string Welcome, string? Tls, string? Certificate, bool CanResume, string? Checksum);

/// <summary>A file that is there, whole, under its own name.</summary>
/// <param name="Path">Where it is, as the server names it.</param>
/// <param name="Length">In bytes; compared with what was sent.</param>
/// <param name="Checksum">What was compared beside the length, as <c>SHA-256 9f86…</c>; null when the server offers none.</param>
/// <param name="Resumed">How often the upload was taken up again after a break.</param>
public sealed record FtpStored(string Path, long Length, string? Checksum, int Resumed);
