namespace Liaison.Hub.Road;

/// <summary>Wakes a loop that waits for something to do. Many knocks before it looks are one.</summary>
public sealed class Signal : IDisposable
{
    private readonly SemaphoreSlim knocked = new(0, 1);

    public void Set()
    {
        try
        {
            knocked.Release();
        }
        catch (SemaphoreFullException)
        {
            // It was already knocked at: one look serves both.
        }
    }

    /// <summary>Returns at the next knock, or when so much time has passed.</summary>
    public Task Wait(TimeSpan atMost, CancellationToken cancel) => knocked.WaitAsync(atMost, cancel);

    public void Dispose() => knocked.Dispose();
}
