namespace Liaison.Hub.Road;

/// <summary>What wakes the claimer: work accepted or finished here, a notification from another process, a changed setting.</summary>
public sealed class WakeUp : IDisposable
{
    private long nextDue = long.MaxValue;

    public Signal Work { get; } = new();

    /// <summary>Something will fall due then; the claimer sleeps no longer.</summary>
    public void At(DateTimeOffset due)
    {
        for (var known = Interlocked.Read(ref nextDue); due.UtcTicks < known; known = Interlocked.Read(ref nextDue))
        {
            if (Interlocked.CompareExchange(ref nextDue, due.UtcTicks, known) == known)
            {
                return;
            }
        }
    }

    /// <summary>How long to sleep at most, and forgets what it told: whoever is still waiting then is looked for in the database.</summary>
    public TimeSpan Patience(DateTimeOffset now, TimeSpan most)
    {
        var due = Interlocked.Exchange(ref nextDue, long.MaxValue);
        var wait = due == long.MaxValue ? most : TimeSpan.FromTicks(Math.Max(0, due - now.UtcTicks)) + TimeSpan.FromMilliseconds(1);
        if (due != long.MaxValue && wait > most)
        {
            At(new DateTimeOffset(due, TimeSpan.Zero));
        }
        return wait < most ? wait : most;
    }

    public void Dispose() => Work.Dispose();
}
