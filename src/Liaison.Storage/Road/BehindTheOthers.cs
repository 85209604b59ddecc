using System.Runtime.CompilerServices;

namespace Liaison.Storage.Road;

/// <summary>Awaiting it lets everything go first that is ready to run just now. Idle, that is nothing and costs nothing; under load, batches become larger without a timer.</summary>
public readonly struct BehindTheOthers : ICriticalNotifyCompletion
{
    public bool IsCompleted => false;

    public BehindTheOthers GetAwaiter() => this;

    public void GetResult()
    {
        // There is nothing to get.
    }

    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    // Into the pool's common queue, which is looked into after a thread's own: those just released stand there.
    public void UnsafeOnCompleted(Action continuation) => ThreadPool.UnsafeQueueUserWorkItem(static next => next(), continuation, preferLocal: false);
}
