using Liaison.Core.Sessions;

namespace Liaison.Core.Statistics;

/// <summary>Counts one agent's part of a contact.</summary>
/// <param name="wrapsUp">Whether this agent is the one who wraps up.</param>
internal sealed class LegTally(Tally tally, Course course, CourseLeg leg, LegPlace place, bool wrapsUp)
{
    private readonly Series? own = tally.Of(place.Queue, leg.Agent);

    public void Add()
    {
        if (leg.OfferedAt is { } offered)
        {
            tally.Count(own, Measure.Rung, offered);
        }
        if (leg.AnsweredAt is not { } answered)
        {
            if (leg.EndedAt is { } over)
            {
                tally.Count(own, Measure.Missed, over);
            }
            return;
        }
        var end = tally.EndOf(leg, course);
        end = end < answered ? answered : end;
        var hold = Own(answered, end);
        if (course.Direction != Direction.Outbound && place.Queue is not null)
        {
            tally.Count(own, Measure.Answered, answered);
        }
        Direct(answered, end);
        if ((leg.EndedAt ?? course.EndedAt) is null)
        {
            return;
        }
        tally.Count(own, Measure.Handled, end);
        if (leg.TransferredTo is not null)
        {
            tally.Count(own, Measure.TransferredOut, end);
        }
        OfQueue(answered, end, hold);
    }

    /// <summary>The agent's own time, each second in its interval.</summary>
    /// <returns>Seconds on hold.</returns>
    private long Own(DateTimeOffset answered, DateTimeOffset end)
    {
        var (at, hold) = (answered, 0L);
        foreach (var one in course.Holds)
        {
            var (from, to) = (one.From < at ? at : one.From, one.To is { } told && told < end ? told : end);
            if (from < to)
            {
                tally.Spread(own, Measure.Talk, at, from);
                tally.Spread(own, Measure.Hold, from, to);
                hold += Tally.Second(to) - Tally.Second(from);
                at = to;
            }
        }
        tally.Spread(own, Measure.Talk, at, end);
        if (wrapsUp && WrapUp is { } wrapped)
        {
            tally.Spread(own, Measure.WrapUp, wrapped.From, wrapped.To);
        }
        return hold;
    }

    private void Direct(DateTimeOffset answered, DateTimeOffset end)
    {
        if (course.Direction == Direction.Outbound)
        {
            tally.Count(own, Measure.DirectOut, answered);
            tally.Spread(own, Measure.DirectOutTime, answered, end);
        }
        else if (place.Queue is null)
        {
            tally.Count(own, Measure.DirectIn, answered);
            tally.Spread(own, Measure.DirectInTime, answered, end);
        }
    }

    /// <summary>The queue's part: as a whole, for an average handling time is of contacts, not of seconds.</summary>
    private void OfQueue(DateTimeOffset answered, DateTimeOffset end, long hold)
    {
        if (place.Queue is null || course.Direction == Direction.Outbound)
        {
            return;
        }
        var queue = tally.Of(place.Queue, null);
        var at = tally.Attribution == Attribution.Arrival ? place.ArrivedAt : end;
        tally.Count(queue, Measure.Handled, at);
        tally.Count(queue, Measure.Talk, at, Tally.Second(end) - Tally.Second(answered) - hold);
        tally.Count(queue, Measure.Hold, at, hold);
        if (leg.TransferredTo is not null)
        {
            tally.Count(queue, Measure.TransferredOut, at);
        }
        if (wrapsUp && WrapUp is { } wrapped)
        {
            tally.Count(queue, Measure.WrapUp, tally.Attribution == Attribution.Arrival ? place.ArrivedAt : wrapped.To, Tally.Second(wrapped.To) - Tally.Second(wrapped.From));
        }
    }

    private (DateTimeOffset From, DateTimeOffset To)? WrapUp => course is { EndedAt: { } ended, WrapUpEndedAt: { } wrapped } && wrapped > ended ? (ended, wrapped) : null;
}
