using System.Diagnostics;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Ftp;

/// <summary>Fetches a file's bytes.</summary>
internal static class FtpRetr
{
    public static async Task<Outcome<long>> Read(FtpSession session, string path, Stream into, long most, GuardedConnect connect, Calls calls, CancellationToken cancel)
    {
        if ((await FtpData.Open(session, connect, calls, cancel)).Failed(out var closed, out var data))
        {
            return closed;
        }
        using (data)
        {
            if ((await session.Ask($"RETR {path}", calls, cancel)).Failed(out var lost, out var reply))
            {
                return lost;
            }
            if (!reply.IsBegun)
            {
                return FtpErrors.Of(reply, $"give {path}");
            }
            var startedAt = Stopwatch.GetTimestamp();
            var received = await data.Protect(cancel) is { } open ? open : await data.Receive(into, most, cancel);
            data.Dispose();
            if (received is Outcome<long>.Failure { Fault.Code: FtpData.TooLong })
            {
                session.GiveUp();
                return received;
            }
            calls.Add($"(the bytes of {path})", received.Match(bytes => $"{bytes:N0} bytes", fault => fault.Detail), status: null, startedAt);
            return (await session.Answer($"(after RETR {path})", calls, cancel)).Failed(out var silent, out var confirmed) ? silent
                : confirmed.IsDone ? received : FtpErrors.Of(confirmed, $"give {path}");
        }
    }
}
