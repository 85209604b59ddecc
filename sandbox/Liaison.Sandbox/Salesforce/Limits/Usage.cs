namespace Liaison.Sandbox.Salesforce.Limits;

/// <summary>API requests of the last 24 hours, hour by hour. A composite is one.</summary>
public sealed class Usage(TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Queue<(long Hour, long Count)> hours = new();
    private long current;
    private long count;
    private long earlier;

    public long Used
    {
        get
        {
            lock (gate)
            {
                Turn();
                return earlier + count;
            }
        }
    }

    public void Add()
    {
        lock (gate)
        {
            Turn();
            count++;
        }
    }

    public long Left(long max) => Math.Max(0, max - Used);

    public void Clear()
    {
        lock (gate)
        {
            hours.Clear();
            count = earlier = 0;
        }
    }

    private void Turn()
    {
        var hour = time.GetUtcNow().ToUnixTimeSeconds() / 3600;
        if (hour == current)
        {
            return;
        }

        hours.Enqueue((current, count));
        earlier += count;
        (current, count) = (hour, 0);
        while (hours.TryPeek(out var oldest) && oldest.Hour <= hour - 24)
        {
            earlier -= hours.Dequeue().Count;
        }
    }
}
