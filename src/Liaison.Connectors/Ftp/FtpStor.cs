using System.Diagnostics;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;

namespace Liaison.Connectors.Ftp;

/// <summary>One go at bringing a file's bytes, from some byte on.</summary>
internal sealed class FtpStor(string path, FtpSource source, GuardedConnect connect)
{
    /// <summary>The code of a fault that says: not from there, but from the start perhaps.</summary>
    public const string NoResume = "resume";

    /// <summary>The code of a fault that says: the connection was not known for ours; log in again.</summary>
    public const string Mistaken = "tls-session";

    /// <summary>Whether the server ever began to take bytes.</summary>
    public bool Begun { get; private set; }

    /// <returns>Null when the server says that it has all of it.</returns>
    public async Task<Fault?> Send(FtpSession session, long from, Calls calls, CancellationToken cancel)
    {
        var fault = await Once(session, from, calls, cancel);
        if (fault?.Code is not ("ftp-550" or "ftp-553" or "ftp-450") || Begun || path.LastIndexOf('/') is not (> 0 and var end))
        {
            return fault;
        }
        // Perhaps only the folder is missing: servers do not say it in one way.
        await FtpFiles.MakeFolders(session, path[..end], calls, cancel);
        return session.Alive ? await Once(session, from, calls, cancel) : fault;
    }

    private async Task<Fault?> Once(FtpSession session, long from, Calls calls, CancellationToken cancel)
    {
        if ((await FtpData.Open(session, connect, calls, cancel)).Failed(out var closed, out var data))
        {
            return closed;
        }
        using (data)
        {
            if (from > 0 && await From(session, from, calls, cancel) is { } refused)
            {
                return refused;
            }
            if ((await session.Ask($"STOR {path}", calls, cancel)).Failed(out var lost, out var reply))
            {
                return lost;
            }
            if (!reply.IsBegun)
            {
                var fault = FtpErrors.Of(reply, $"take {path}");
                return from > 0 ? fault with { Code = NoResume } : fault;
            }
            Begun = true;
            return await Pump(session, data, from, calls, cancel);
        }
    }

    private static async Task<Fault?> From(FtpSession session, long from, Calls calls, CancellationToken cancel) =>
        (await session.Ask($"REST {from}", calls, cancel)).Failed(out var broken, out var reply) ? broken
            : reply.IsHalf ? null : FtpErrors.Of(reply, "go on with a file") with { Code = NoResume };

    private async Task<Fault?> Pump(FtpSession session, FtpData data, long from, Calls calls, CancellationToken cancel)
    {
        var startedAt = Stopwatch.GetTimestamp();
        var unsent = await data.Protect(cancel) ?? await data.Send(source, cancel);
        calls.Add($"({source.Position - from:N0} bytes of {path}, from byte {from:N0})", unsent?.Detail, status: null, startedAt);
        data.Dispose();
        if (unsent?.Code == FtpSource.Unreadable)
        {
            // The server may take the end of our bytes for the end of the file and go on talking.
            session.GiveUp();
            return unsent;
        }
        if ((await session.Answer($"(after STOR {path})", calls, cancel, unsent is null ? session.Place.Times.Close : session.Place.Times.Reply)).Failed(out var silent, out var reply))
        {
            return silent;
        }
        if (!reply.IsDone)
        {
            // The server's word for what went wrong says more than the broken connection does.
            var fault = FtpErrors.Of(reply, $"take {path}");
            session.Torn |= fault.Code == "ftp-426";
            return session.Mistaken(fault) ? fault with { Code = Mistaken } : fault;
        }
        session.Torn |= unsent is not null;
        return unsent;
    }
}
