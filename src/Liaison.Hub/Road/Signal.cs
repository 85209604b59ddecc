namespace Liaison.Hub.Road;

/// <summary>Wakes a loop that waits for something to do. Many knocks before it looks are one, and cost next to nothing.</summary>
public sealed class Signal : IDisposable
{
    private readonly SemaphoreSlim knocked = new(0, 1);
    private int isKnocked;

    public void Set()
    {
        // Knocked at thousands of times a second: whoever comes second leaves at once, without an exception.
        if (Volatile.Read(ref isKnocked) == 0 && Interlocked.Exchange(ref isKnocked, 1) == 0)
        {
            knocked.Release();
        }
    }

    /// <summary>Returns at the next knock, or when so much time has passed. For one loop only.</summary>
    public async Task Wait(TimeSpan atMost, CancellationToken cancel)
    {
        if (await knocked.WaitAsync(atMost, cancel))
        {
            // Before the look, so that a knock during it is not missed.
            Volatile.Write(ref isKnocked, 0);
        }
    }

    public void Dispose() => knocked.Dispose();
}
