namespace Liaison.Connectors.Http;

/// <summary>Lets one caller through at a time; the others wait, each on its own cancellation.</summary>
// The semaphore holds nothing to dispose of: its wait handle, the only such thing, is never asked for.
#pragma warning disable CA1001
public sealed class Turnstile
#pragma warning restore CA1001
{
    private readonly SemaphoreSlim gate = new(1, 1);

    public async Task<T> Through<T>(Func<Task<T>> work, CancellationToken cancel)
    {
        await gate.WaitAsync(cancel);
        try
        {
            return await work();
        }
        finally
        {
            gate.Release();
        }
    }
}
