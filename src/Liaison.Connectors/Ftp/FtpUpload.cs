using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Ftp;

/// <summary>
/// One file on its way. It is written under another name, and gets its own when the server has every byte by its own reckoning; what broke
/// off is taken up where it stopped, as long as each new beginning comes further than the one before.
/// </summary>
internal sealed class FtpUpload(string path, FtpSource source, long? length, Func<Calls, CancellationToken, Task<Outcome<FtpSession>>> open, GuardedConnect connect)
{
    private const int MostBreaks = 8;

    private readonly string part = path + FtpClient.Part;
    private readonly FtpStor stor = new(path + FtpClient.Part, source, connect);
    private int resumed;
    private string? compared;

    public async Task<Outcome<FtpStored>> Run(Calls calls, CancellationToken cancel)
    {
        // A server that has other bytes than were sent, though it confirmed them, gets them once more from the start.
        for (var again = false; ; again = true)
        {
            if (await Bring(calls, cancel) is { } unsent)
            {
                return Doubted(unsent);
            }
            if (length is { } told && source.Position != told)
            {
                return new Fault(FaultKind.Validation, $"The file has {source.Position:N0} bytes where {told:N0} were told, so it was not delivered.", Code: "length");
            }
            if (await Different(calls, cancel) is not { } different)
            {
                break;
            }
            if (again || !source.CanGoBack || different.Code is not ("size" or "checksum"))
            {
                return Doubted(different);
            }
            source.GoTo(0);
        }
        return await Rename(calls, cancel) is { } unnamed ? unnamed : new FtpStored(path, source.Position, compared, resumed);
    }

    private Fault Doubted(Fault fault) => stor.Begun && FtpErrors.IsBreak(fault) ? fault with { InDoubt = true } : fault;

    private async Task<Fault?> Bring(Calls calls, CancellationToken cancel)
    {
        var from = 0L;
        for (var breaks = 0; ; breaks++)
        {
            if ((await open(calls, cancel)).Failed(out var closed, out var session))
            {
                return closed;
            }
            source.Sum(session.Features.Checksum);
            var fault = await stor.Send(session, from, calls, cancel);
            if (fault is null)
            {
                return null;
            }
            if (fault.Code == FtpStor.NoResume)
            {
                (from, breaks) = (0, MostBreaks - 1);
                source.GoTo(0);
                continue;
            }
            if (!FtpErrors.IsBreak(fault) || breaks >= MostBreaks || (stor.Begun && !source.CanGoBack))
            {
                await MakeRoom(session, fault, calls, cancel);
                return fault;
            }
            if ((await HowFar(calls, cancel)).Failed(out _, out var far))
            {
                return fault;
            }
            if (source.Ended && far == source.Position)
            {
                // Every byte had arrived; only the word for it was lost.
                return null;
            }
            // One new beginning is free; after that, each must come further.
            if (far <= from && breaks > 0)
            {
                return fault;
            }
            from = far;
            resumed += far > 0 ? 1 : 0;
            source.GoTo(from);
        }
    }

    /// <summary>Bytes that the server has of what was sent. More than that cannot be ours: then nought.</summary>
    private async Task<Outcome<long>> HowFar(Calls calls, CancellationToken cancel)
    {
        if (!stor.Begun)
        {
            return 0L;
        }
        if ((await open(calls, cancel)).Failed(out var closed, out var session))
        {
            return closed;
        }
        return (await FtpFiles.Size(session, part, calls, cancel)).Failed(out var unknown, out var size) && unknown is not null ? unknown
            : size is { } there && there <= source.Position && (session.Features.Resume || there == source.Position) ? there : 0L;
    }

    // Half a file on a full disk keeps others from being brought.
    private async Task MakeRoom(FtpSession session, Fault fault, Calls calls, CancellationToken cancel)
    {
        if (session.Alive && fault.Code is "ftp-452" or "ftp-552")
        {
            await session.Ask($"DELE {part}", calls, cancel);
        }
    }

    private async Task<Fault?> Different(Calls calls, CancellationToken cancel)
    {
        if ((await open(calls, cancel)).Failed(out var closed, out var session))
        {
            return closed;
        }
        if ((await FtpFiles.Size(session, part, calls, cancel)).Failed(out var unknown, out var size) && unknown is not null)
        {
            return unknown;
        }
        if (size != source.Position)
        {
            return new Fault(FaultKind.Unreachable, $"The server confirmed {path} and has {size ?? 0:N0} bytes of it where {source.Position:N0} were sent.", Code: "size");
        }
        if (source.Checksum is null)
        {
            return null;
        }
        if ((await FtpFiles.Checksum(session, part, calls, cancel)).Failed(out unknown, out var checksum) && unknown is not null)
        {
            return unknown;
        }
        compared = checksum is null ? null : $"{session.Features.Checksum?.Name} {checksum}";
        return checksum is null || checksum == source.Checksum ? null
            : new Fault(FaultKind.Unreachable, $"The server has other bytes of {path} than were sent: its checksum is {checksum}, ours {source.Checksum}.", Code: "checksum");
    }

    private async Task<Fault?> Rename(Calls calls, CancellationToken cancel)
    {
        for (var tries = 0; ; tries++)
        {
            if ((await open(calls, cancel)).Failed(out var closed, out var session))
            {
                return closed with { InDoubt = true };
            }
            if (await FtpFiles.Rename(session, part, path, calls, cancel) is not { } fault)
            {
                return null;
            }
            if (!FtpErrors.IsBreak(fault))
            {
                return fault;
            }
            // The word for it was lost: what lies there tells whether it was done.
            if ((await open(calls, cancel)).Failed(out _, out session)
                || ((await FtpFiles.Size(session, part, calls, cancel)).Failed(out var unknown, out var left) && unknown is not null)
                || (left is not null && tries > 0))
            {
                return fault with { InDoubt = true };
            }
            if (left is null)
            {
                return (await FtpFiles.Size(session, path, calls, cancel)).Failed(out unknown, out var named) && unknown is not null || named != source.Position ? fault with { InDoubt = true } : null;
            }
        }
    }
}
