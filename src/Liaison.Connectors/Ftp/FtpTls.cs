using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography;

namespace Liaison.Connectors.Ftp;

/// <summary>
/// TLS as an FTP server wants it: the connections of the files resume the session of the control connection, by which the server knows that
/// both are of one client. .NET resumes by the name it was given, and never for a bare address, so an address goes under a name made of it and is compared here.
/// </summary>
internal sealed class FtpTls
{
    private static int clients;

    private readonly string host;
    private readonly byte[]? pinned;
    private readonly string target;
    private SslProtocols versions;
    private byte[]? seen;

    public FtpTls(string host, string? pinnedCertificate)
    {
        this.host = host;
        pinned = pinnedCertificate is null ? null : Convert.FromHexString(string.Concat(pinnedCertificate.Where(char.IsAsciiHexDigit)));
        target = OfItsOwn(IPAddress.TryParse(host, out var address) ? address.ToString().Replace('.', '-').Replace(':', '-').Trim('-') + ".address.invalid" : host, Interlocked.Increment(ref clients));
    }

    /// <summary>
    /// The name in an own mixture of capitals: it is the same name to everybody else, but .NET keeps the sessions of each apart. Otherwise one client would
    /// resume the session of another's login, and servers that compare (proftpd does) refuse the file.
    /// </summary>
    internal static string OfItsOwn(string name, int number)
    {
        var letters = name.ToLowerInvariant().ToCharArray();
        for (var at = 0; at < letters.Length && number > 0; at++)
        {
            if (char.IsAsciiLetter(letters[at]))
            {
                letters[at] = (number & 1) == 1 ? char.ToUpperInvariant(letters[at]) : letters[at];
                number >>= 1;
            }
        }
        return new string(letters);
    }

    /// <summary>
    /// What to do when a server did not take a file's connection for ours: under TLS 1.3 a session can be resumed once for each time that the server gives a
    /// ticket, and proftpd gives too few; under TLS 1.2 as often as one likes. False when there is nothing left to try.
    /// </summary>
    public bool GoBack() => versions == SslProtocols.None && (versions = SslProtocols.Tls12) != SslProtocols.None;

    /// <summary>A login begins: its certificate may have been renewed since the last one.</summary>
    public void Forget() => seen = null;

    /// <exception cref="AuthenticationException">No agreement, or a certificate that is not accepted: then <see cref="FtpCertificateException"/> is inside.</exception>
    public async Task<FtpTlsLine> Begin(Stream stream, CancellationToken cancel)
    {
        string? refused = null;
        var secured = new SslStream(stream, leaveInnerStreamOpen: false);
        try
        {
            await secured.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = target,
                    EnabledSslProtocols = versions,
                    CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
                    RemoteCertificateValidationCallback = (_, certificate, _, errors) => (refused = Judge(certificate as X509Certificate2, errors)) is null,
                },
                cancel);
        }
        catch (Exception broken)
        {
            await secured.DisposeAsync();
            if (broken is AuthenticationException && refused is not null)
            {
                throw new FtpCertificateException(refused, broken);
            }
            throw;
        }
        seen ??= Hash(secured.RemoteCertificate!);
        return new FtpTlsLine(secured, Convert.ToHexStringLower(seen));
    }

    /// <returns>Why the certificate is not accepted; null when it is.</returns>
    private string? Judge(X509Certificate2? certificate, SslPolicyErrors errors)
    {
        if (certificate is null)
        {
            return "The server shows no certificate.";
        }
        var hash = Hash(certificate);
        if (seen is not null && !seen.AsSpan().SequenceEqual(hash))
        {
            return "The connection for the file shows another certificate than the server itself.";
        }
        if (pinned is not null)
        {
            return pinned.AsSpan().SequenceEqual(hash) ? null
                : $"The server shows another certificate than the one that is named in the settings. Its SHA-256 is {Convert.ToHexStringLower(hash)}. Accept it only if the server's owner tells you the same.";
        }
        if (IPAddress.TryParse(host, out _) && certificate.MatchesHostname(host))
        {
            errors &= ~SslPolicyErrors.RemoteCertificateNameMismatch;
        }
        var own = certificate.Subject == certificate.Issuer ? "of the server's own making" : $"by {certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: true)}, which this machine does not trust";
        return errors == SslPolicyErrors.None ? null
            : errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors)
                ? $"The server's certificate is {own}, or no longer valid. Its SHA-256 is {Convert.ToHexStringLower(hash)}. If the server's owner tells you the same, name it in the settings."
                : $"The server's certificate is for {certificate.GetNameInfo(X509NameType.DnsName, forIssuer: false)}, not for {host}.";
    }

    private static byte[] Hash(X509Certificate certificate) => certificate.GetCertHash(HashAlgorithmName.SHA256);
}

/// <summary>A connection under TLS.</summary>
/// <param name="Certificate">The other side's, SHA-256 as hexadecimal digits.</param>
internal sealed record FtpTlsLine(SslStream Stream, string Certificate);

/// <summary>A certificate was shown that is not accepted.</summary>
internal sealed class FtpCertificateException : AuthenticationException
{
    public FtpCertificateException() { }

    public FtpCertificateException(string message) : base(message) { }

    public FtpCertificateException(string message, Exception innerException) : base(message, innerException) { }
}
