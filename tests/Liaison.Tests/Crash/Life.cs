namespace Liaison.Tests.Crash;

/// <summary>
/// The life of one hub process, which ends at a chosen point: what asks the database or another system, and what waits for their answers, passes a point each time. After its end
/// nothing that it sends arrives anywhere, and no answer reaches it: for all others it is a process that was killed. It is also that process's clock.
/// </summary>
internal sealed class Life(TimeSpan skew = default) : TimeProvider, IDisposable
{
    private readonly CancellationTokenSource end = new();
    private TaskCompletionSource? standing;
    private int passed;
    private int last = int.MaxValue;

    public CancellationToken End => end.Token;

    public bool IsOver => end.IsCancellationRequested;

    /// <summary>At which point it ended.</summary>
    public string? EndedAt { get; private set; }

    public int Passed => Volatile.Read(ref passed);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + skew;

    /// <summary>From now on points are counted; the one of this number is the last.</summary>
    public void EndAt(int point)
    {
        Volatile.Write(ref passed, 0);
        Volatile.Write(ref last, point);
    }

    /// <summary>Nothing goes in or out until <see cref="GoOn"/>.</summary>
    public void StandStill() => standing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void GoOn()
    {
        var was = standing;
        standing = null;
        was?.SetResult();
    }

    /// <summary>False when the process does not live to see it.</summary>
    public async Task<bool> Passes(string point)
    {
        await (standing?.Task ?? Task.CompletedTask).WaitAsync(End).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (IsOver)
        {
            return false;
        }
        if (Interlocked.Increment(ref passed) == Volatile.Read(ref last))
        {
            EndedAt = point;
            await end.CancelAsync();
            return false;
        }
        return true;
    }

    public void Dispose() => end.Dispose();
}
