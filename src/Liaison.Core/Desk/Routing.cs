using Liaison.Core.Sessions;
using Liaison.Core.Shared;

namespace Liaison.Core.Desk;

/// <summary>A contact that waits for one of our agents.</summary>
/// <param name="For">The one user who is meant; null: anybody who serves the queue.</param>
/// <param name="Tried">Users who were offered it and did not take it.</param>
/// <param name="TriedAt">When the last of them did not.</param>
public sealed record WaitingContact(
    Id<Session> Session, string? Queue, int Priority, IReadOnlyList<string> Skills, DateTimeOffset Since, string? For, IReadOnlyList<string> Tried, DateTimeOffset? TriedAt);

/// <summary>An agent as routing sees them.</summary>
public sealed record AgentOnFloor(string User, string Email, Presence Presence, bool HasOffer, DateTimeOffset IdleSince);

/// <param name="Emergency">To the default user, because there is nobody else.</param>
public sealed record Assignment(Id<Session> Session, string User, bool Emergency);

/// <summary>Who is offered what. Of contacts, the one with the highest priority and then the one that waits longest; of agents, the one who has been idle longest.</summary>
public static class Routing
{
    /// <summary>When everybody who is there let it pass, they are asked again after this.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    public static IReadOnlyList<Assignment> Choose(IReadOnlyList<WaitingContact> waiting, IReadOnlyList<AgentOnFloor> floor, DeskSettings settings, DateTimeOffset now)
    {
        var (chosen, taken) = (new List<Assignment>(), new HashSet<string>(StringComparer.Ordinal));
        var idle = floor.Where(a => a is { Presence: Presence.InQueue, HasOffer: false } && Seats.Has(settings, a.Email)).OrderBy(a => a.IdleSince).ThenBy(a => a.User, StringComparer.Ordinal).ToList();
        foreach (var contact in waiting.Select(w => w.TriedAt + Pause <= now ? w with { Tried = [] } : w).OrderByDescending(w => w.Priority).ThenBy(w => w.Since).ThenBy(w => w.Session.Value, StringComparer.Ordinal))
        {
            var next = idle.Find(a => !taken.Contains(a.User) && MayGet(a, contact, settings));
            var emergency = next is null;
            next ??= Default(contact, floor, settings) is { } last && !taken.Contains(last.User) ? last : null;
            if (next is not null && taken.Add(next.User))
            {
                chosen.Add(new Assignment(contact.Session, next.User, emergency));
            }
        }
        return chosen;
    }

    /// <summary>Whether an agent is one whom the contact may be offered to, should they be free.</summary>
    public static bool MayGet(AgentOnFloor agent, WaitingContact contact, DeskSettings settings)
    {
        if (contact.Tried.Contains(agent.User, StringComparer.Ordinal))
        {
            return false;
        }
        if (contact.For is { } only)
        {
            return agent.User == only;
        }
        var queue = settings.Queue(contact.Queue);
        return (queue is null || settings.Serves(agent.Email, queue))
            && contact.Skills.Concat(queue?.Skills ?? []).All(s => settings.Agent(agent.Email)?.Skills?.Contains(s, StringComparer.OrdinalIgnoreCase) == true);
    }

    /// <summary>The default user, when nobody who may get the contact is at work; who is busy will be free again.</summary>
    private static AgentOnFloor? Default(WaitingContact contact, IReadOnlyList<AgentOnFloor> floor, DeskSettings settings) =>
        settings.DefaultUserEmail is { } email && !floor.Any(a => a.Presence != Presence.NotReady && MayGet(a, contact, settings))
        && floor.FirstOrDefault(a => string.Equals(a.Email, email, StringComparison.OrdinalIgnoreCase)) is { HasOffer: false, Presence: Presence.NotReady or Presence.InQueue } user
        && !contact.Tried.Contains(user.User, StringComparer.Ordinal) ? user : null;
}
