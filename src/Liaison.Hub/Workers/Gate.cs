using System.Threading.Channels;
using Liaison.Core.Connecting;
using Liaison.Core.Feeds;
using Liaison.Storage.Road;

namespace Liaison.Hub.Workers;

/// <summary>One connection's gate: so many calls at once, none while the other system asked us to wait, and never more claimed than can soon be worked.</summary>
internal sealed class Gate : IDisposable
{
    private readonly Channel<ClaimedDelivery> queue = Channel.CreateUnbounded<ClaimedDelivery>();
    private readonly int most;
    private readonly SemaphoreSlim calling;
    private readonly SemaphoreSlim uploading;
    private readonly CancellationToken stop;
    private readonly TimeProvider time;
    private readonly Task work;
    private readonly SemaphoreSlim trial = new(1);
    private int held;
    private int files;
    private int trust;
    private int version;
    private bool wasParked;
    private long pausedUntil;

    /// <param name="atOnce">So many calls at once. A delivery whose outcome is being written down makes none: the next one calls meanwhile.</param>
    /// <param name="run">Works one delivery to the end; never throws.</param>
    /// <param name="stop">No new delivery is begun after it.</param>
    public Gate(int atOnce, TimeProvider time, Func<Gate, ClaimedDelivery, Task> run, Action roomMade, CancellationToken stop)
    {
        (this.time, this.stop, most, calling, uploading) = (time, stop, (atOnce * 4) + 64, new SemaphoreSlim(atOnce), new SemaphoreSlim(Math.Max(1, atOnce / 2)));
        work = Parallel.ForEachAsync(Queue(stop), new ParallelOptions { MaxDegreeOfParallelism = most }, async (claim, _) =>
        {
            await run(this, claim);
            if (IsFile(claim))
            {
                Interlocked.Decrement(ref files);
            }
            if (Interlocked.Decrement(ref held) <= most / 2)
            {
                roomMade();
            }
        });
    }

    /// <summary>How many more may be claimed now. Only worth asking the database for when a good part is free. Files take half of the room at most, so that a backlog of them holds up nothing else.</summary>
    public ClaimRoom Room => time.GetUtcNow().UtcTicks < Interlocked.Read(ref pausedUntil) ? ClaimRoom.None
        : new ClaimRoom(Math.Max(0, most - Volatile.Read(ref held)), Math.Max(0, (most / 2) - Volatile.Read(ref files)));

    /// <summary>Enough is at hand: asking for more now would only make small claims.</summary>
    public bool IsBusy => Volatile.Read(ref held) > most / 2;

    public void Add(ClaimedDelivery claim)
    {
        Interlocked.Increment(ref held);
        if (IsFile(claim))
        {
            Interlocked.Increment(ref files);
        }
        queue.Writer.TryWrite(claim);
    }

    private static bool IsFile(ClaimedDelivery claim) => claim.Delivery.Draft.Reference == FeedDelivery.FileReference;

    /// <summary>The other system asked us to wait so long; nothing is sent before.</summary>
    public void Pause(TimeSpan wait) => Interlocked.Exchange(ref pausedUntil, (time.GetUtcNow() + wait).UtcTicks);

    /// <summary>
    /// Enters for one delivery. Until credentials have proved good, one enters at a time, and after a refusal nobody: a wrong password is tried once,
    /// so that no account is locked by us.
    /// </summary>
    /// <returns>What to dispose when done; null when the connection has been refused and the delivery must go back.</returns>
    public async Task<IDisposable?> Enter()
    {
        if (Volatile.Read(ref trust) == Trust.Proven)
        {
            return Pass.Free;
        }
        await trial.WaitAsync();
        if (Volatile.Read(ref trust) == Trust.Refused)
        {
            trial.Release();
            return null;
        }
        return new Pass(trial);
    }

    /// <summary>Waits for its turn to call the other system.</summary>
    /// <param name="uploads">Whether it brings a file, which may take minutes: such calls are half of all at most, so that events do not wait for them.</param>
    /// <returns>What to dispose after the calls; null when there is to be none: the hub stops, or the connection was refused meanwhile.</returns>
    public async Task<IDisposable?> Call(bool uploads = false)
    {
        if (!uploads)
        {
            return await Turn(null);
        }
        try
        {
            await uploading.WaitAsync(stop);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        if (await Turn(uploading) is { } turn)
        {
            return turn;
        }
        uploading.Release();
        return null;
    }

    private async Task<IDisposable?> Turn(SemaphoreSlim? also)
    {
        try
        {
            await calling.WaitAsync(stop);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        try
        {
            for (var wait = Paused(); wait > TimeSpan.Zero; wait = Paused())
            {
                await Task.Delay(wait, time, stop);
            }
            if (Volatile.Read(ref trust) != Trust.Refused)
            {
                return new Pass(calling, also);
            }
        }
        catch (OperationCanceledException)
        {
            // The hub stops while the other system wants to be left alone.
        }
        calling.Release();
        return null;
    }

    public void Proved() => Interlocked.CompareExchange(ref trust, Trust.Proven, Trust.Unknown);

    public void Refused() => Volatile.Write(ref trust, Trust.Refused);

    /// <summary>Tells the gate how its connection stands: after a change of settings, or when it is no longer parked, it is tried anew.</summary>
    public void Know(Connection connection)
    {
        if (connection.Version != version || (wasParked && connection.Parked is null))
        {
            version = connection.Version;
            Volatile.Write(ref trust, Trust.Unknown);
        }
        wasParked = connection.Parked is not null;
    }

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

    public void Dispose()
    {
        trial.Dispose();
        calling.Dispose();
        uploading.Dispose();
    }

    private static class Trust
    {
        public const int Unknown = 0;
        public const int Proven = 1;
        public const int Refused = 2;
    }

    private sealed class Pass(SemaphoreSlim? turn, SemaphoreSlim? also = null) : IDisposable
    {
        public static readonly Pass Free = new(null);

        public void Dispose()
        {
            turn?.Release();
            also?.Release();
        }
    }
}
