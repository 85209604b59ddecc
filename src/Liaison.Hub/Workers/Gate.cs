using System.Threading.Channels;
using Liaison.Core.Connecting;
using Liaison.Storage.Road;

namespace Liaison.Hub.Workers;

/// <summary>One connection's gate: so many calls at once, none while the other system asked us to wait, and never more claimed than can soon be worked.</summary>
internal sealed class Gate
{
    private readonly Channel<ClaimedDelivery> queue = Channel.CreateUnbounded<ClaimedDelivery>();
    private readonly int atOnce;
    private readonly int most;
    private readonly TimeProvider time;
    private readonly Task work;
    private int held;
    private long pausedUntil;

    /// <param name="run">Works one delivery to the end; never throws.</param>
    /// <param name="stop">No new delivery is begun after it.</param>
    public Gate(int atOnce, TimeProvider time, Func<Gate, ClaimedDelivery, Task> run, Action roomMade, CancellationToken stop)
    {
        (this.atOnce, this.time, most) = (atOnce, time, atOnce * 8);
        work = Parallel.ForEachAsync(Queue(stop), new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (claim, _) =>
        {
            await run(this, claim);
            if (Interlocked.Decrement(ref held) <= atOnce * 2)
            {
                roomMade();
            }
        });
    }

    /// <summary>How many more may be claimed now. Only worth asking the database for when a good part is free.</summary>
    public int Room => time.GetUtcNow().UtcTicks < Interlocked.Read(ref pausedUntil) ? 0 : Math.Max(0, most - Volatile.Read(ref held));

    /// <summary>Enough is at hand: asking for more now would only make small claims.</summary>
    public bool IsBusy => Volatile.Read(ref held) > atOnce * 2;

    public void Add(ClaimedDelivery claim)
    {
        Interlocked.Increment(ref held);
        queue.Writer.TryWrite(claim);
    }

    /// <summary>The other system asked us to wait so long; nothing is sent before.</summary>
    public void Pause(TimeSpan wait) => Interlocked.Exchange(ref pausedUntil, (time.GetUtcNow() + wait).UtcTicks);

    /// <summary>Lets what is under way end, and gives what was not begun.</summary>
    public async Task<IReadOnlyList<ClaimedDelivery>> Drain()
    {
        queue.Writer.TryComplete();
        await work;
        var unstarted = new List<ClaimedDelivery>();
        while (queue.Reader.TryRead(out var claim))
        {
            unstarted.Add(claim);
        }
        return unstarted;
    }

    /// <summary>What a connector may do at once, whatever it declares, lies between one and this.</summary>
    public static int Bounded(ConnectorDeclaration connector) => Math.Clamp(connector.Concurrency, 1, 64);

    private async IAsyncEnumerable<ClaimedDelivery> Queue([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            ClaimedDelivery? next;
            try
            {
                if (!await queue.Reader.WaitToReadAsync(stop))
                {
                    yield break;
                }
                for (var wait = Paused(); wait > TimeSpan.Zero; wait = Paused())
                {
                    await Task.Delay(wait, time, stop);
                }
            }
            catch (OperationCanceledException)
            {
                yield break;
            }
            while (!stop.IsCancellationRequested && Paused() <= TimeSpan.Zero && queue.Reader.TryRead(out next))
            {
                yield return next;
            }
        }
    }

    private TimeSpan Paused() => TimeSpan.FromTicks(Interlocked.Read(ref pausedUntil) - time.GetUtcNow().UtcTicks);
}
