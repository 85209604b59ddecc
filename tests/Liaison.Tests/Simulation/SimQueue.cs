using Liaison.Core.Deliveries;
using Liaison.Storage.Road;

namespace Liaison.Tests.Simulation;

/// <summary>The queue as the database keeps it: heads of lanes, leases, epochs. Its clock is its own, whatever the hubs' clocks say.</summary>
internal sealed class SimQueue(VirtualTime time)
{
    private readonly Dictionary<(string Subject, string Reference), (string Record, string? Version)> links = [];

    public List<Row> Rows { get; } = [];

    public bool Parked { get; set; }

    /// <summary>The longest that a delivery stood free and due while a hub could have taken it.</summary>
    public TimeSpan LongestHoldUp { get; private set; }

    public void Accept(Row row)
    {
        Rows.Add(row);
        Free();
    }

    public IReadOnlyList<ClaimedDelivery> ClaimDue(SimHub owner, int room, DateTimeOffset hubsNow)
    {
        var claimed = new List<ClaimedDelivery>();
        foreach (var row in Parked ? [] : Rows.Where(r => r.State == DeliveryState.Waiting && r.DueAt <= hubsNow && IsHead(r)).Take(room))
        {
            (row.State, row.Owner, row.Epoch, row.FirstTriedAt) = (DeliveryState.Running, owner, row.Epoch + 1, row.FirstTriedAt ?? hubsNow);
            var since = row.DueAt > row.FreeSince!.Value ? row.DueAt : row.FreeSince.Value;
            LongestHoldUp = time.Now - since > LongestHoldUp ? time.Now - since : LongestHoldUp;
            claimed.Add(row.Claim(links.TryGetValue((row.Delivery.Subject, row.Delivery.Draft.Reference), out var held) ? held : null));
        }
        return claimed;
    }

    /// <returns>False when somebody else holds it by now: nothing is changed then.</returns>
    public bool Save(AttemptResult result)
    {
        var row = Rows.Single(r => r.Seq == result.Claim.Seq);
        if (row.Epoch != result.Claim.Epoch || row.State != DeliveryState.Running)
        {
            return false;
        }
        (row.Steps, row.InDoubt) = (result.Steps, result.InDoubt);
        row.Attempts = result.Claim.Delivery.Attempts + (result.Transition?.CountsAttempt == false ? 0 : 1);
        foreach (var link in result.Links)
        {
            links[(link.Subject, link.Reference)] = (link.Record, link.Version);
        }
        if (result is { Finished: true, Transition: { } transition })
        {
            (row.State, row.DueAt, row.Fault, row.Owner) = (transition.State, transition.DueAt, transition.Fault, null);
            row.FreeSince = null;
            if (transition.ParksConnection)
            {
                Parked = true;
                Rows.ForEach(r => r.FreeSince = null);
            }
            Free();
        }
        return true;
    }

    /// <summary>Takes back what a hub held whose lease has run out.</summary>
    public void Recover(SimHub dead)
    {
        foreach (var row in Rows.Where(r => r.State == DeliveryState.Running && r.Owner == dead))
        {
            (row.State, row.Owner, row.InDoubt, row.FreeSince) = (DeliveryState.Waiting, null, true, null);
            row.DueAt = row.DueAt < time.Now ? row.DueAt : time.Now;
        }
        Free();
    }

    public void Free()
    {
        foreach (var row in Rows.Where(r => r.State == DeliveryState.Waiting && r.FreeSince is null && !Parked && IsHead(r)))
        {
            row.FreeSince = time.Now;
        }
    }

    private bool IsHead(Row row) => !Rows.Any(r => r.Delivery.Lane == row.Delivery.Lane && r.Seq < row.Seq && r.State.HoldsItsLane());
}
