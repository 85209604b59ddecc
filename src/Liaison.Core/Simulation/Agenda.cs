namespace Liaison.Core.Simulation;

/// <summary>What is to be done when, in simulated time; what is due at one instant is done in the order in which it was put down.</summary>
internal sealed class Agenda
{
    private readonly PriorityQueue<Action, (TimeSpan At, long Order)> entries = new();
    private long order;

    public TimeSpan Now { get; private set; }

    public void In(TimeSpan delay, Action what) => At(Now + delay, what);

    public void At(TimeSpan at, Action what) => entries.Enqueue(what, (at < Now ? Now : at, order++));

    /// <summary>Does the next thing that is due by then; false, with the clock at that time, when there is none.</summary>
    public bool Step(TimeSpan until)
    {
        if (entries.TryPeek(out _, out var next) && next.At <= until)
        {
            var what = entries.Dequeue();
            Now = next.At;
            what();
            return true;
        }
        Now = until;
        return false;
    }
}
