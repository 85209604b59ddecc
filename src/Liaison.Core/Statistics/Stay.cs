using Liaison.Core.Sessions;

namespace Liaison.Core.Statistics;

/// <summary>How a stay in a queue ended.</summary>
public enum StayEnd
{
    /// <summary>It goes on.</summary>
    Open = 0,
    Answered = 1,

    /// <summary>The customer gave up, or nobody took it.</summary>
    Abandoned = 2,

    /// <summary>It went to another queue before anybody took it.</summary>
    MovedOn = 3,

    /// <summary>It ended in the source's own words: a message was left, a machine answered.</summary>
    Other = 4,
}

/// <summary>One stay of a contact in one queue.</summary>
/// <param name="MovedIn">Whether it came from another queue.</param>
/// <param name="EndedAt">Null while it goes on.</param>
public sealed record Stay(string Queue, DateTimeOffset EnteredAt, bool MovedIn, StayEnd End, DateTimeOffset? EndedAt)
{
    /// <summary>The stays of a contact in queues, and to which queue each leg belongs.</summary>
    /// <param name="again">Whether a contact that an agent passes on counts again in the queue that it goes to.</param>
    public static (IReadOnlyList<Stay> Stays, IReadOnlyList<LegPlace> Legs) Of(Course course, bool again) => new StayReader(course, again).Read();
}

/// <summary>Where a leg belongs.</summary>
/// <param name="Queue">Null for a contact that came by no queue.</param>
/// <param name="ArrivedAt">When the contact came into that queue, or else when it began.</param>
public readonly record struct LegPlace(string? Queue, DateTimeOffset ArrivedAt);

/// <summary>Walks along a contact's legs, in their order.</summary>
internal sealed class StayReader(Course course, bool again)
{
    private readonly List<Stay> stays = new(1);
    private readonly List<LegPlace> places = new(course.Legs.Count);
    private Stay? open;
    private LegPlace here = new(null, course.BeganAt);

    public (IReadOnlyList<Stay>, IReadOnlyList<LegPlace>) Read()
    {
        // What we began never waited for us; a message left offline waits in no queue.
        var waits = course.Direction != Direction.Outbound && course.Channel != Channel.Offline;
        if (FirstQueue() is { } first)
        {
            Enter(waits, first, course.BeganAt, movedIn: false);
        }
        for (var at = 0; at < course.Legs.Count; at++)
        {
            Walk(course.Legs[at], at, waits);
        }
        if (open is not null)
        {
            Close(course.EndedAt is null ? StayEnd.Open : GaveUp() ? StayEnd.Abandoned : StayEnd.Other, course.EndedAt);
        }
        return (stays, places);
    }

    private void Walk(CourseLeg leg, int at, bool waits)
    {
        var came = leg.OfferedAt ?? leg.AnsweredAt ?? leg.EndedAt ?? here.ArrivedAt;
        if (leg.Queue is { } queue && queue != here.Queue)
        {
            Move(waits, queue, came, fromQueue: stays.Count > 0 || open is not null);
        }
        places.Add(here);
        if (leg.AnsweredAt is { } answered)
        {
            Close(StayEnd.Answered, answered);
        }
        if (leg.TransferredTo is { } to && IsQueue(to, at))
        {
            Move(waits, to, leg.EndedAt ?? leg.AnsweredAt ?? came, fromQueue: true);
        }
    }

    private void Move(bool waits, string queue, DateTimeOffset at, bool fromQueue)
    {
        // Somebody who still waits goes on waiting, whether or not transfers count.
        var stillWaits = open is not null || !fromQueue;
        Close(StayEnd.MovedOn, at);
        Enter(waits && (again || stillWaits), queue, at, fromQueue);
    }

    private void Enter(bool waits, string queue, DateTimeOffset at, bool movedIn)
    {
        here = new LegPlace(queue, at);
        open = waits ? new Stay(queue, at, movedIn, StayEnd.Open, null) : null;
    }

    private void Close(StayEnd end, DateTimeOffset? at)
    {
        if (open is { } stay)
        {
            stays.Add(stay with { End = end, EndedAt = at < stay.EnteredAt ? stay.EnteredAt : at });
            open = null;
        }
    }

    /// <summary>The queue told with the contact is the last one it was passed on to; where it began, the first leg says, if anything does.</summary>
    private string? FirstQueue() => course.Legs.Count > 0 && course.Legs[0].Queue is { } first ? first
        : course.Legs.Any(l => l.TransferredTo is { } to && to == course.Queue) ? null
        : course.Queue;

    private bool IsQueue(string name, int after) => name == course.Queue || course.Legs.Skip(after + 1).Any(l => l.Queue == name);

    // A written conversation that somebody closed unanswered was not given up by the customer.
    private bool GaveUp() => course.Channel != Channel.Inbox && course.Outcome is null or "abandoned" or "missed";
}
