using System.Security.Cryptography;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Ftp;

/// <summary>
/// Brings files to an FTP server, over one control connection for many files, which is opened anew when it has died. One file moves at a
/// time; other callers wait. Each command is noted for the attempt; the password never is. Cancelling is not weather: it is thrown.
/// </summary>
public sealed class FtpClient(FtpPlace place, GuardedConnect connect, TimeProvider time) : IDisposable
{
    /// <summary>What the name of a file ends with until all of it is there.</summary>
    public const string Part = ".part";

    /// <summary>The code of a fault that says: the file there is longer than was to be read.</summary>
    public const string TooLong = FtpData.TooLong;

    /// <summary>After so long a silence the server may have hung up without our having noticed: it is asked first.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);

    private readonly Redaction redaction = Redaction.Of([place.Password]);
    private readonly FtpTls tls = new(place.Host, place.PinnedCertificate);
    private readonly Turnstile turnstile = new();
    private FtpSession? current;

    /// <summary>Logs in and asks what the server can do; moves no file.</summary>
    public Task<Outcome<FtpGreeting>> Test(Calls calls, CancellationToken cancel) => Alone<FtpGreeting>(
        async () => (await Session(calls, cancel)).Failed(out var fault, out var session) ? fault
            : new FtpGreeting(
                redaction.Apply(session.Welcome), session.Wire.Tls?.Stream.SslProtocol.ToString(), session.Wire.Tls?.Certificate, session.Features.Resume,
                session.Features.Checksum is { } checksum ? $"{checksum.Command} ({checksum.Name})" : null),
        cancel);

    /// <summary>
    /// Brings a file: as <c>NAME.part</c>, compared by size (and by checksum where one is offered), then renamed, so that nobody ever sees half a
    /// file under its name. An earlier file of that name is replaced. Folders on the way are made. After a break it goes on where it stopped, if <paramref name="content"/> can seek.
    /// </summary>
    /// <param name="path">With forward slashes, relative to the folder of the login unless it begins with one.</param>
    /// <param name="content">Read from where it stands; not closed.</param>
    /// <param name="length">Bytes from there; null when it is not known beforehand.</param>
    /// <returns>A fault that is in doubt when the file may be there all the same: ask <see cref="Holds"/>.</returns>
    public Task<Outcome<FtpStored>> Store(string path, Stream content, long? length, Calls calls, CancellationToken cancel) => Alone<FtpStored>(
        async () =>
        {
            if (FtpPath.Problem(path) is { } problem)
            {
                return problem;
            }
            using var source = new FtpSource(content);
            return await new FtpUpload(path, source, length, Session, connect).Run(calls, cancel);
        },
        cancel);

    /// <summary>Whether the file is there under its name and the same: its size, and its checksum where one is offered and the content is given.</summary>
    /// <param name="content">To compute the checksum from, read from where it stands; null compares sizes only.</param>
    public Task<Outcome<bool>> Holds(string path, Stream? content, long length, Calls calls, CancellationToken cancel) => Alone<bool>(
        async () =>
        {
            if (FtpPath.Problem(path) is { } problem)
            {
                return problem;
            }
            if ((await Session(calls, cancel)).Failed(out var closed, out var session))
            {
                return closed;
            }
            if ((await FtpFiles.Size(session, path, calls, cancel)).Failed(out var unknown, out var size) && unknown is not null)
            {
                return unknown;
            }
            if (size != length || content is null || session.Features.Checksum is not { } checksum)
            {
                return size == length;
            }
            if ((await FtpFiles.Checksum(session, path, calls, cancel)).Failed(out unknown, out var theirs) && unknown is not null)
            {
                return unknown;
            }
            return theirs is null || theirs == await Sum(checksum, content, cancel);
        },
        cancel);

    /// <returns>The file's length in bytes; null when there is none.</returns>
    public Task<Outcome<long?>> Size(string path, Calls calls, CancellationToken cancel) => Alone<long?>(
        async () => FtpPath.Problem(path) is { } problem ? problem
            : (await Session(calls, cancel)).Failed(out var closed, out var session) ? closed
            : await FtpFiles.Size(session, path, calls, cancel),
        cancel);

    /// <summary>Fetches a file.</summary>
    /// <param name="most">Bytes at most; a longer file is given up, with a fault of the code <see cref="TooLong"/>.</param>
    /// <returns>How many bytes it had.</returns>
    public Task<Outcome<long>> Read(string path, Stream into, long most, Calls calls, CancellationToken cancel) => Alone<long>(
        async () =>
        {
            if (FtpPath.Problem(path) is { } problem)
            {
                return problem;
            }
            for (var again = false; ; again = true)
            {
                if ((await Session(calls, cancel)).Failed(out var closed, out var session))
                {
                    return closed;
                }
                var outcome = await FtpRetr.Read(session, path, into, most, connect, calls, cancel);
                if (again || outcome is not Outcome<long>.Failure { Fault: var fault } || !session.Mistaken(fault))
                {
                    return outcome;
                }
            }
        },
        cancel);

    /// <summary>Closes the connection. Not while something is under way.</summary>
    public void Dispose() => Drop();

    private Task<Outcome<T>> Alone<T>(Func<Task<Outcome<T>>> work, CancellationToken cancel) => turnstile.Through(
        async () =>
        {
            var whole = false;
            try
            {
                var outcome = await work();
                whole = true;
                // A server may say anything, even what it was told.
                return outcome is Outcome<T>.Failure { Fault: var fault } ? fault with { Detail = redaction.Apply(fault.Detail) } : outcome;
            }
            finally
            {
                // What was cut short may leave half a dialogue behind.
                if (!whole)
                {
                    Drop();
                }
            }
        },
        cancel);

    private async Task<Outcome<FtpSession>> Session(Calls calls, CancellationToken cancel)
    {
        if (current is { Alive: true } known && time.GetElapsedTime(known.HeardAt) > Silence)
        {
            await known.Ask("NOOP", calls, cancel);
        }
        if (current is { Alive: true } alive)
        {
            return alive;
        }
        Drop();
        if ((await FtpLogin.Open(place, connect, tls, time, redaction, calls, cancel)).Failed(out var fault, out var opened))
        {
            return fault;
        }
        return current = opened;
    }

    private void Drop()
    {
        current?.Dispose();
        current = null;
    }

    private static async Task<string> Sum(FtpChecksum checksum, Stream content, CancellationToken cancel)
    {
        using var sum = checksum.Begin();
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await content.ReadAsync(buffer, cancel)) > 0)
        {
            sum.AppendData(buffer, 0, read);
        }
        return Convert.ToHexStringLower(sum.GetCurrentHash());
    }
}
