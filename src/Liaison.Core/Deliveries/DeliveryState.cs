namespace Liaison.Core.Deliveries;

/// <summary>Where a delivery stands. The numbers are stored.</summary>
public enum DeliveryState
{
    Waiting = 0,
    Running = 1,
    Parked = 2,
    Delivered = 3,
    Failed = 4,
    Dead = 5,
    Cancelled = 6,
}

public static class DeliveryStates
{
    /// <summary>Later deliveries of the same lane wait for one in such a state.</summary>
    public static bool HoldsItsLane(this DeliveryState state) => state is DeliveryState.Waiting or DeliveryState.Running or DeliveryState.Parked;

    /// <summary>Nothing more happens by itself; a person may replay it.</summary>
    public static bool HasEnded(this DeliveryState state) => state >= DeliveryState.Delivered;
}
