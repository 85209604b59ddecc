using System.Diagnostics;
using System.Net.Sockets;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Ftp;

/// <summary>From nothing to a session that can move files: connect, protect, log in, ask what the server can do (RFC 959, 2389, 4217).</summary>
internal static class FtpLogin
{
    public static async Task<Outcome<FtpSession>> Open(FtpPlace place, GuardedConnect connect, FtpTls tls, TimeProvider time, Redaction redaction, Calls calls, CancellationToken cancel)
    {
        if (place.UserName.Any(char.IsControl) || place.Password.Value?.Any(char.IsControl) == true)
        {
            return new Fault(FaultKind.Credentials, "The user name or the password of the FTP account has a line break or another character in it that cannot be sent. Enter it anew.", Code: "control-character");
        }
        if ((await Connected(place, connect, redaction, calls, cancel)).Failed(out var unreachable, out var socket))
        {
            return unreachable;
        }
        tls.Forget();
        var session = new FtpSession(place, new FtpWire(socket), tls, redaction, time);
        try
        {
            if (await Through(session, calls, cancel) is not { } refused)
            {
                return session;
            }
            session.Dispose();
            return refused;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private static async Task<Outcome<Socket>> Connected(FtpPlace place, GuardedConnect connect, Redaction redaction, Calls calls, CancellationToken cancel)
    {
        var startedAt = Stopwatch.GetTimestamp();
        try
        {
            return await connect(place.Host, place.Port, cancel);
        }
        catch (Exception broken) when (FtpErrors.IsWeather(broken))
        {
            cancel.ThrowIfCancellationRequested();
            calls.Add($"connect {place.Host}:{place.Port}", $"({broken.GetType().Name})", status: null, startedAt);
            return FtpErrors.Of(broken, place, redaction);
        }
    }

    private static async Task<Fault?> Through(FtpSession session, Calls calls, CancellationToken cancel) =>
        session.Place.Security == FtpSecurity.Implicit && await Protect(session, calls, cancel) is { } untrusted ? untrusted
            : await Greet(session, calls, cancel) is { } busy ? busy
            : session.Place.Security == FtpSecurity.Explicit && await AskForTls(session, calls, cancel) is { } refused ? refused
            : await Enter(session, calls, cancel) is { } wrong ? wrong
            : session.Place.Security != FtpSecurity.None && await ProtectFiles(session, calls, cancel) is { } open ? open
            : await Agree(session, calls, cancel);

    private static async Task<Fault?> Greet(FtpSession session, Calls calls, CancellationToken cancel)
    {
        for (var waits = 0; ; waits++)
        {
            if ((await session.Answer($"connect {session.Place.Host}:{session.Place.Port}", calls, cancel)).Failed(out var fault, out var greeting))
            {
                return fault;
            }
            // 120: ready in so many minutes.
            if (!greeting.IsBegun || waits == 3)
            {
                session.Welcome = greeting.Lines[0];
                return greeting.IsDone ? null : new Fault(FaultKind.Unavailable, $"The FTP server takes nobody at present. It says: {greeting.Code} {greeting.Said}", Code: $"ftp-{greeting.Code}");
            }
        }
    }

    private static async Task<Fault?> AskForTls(FtpSession session, Calls calls, CancellationToken cancel)
    {
        if ((await session.Ask("AUTH TLS", calls, cancel)).Failed(out var fault, out var reply))
        {
            return fault;
        }
        // Never without: the password comes next.
        return reply.Code == 234 ? await Protect(session, calls, cancel)
            : new Fault(FaultKind.Unavailable, $"The FTP server refuses TLS, so the password was not sent. It says: {reply.Code} {reply.Said}", Code: "tls-refused");
    }

    private static async Task<Fault?> Protect(FtpSession session, Calls calls, CancellationToken cancel)
    {
        var startedAt = Stopwatch.GetTimestamp();
        using var limit = new CancellationTokenSource(session.Place.Times.Reply, session.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        try
        {
            await session.Wire.Secure(session.Tls, either.Token);
            return null;
        }
        catch (Exception broken) when (FtpErrors.IsWeather(broken))
        {
            cancel.ThrowIfCancellationRequested();
            calls.Add("TLS handshake", $"({broken.GetType().Name})", status: null, startedAt);
            return FtpErrors.Of(broken, session.Place, session.Redaction);
        }
    }

    private static async Task<Fault?> Enter(FtpSession session, Calls calls, CancellationToken cancel)
    {
        if ((await session.Ask($"USER {session.Place.UserName}", calls, cancel)).Failed(out var fault, out var reply))
        {
            return WantsTls(session, fault);
        }
        if (reply.Code == 331 && (await session.Ask($"PASS {session.Place.Password.Value}", calls, cancel, shown: $"PASS {Secret.Dots}")).Failed(out fault, out reply))
        {
            return WantsTls(session, fault);
        }
        // Some let in by the name alone.
        return reply.IsDone ? null : FtpErrors.OfLogin(reply, session.Place.Security);
    }

    // Some hang up on a login in the clear, with a 421 that would otherwise be taken for being busy.
    private static Fault WantsTls(FtpSession session, Fault fault) =>
        fault.Code == "ftp-421" && session.Last is { } said ? FtpErrors.OfLogin(said, session.Place.Security) : fault;

    private static async Task<Fault?> ProtectFiles(FtpSession session, Calls calls, CancellationToken cancel)
    {
        if ((await session.Ask("PBSZ 0", calls, cancel)).Failed(out var fault, out _) || (await session.Ask("PROT P", calls, cancel)).Failed(out fault, out var reply))
        {
            return fault;
        }
        return reply.IsDone ? null
            : new Fault(FaultKind.Unavailable, $"The FTP server does not protect the files themselves by TLS, so none was sent. It says: {reply.Code} {reply.Said}", Code: "tls-refused");
    }

    private static async Task<Fault?> Agree(FtpSession session, Calls calls, CancellationToken cancel)
    {
        if ((await session.Ask("FEAT", calls, cancel)).Failed(out var fault, out var features))
        {
            return fault;
        }
        session.Features = features.Code == 211 ? FtpFeatures.Of(features) : FtpFeatures.None;
        if ((session.Features.Utf8 && (await session.Ask("OPTS UTF8 ON", calls, cancel)).Failed(out fault, out _))
            || (session.Features.Checksum?.Choose is { } choose && (await session.Ask(choose, calls, cancel)).Failed(out fault, out _))
            || (await session.Ask("TYPE I", calls, cancel)).Failed(out fault, out var binary))
        {
            return fault;
        }
        return binary.IsDone ? null : FtpErrors.Of(binary, "change to binary files");
    }
}
