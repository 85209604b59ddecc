namespace Liaison.Core.Sessions;

/// <summary>What a list says of a contact in one word, told from its facts.</summary>
internal static class SessionStatus
{
    public static string Of(Session session) => session switch
    {
        { Outcome: { Length: > 0 } told } => told,
        { Channel: Channel.Offline, ChannelKnown: true } => "message",
        { EndedAt: not null } when session.Interactions.Any(i => i.AnsweredAt is not null) || session.AnsweredAt is not null => "answered",
        // A written conversation has no bell to miss.
        { EndedAt: not null, Channel: Channel.Inbox } => "ended",
        { EndedAt: not null } => session.Interactions.Count > 0 ? "missed" : "abandoned",
        _ when session.Interactions.Any(i => i.AnsweredAt is not null) || session.AnsweredAt is not null => "inProgress",
        _ => session.Interactions.Count > 0 ? "ringing" : "waiting",
    };
}
