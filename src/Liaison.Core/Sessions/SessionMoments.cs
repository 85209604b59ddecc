using Liaison.Core.Memorialisation;

namespace Liaison.Core.Sessions;

/// <summary>The moments of a session that have come by now. They are kept with it, so that each comes once, whatever arrives late.</summary>
[Flags]
public enum PastMoments
{
    None = 0,
    Started = 1,
    Ended = 2,
    OfflineMessageReceived = 4,
}

public static class SessionMoments
{
    /// <summary>Which moments come with a session as it stands now. Nothing comes before the channel is known: what is to be done depends on it.</summary>
    /// <remarks>An end that arrives first counts at once; a start that arrives after it is a change of a session that has ended.</remarks>
    public static (IReadOnlyList<Moment> Moments, PastMoments Past) Of(Session after, PastMoments past)
    {
        var moments = new List<Moment>(2);
        if (!after.ChannelKnown || past.HasFlag(PastMoments.OfflineMessageReceived))
        {
            return (moments, past);
        }
        if (after.Channel == Channel.Offline)
        {
            if (after.StartedAt is not null && past == PastMoments.None)
            {
                moments.Add(Moment.OfflineMessageReceived);
                past |= PastMoments.OfflineMessageReceived;
            }
            return (moments, past);
        }
        if (after.StartedAt is not null && past == PastMoments.None)
        {
            moments.Add(Moment.Started);
            past |= PastMoments.Started;
        }
        if (after.EndedAt is not null && !past.HasFlag(PastMoments.Ended))
        {
            moments.Add(Moment.Ended);
            past |= PastMoments.Ended;
        }
        return (moments, past);
    }

    /// <summary>Whether the end, or the whole message, had been told of.</summary>
    public static bool IsOver(this PastMoments past) => past.HasFlag(PastMoments.Ended) || past.HasFlag(PastMoments.OfflineMessageReceived);
}
