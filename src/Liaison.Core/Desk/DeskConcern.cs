using Liaison.Core.Sessions;

namespace Liaison.Core.Desk;

/// <summary>Whether a change of a session is any desk's business: histories that are told afterwards are not.</summary>
public static class DeskConcern
{
    private static readonly TimeSpan Live = TimeSpan.FromDays(3);
    private static readonly TimeSpan JustOver = TimeSpan.FromHours(1);

    public static bool Is(Session after, DeskSettings settings, DateTimeOffset now)
    {
        if (after.EndedAt < now - JustOver && after.Interactions.All(i => !(i.OfferedAt > after.EndedAt)))
        {
            return false;
        }
        return after.Interactions.Any(i => (i.AnsweredAt ?? i.OfferedAt) > now - Live)
            || (after.Interactions.Count == 0 && after.BeganAt > now - Live && settings.Queue(after.Queue) is { Routed: true });
    }

    /// <summary>Whether a session that nobody has been offered yet is to wait for one of our agents.</summary>
    public static bool Waits(Session session, DeskSettings settings) =>
        session is { EndedAt: null, Interactions.Count: 0, Direction: not Direction.Outbound } && session.Channel != Channel.Offline && session.ChannelKnown && settings.Queue(session.Queue) is { Routed: true };
}
