using System.Net.Sockets;
using System.Security.Authentication;
using Liaison.Connectors.Http;
using Liaison.Core.Deliveries;

namespace Liaison.Connectors.Ftp;

/// <summary>What servers and the network say, as faults. The code of a server's own answer is <c>ftp-552</c>.</summary>
internal static class FtpErrors
{
    /// <summary>An answer that is not the one that was hoped for.</summary>
    /// <param name="doing">What was tried, to follow “could not”: <c>bring recordings/1.wav.part</c>.</param>
    public static Fault Of(FtpReply reply, string doing)
    {
        var said = $"The server could not {doing}. It says: {reply.Code} {reply.Said}";
        var (kind, detail) = reply.Code switch
        {
            421 => (FaultKind.Unavailable, $"The FTP server is busy or going down. It says: 421 {reply.Said}"),
            425 or 426 => (FaultKind.Unreachable, $"The connection for the file could not be made, or broke. The server says: {reply.Code} {reply.Said}"),
            452 or 552 => (FaultKind.Unavailable, $"The FTP server's disk is full, or the account has used up its space. Nothing more can be brought until somebody makes room. It says: {reply.Code} {reply.Said}"),
            450 or 451 => (FaultKind.Unavailable, said),
            430 or 532 => (FaultKind.Credentials, said),
            522 or 533 or 534 or 535 or 536 => (FaultKind.Unavailable, $"The FTP server did not accept the TLS of the connection for the file. It says: {reply.Code} {reply.Said}"),
            550 when Missing(reply) => (FaultKind.NotFound, said),
            530 or 550 or 551 or 553 => (FaultKind.Permission, $"{said} See that the account may write there."),
            501 => (FaultKind.Validation, said),
            500 or 502 or 503 or 504 => (FaultKind.Refused, said),
            >= 400 and < 500 => (FaultKind.Unavailable, said),
            _ => (FaultKind.Unknown, said),
        };
        return new Fault(kind, detail, Code: $"ftp-{reply.Code}");
    }

    /// <summary>An answer that ends the login.</summary>
    public static Fault OfLogin(FtpReply reply, FtpSecurity security)
    {
        if (security == FtpSecurity.None && reply.Code >= 400 && WantsTls(reply))
        {
            return new Fault(FaultKind.Credentials, $"The FTP server takes nobody in the clear: switch TLS on for this connection. It says: {reply.Code} {reply.Said}", Code: "tls-wanted");
        }
        if (Crowded(reply))
        {
            return new Fault(FaultKind.Unavailable, $"The FTP server has too many guests at present. It says: {reply.Code} {reply.Said}", Code: $"ftp-{reply.Code}");
        }
        return reply.Code is 530 or 332 or 532 or 430 or 331
            ? new Fault(FaultKind.Credentials, $"The FTP server refused the login. It says: {reply.Code} {reply.Said}", Code: $"ftp-{reply.Code}")
            : Of(reply, "take the login");
    }

    /// <summary>What the network did.</summary>
    /// <param name="late">How it is said when time ran out.</param>
    public static Fault Of(Exception broken, FtpPlace place, Redaction redaction, string late = "did not answer in time")
    {
        var host = $"{place.Host}:{place.Port}";
        return broken switch
        {
            InternalAddressException refused => new Fault(FaultKind.Unreachable, refused.Message, Code: "internal-address"),
            SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => new Fault(FaultKind.Unreachable, $"The name {place.Host} could not be resolved.", Code: "dns"),
            SocketException refused => new Fault(FaultKind.Unreachable, $"No connection to {host} could be made: {refused.Message}", Code: "connect"),
            FtpCertificateException wrong => new Fault(FaultKind.Unreachable, wrong.Message, Code: "certificate"),
            AuthenticationException => new Fault(FaultKind.Unreachable, $"No TLS connection to {host} could be made: {redaction.Apply(Innermost(broken).Message)}", Code: "tls"),
            OperationCanceledException => new Fault(FaultKind.TimedOut, $"{host} {late}.", Code: "timeout"),
            InvalidDataException => new Fault(FaultKind.Unknown, redaction.Apply(broken.Message), Code: "not-ftp"),
            _ => new Fault(FaultKind.Unreachable, $"The connection to {host} broke: {redaction.Apply(Innermost(broken).Message)}", Code: "broken"),
        };
    }

    /// <summary>The weather of a network, as <see cref="Of(Exception, FtpPlace, Redaction, string)"/> knows it; everything else is a bug.</summary>
    public static bool IsWeather(Exception broken) => broken is IOException or SocketException or AuthenticationException or OperationCanceledException or InvalidDataException;

    /// <summary>Whether a file stopped on its way in a manner that lets it go on from there.</summary>
    public static bool IsBreak(Fault fault) => fault.Code is "broken" or "timeout" or "connect" or "ftp-421" or "ftp-425" or "ftp-426" or "ftp-451" or "tls" or FtpStor.Mistaken;

    // Servers give 550 for “no such file” and “you may not” alike; only their words tell them apart.
    private static bool Missing(FtpReply reply) =>
        reply.Said.Contains("No such", StringComparison.OrdinalIgnoreCase) || reply.Said.Contains("not found", StringComparison.OrdinalIgnoreCase) || reply.Said.Contains("not exist", StringComparison.OrdinalIgnoreCase);

    // Said with the same number as a wrong password, which would park the connection.
    private static bool Crowded(FtpReply reply) => reply.Code == 530 && reply.Lines.Any(line =>
        line.Contains("too many", StringComparison.OrdinalIgnoreCase) || line.Contains("maximum number", StringComparison.OrdinalIgnoreCase));

    private static bool WantsTls(FtpReply reply) => reply.Lines.Any(line => line.Contains("TLS", StringComparison.OrdinalIgnoreCase) || line.Contains("SSL", StringComparison.OrdinalIgnoreCase)
        || line.Contains("encrypt", StringComparison.OrdinalIgnoreCase) || line.Contains("cleartext", StringComparison.OrdinalIgnoreCase));

    private static Exception Innermost(Exception exception)
    {
        while (exception.InnerException is { } inner)
        {
            exception = inner;
        }
        return exception;
    }
}
