namespace Liaison.Tests.Simulation;

/// <summary>A clock that jumps from one thing to the next. One thread does it all, so a seed gives the same story each time.</summary>
internal sealed class VirtualTime(DateTimeOffset start) : TimeProvider
{
    private readonly PriorityQueue<Action, (long At, long Order)> coming = new();
    private long order;

    public DateTimeOffset Now { get; private set; } = start;

    public override DateTimeOffset GetUtcNow() => Now;

    public void In(TimeSpan wait, Action what) => coming.Enqueue(what, ((Now + wait).UtcTicks, order++));

    public void At(DateTimeOffset when, Action what) => In(when > Now ? when - Now : TimeSpan.Zero, what);

    public Task Wait(TimeSpan wait)
    {
        var done = new TaskCompletionSource();
        In(wait, done.SetResult);
        return done.Task;
    }

    /// <summary>Runs a story on this thread.</summary>
    public T Run<T>(Func<T> story)
    {
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new OwnThread(this));
        try
        {
            return story();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    /// <returns>False when nothing more will ever happen.</returns>
    public bool Step()
    {
        if (!coming.TryDequeue(out var what, out var when))
        {
            return false;
        }
        Now = new DateTimeOffset(when.At, TimeSpan.Zero);
        what();
        return true;
    }

    /// <summary>What is awaited goes on here, and on no other thread.</summary>
    private sealed class OwnThread(VirtualTime time) : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => time.In(TimeSpan.Zero, () => d(state));
    }
}
