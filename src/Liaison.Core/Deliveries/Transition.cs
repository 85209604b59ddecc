namespace Liaison.Core.Deliveries;

/// <summary>What becomes of a delivery after an attempt.</summary>
/// <param name="DueAt">When a waiting delivery is tried again.</param>
/// <param name="CountsAttempt">Whether the try is one of the ten: a parked connection burns none.</param>
/// <param name="ParksConnection">Whether the whole connection is to stand still.</param>
public sealed record Transition(DeliveryState State, DateTimeOffset DueAt, Fault? Fault, bool CountsAttempt = true, bool ParksConnection = false)
{
    /// <param name="attempts">Attempts made, this one included.</param>
    /// <param name="chance">From 0 up to 1.</param>
    public static Transition After(Fault? fault, int attempts, RetrySchedule schedule, DateTimeOffset now, double chance)
    {
        if (fault is null)
        {
            return new Transition(DeliveryState.Delivered, now, null);
        }
        if (fault.WaitFor is not null)
        {
            return new Transition(DeliveryState.Waiting, now, fault, CountsAttempt: false);
        }
        return fault.Verdict switch
        {
            Verdict.Fail => new Transition(DeliveryState.Failed, now, fault),
            Verdict.Park => new Transition(DeliveryState.Parked, now, fault),
            Verdict.ParkConnection => new Transition(DeliveryState.Waiting, now, fault, CountsAttempt: false, ParksConnection: true),
            _ => schedule.WaitAfter(attempts, fault.RetryAfter, chance) is { } wait
                ? new Transition(DeliveryState.Waiting, now + wait, fault)
                : new Transition(DeliveryState.Dead, now, fault),
        };
    }
}
