using System.Globalization;
using Liaison.Core.Cases;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Desk;
using Liaison.Core.Mapping;
using Liaison.Core.Sessions;
using Liaison.Core.Shared;

namespace Liaison.Core.Feeds;

/// <summary>A change of what an agent is doing.</summary>
/// <param name="Sequence">Rises from change to change of one agent; what is left out between two means nothing.</param>
/// <param name="Before">What they did until then; null when nothing is known of it.</param>
public sealed record AgentChange(string User, string Name, string Email, int Sequence, DateTimeOffset At, AgentStatus Now, string? Before)
{
    /// <summary>The event's id: the same whenever it is sent.</summary>
    public string Id => $"{User}-{Sequence.ToString(CultureInfo.InvariantCulture)}";
}

/// <summary>Decides what a connection is fed with because an agent's status changed. Pure.</summary>
public static class AgentFeed
{
    /// <summary>The facts that an agent's event may carry.</summary>
    public static IReadOnlyList<FactDescription> Catalogue { get; } =
    [
        new("event.id", "The event's id: the same whenever it is sent", "event", "text"), new("event.sequence", "Rises from event to event of one agent (a number)", "event", "number"),
        new("event.time", "When it happened (UTC)", "event", "dateTime"), new("event.state", "What the agent is doing since then", "event", "text"),
        new("event.previousState", "What the agent did until then", "event", "text"),
        new("agent.id", "The agent's id", "agent", "text"), new("agent.name", "The agent's name", "agent", "text"), new("agent.email", "The agent's e-mail address", "agent", "text"),
        new("agent.reason", "Why not ready", "agent", "text"), new("agent.session", "The contact that rings, or that it is about", "agent", "text"), new("agent.queue", "Its queue", "agent", "text"),
    ];

    public static Delivery? Of(Connection connection, FeedSwitches switches, AgentChange change, Id<Delivery> id, Id<Event> cause, DateTimeOffset now) => !switches.AgentEvents ? null
        : FeedDelivery.Event(id, cause, connection, FeedWords.AgentEvent, change.User, change.Name, change.Id,
            [.. switches.AgentFields.Distinct(StringComparer.Ordinal).Select(path => new RenderedField(path, false, Find(change, path), path))], change.At, now);

    private static string? Find(AgentChange change, string path) => path switch
    {
        "event.id" => change.Id,
        "event.sequence" => change.Sequence.ToString(CultureInfo.InvariantCulture),
        "event.time" => SessionTimes.Write(change.At),
        "event.state" => change.Now.State,
        "event.previousState" => change.Before,
        "agent.id" => change.User,
        "agent.name" => change.Name,
        "agent.email" => change.Email,
        "agent.reason" => change.Now.Reason,
        "agent.session" => change.Now.Session,
        "agent.queue" => change.Now.Queue,
        _ => null,
    };
}
