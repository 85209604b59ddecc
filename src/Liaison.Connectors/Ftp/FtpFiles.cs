using System.Globalization;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Ftp;

/// <summary>What is said about files that lie on the server.</summary>
internal static class FtpFiles
{
    /// <returns>Null when there is no such file.</returns>
    public static async Task<Outcome<long?>> Size(FtpSession session, string path, Calls calls, CancellationToken cancel)
    {
        if ((await session.Ask($"SIZE {path}", calls, cancel)).Failed(out var fault, out var reply))
        {
            return fault;
        }
        return reply.Code == 213 && long.TryParse(reply.Said, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size
            // Servers say 550 for whatever they have no size of.
            : reply.Code == 550 ? (long?)null
            : FtpErrors.Of(reply, $"tell the size of {path}, without which no file can be called delivered");
    }

    /// <returns>The checksum by the server's own reckoning; null when it will not say it for this file.</returns>
    public static async Task<Outcome<string?>> Checksum(FtpSession session, string path, Calls calls, CancellationToken cancel)
    {
        if (session.Features.Checksum is not { } checksum)
        {
            return (string?)null;
        }
        return (await session.Ask($"{checksum.Command} {path}", calls, cancel, session.Place.Times.Close)).Failed(out var fault, out var reply) ? fault
            : reply.IsDone ? checksum.In(reply) : (string?)null;
    }

    /// <summary>Each folder of the path that is not there yet. Whether it worked shows when a file is put into it.</summary>
    public static async Task MakeFolders(FtpSession session, string folder, Calls calls, CancellationToken cancel)
    {
        for (var end = folder.IndexOf('/', 1); session.Alive; end = folder.IndexOf('/', end + 1))
        {
            await session.Ask($"MKD {(end < 0 ? folder : folder[..end])}", calls, cancel);
            if (end < 0)
            {
                return;
            }
        }
    }

    /// <summary>Gives a file its name; one that had it before is replaced.</summary>
    public static async Task<Fault?> Rename(FtpSession session, string from, string to, Calls calls, CancellationToken cancel)
    {
        var fault = await RenameOnce(session, from, to, calls, cancel);
        if (fault?.Code is not ("ftp-550" or "ftp-553" or "ftp-521" or "ftp-501") || (await Size(session, to, calls, cancel)).Failed(out _, out var before) || before is null)
        {
            return fault;
        }
        // Some rename onto no file that is there.
        return (await session.Ask($"DELE {to}", calls, cancel)).Failed(out var lost, out var deleted) ? lost
            : deleted.IsDone ? await RenameOnce(session, from, to, calls, cancel) : fault;
    }

    private static async Task<Fault?> RenameOnce(FtpSession session, string from, string to, Calls calls, CancellationToken cancel)
    {
        if ((await session.Ask($"RNFR {from}", calls, cancel)).Failed(out var fault, out var reply))
        {
            return fault;
        }
        if (!reply.IsHalf)
        {
            return FtpErrors.Of(reply, $"rename {from}");
        }
        return (await session.Ask($"RNTO {to}", calls, cancel)).Failed(out fault, out reply) ? fault
            : reply.IsDone ? null : FtpErrors.Of(reply, $"rename {from} to {to}");
    }
}
