namespace Liaison.Connectors.Ftp;

/// <summary>A time limit that starts anew with every step forward, beside the caller's own cancellation.</summary>
internal sealed class FtpLimit : IDisposable
{
    private readonly TimeSpan length;
    private readonly CancellationTokenSource limit;
    private readonly CancellationTokenSource either;

    public FtpLimit(TimeSpan length, TimeProvider time, CancellationToken cancel)
    {
        this.length = length;
        limit = new CancellationTokenSource(length, time);
        either = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
    }

    public CancellationToken Token => either.Token;

    public void Restart() => limit.CancelAfter(length);

    public void Dispose()
    {
        either.Dispose();
        limit.Dispose();
    }
}
