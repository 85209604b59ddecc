namespace Liaison.Sandbox.Confirm.Agent;

/// <summary>Changes waiting to be told, in the order in which they happened. An enquiry's later change never overtakes an earlier one.</summary>
public sealed class PushQueue
{
    private readonly Lock gate = new();
    private readonly List<Push> waiting = [];

    public int Count
    {
        get
        {
            lock (gate)
            {
                return waiting.Count;
            }
        }
    }

    public void Add(Push push)
    {
        lock (gate)
        {
            waiting.Add(push);
        }
    }

    /// <summary>What may go now: due, and with nothing of the same enquiry held back before it.</summary>
    public List<Push> Due(DateTimeOffset now)
    {
        lock (gate)
        {
            var heldBack = new HashSet<int>();
            var due = new List<Push>();
            foreach (var push in waiting)
            {
                if (push.Due > now || heldBack.Contains(push.Enquiry.Number))
                {
                    heldBack.Add(push.Enquiry.Number);
                }
                else
                {
                    due.Add(push);
                }
            }

            return due;
        }
    }

    public void Remove(IReadOnlyCollection<Push> done)
    {
        var set = done.ToHashSet();
        lock (gate)
        {
            waiting.RemoveAll(set.Contains);
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            waiting.Clear();
        }
    }
}
