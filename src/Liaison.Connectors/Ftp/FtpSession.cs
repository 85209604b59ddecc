using System.Diagnostics;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Ftp;

/// <summary>One login: the control connection, and what the server can do. Each command is noted for the attempt.</summary>
internal sealed class FtpSession(FtpPlace place, FtpWire wire, FtpTls tls, Redaction redaction, TimeProvider time) : IDisposable
{
    public FtpPlace Place => place;

    public FtpWire Wire => wire;

    public FtpTls Tls => tls;

    public Redaction Redaction => redaction;

    public TimeProvider Time => time;

    public string Welcome { get; set; } = "";

    public FtpFeatures Features { get; set; } = FtpFeatures.None;

    /// <summary>Whether EPSV is understood; servers that are very old know only PASV.</summary>
    public bool Extended { get; set; } = true;

    /// <summary>False when the dialogue can no longer be trusted: open another one.</summary>
    public bool Alive { get; private set; } = true;

    /// <summary>When it was last heard of, as <see cref="TimeProvider.GetTimestamp"/> tells it.</summary>
    public long HeardAt { get; private set; } = time.GetTimestamp();

    public Task<Outcome<FtpReply>> Ask(string command, Calls calls, CancellationToken cancel, TimeSpan? within = null, string? shown = null) =>
        Exchange(shown ?? command, token => wire.Ask(command, token), calls, within ?? place.Times.Reply, cancel);

    /// <summary>The answer to something that is under way.</summary>
    public Task<Outcome<FtpReply>> Answer(string after, Calls calls, CancellationToken cancel, TimeSpan? within = null) =>
        Exchange(after, wire.Answer, calls, within ?? place.Times.Reply, cancel);

    /// <summary>The last answer that came.</summary>
    public FtpReply? Last { get; private set; }

    /// <summary>
    /// Whether the server took a file's connection for somebody else's, because it did not resume the TLS session that the server expects. Then nothing moved, and
    /// a new login may do better.
    /// </summary>
    public bool Mistaken(Fault fault)
    {
        if (wire.Tls is null || fault.Code is not ("ftp-522" or "ftp-425"))
        {
            return false;
        }
        Alive = false;
        if (!Torn)
        {
            tls.GoBack();
        }
        return true;
    }

    /// <summary>A file's connection broke in this login, and with it perhaps the ticket by which the next one would have been known.</summary>
    public bool Torn { get; set; }

    public void GiveUp() => Alive = false;

    public void Dispose() => wire.Dispose();

    private async Task<Outcome<FtpReply>> Exchange(string request, Func<CancellationToken, Task<FtpReply>> exchange, Calls calls, TimeSpan within, CancellationToken cancel)
    {
        var startedAt = Stopwatch.GetTimestamp();
        using var limit = new CancellationTokenSource(within, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        (int? status, string? response) = (null, null);
        try
        {
            var reply = await exchange(either.Token);
            (status, response) = (reply.Code, reply.ToString());
            Last = reply;
            HeardAt = time.GetTimestamp();
            if (reply.Code != 421)
            {
                return reply;
            }
            Alive = false;
            return FtpErrors.Of(reply, request);
        }
        catch (Exception broken) when (FtpErrors.IsWeather(broken))
        {
            // Half a command or half an answer may be on the line.
            Alive = false;
            response ??= $"({broken.GetType().Name})";
            cancel.ThrowIfCancellationRequested();
            return FtpErrors.Of(broken, place, redaction);
        }
        finally
        {
            calls.Add(redaction.Apply(request), response is null ? null : redaction.Apply(response), status, startedAt);
        }
    }
}
