using System.Globalization;
using System.Text.Json;
using Liaison.Core.Cases;
using Liaison.Core.Mapping;
using Liaison.Core.Sessions;
using Liaison.Core.Shared;

namespace Liaison.Core.Feeds;

/// <summary>The facts that an event of a session may carry: those of the session, and these about the turn itself.</summary>
/// <param name="sequence">Rises from event to event of one session; what is left out between two means nothing.</param>
public sealed class SessionEvents(Session session, SessionTurn turn, SessionLight light, long sequence)
{
    /// <summary>Facts of an event beside those of <see cref="SessionFacts"/>; those that are JSON say so.</summary>
    public static IReadOnlyList<FactDescription> Catalogue { get; } =
    [
        new("event.id", "The event's id: the same whenever it is sent", "event", "text"), new("event.sequence", "Rises from event to event of one session (a number)", "event", "number"),
        new("event.time", "When it happened (UTC)", "event", "dateTime"), new("event.change", "What happened", "event", "text"), new("event.state", "The state since then", "event", "text"),
        new("event.previousState", "The state until then", "event", "text"), new("event.agent.id", "The agent who had to do with it", "event", "text"),
        new("event.agent.name", "The agent's name", "event", "text"), new("event.agent.email", "The agent's e-mail address", "event", "text"),
        new("session.recordingPermitted", "Whether recording is not paused (true or false)", "session", "boolean"), new("session.queues", "The queue, as a JSON list", "session", "json"),
        new("session.participants", "Who takes part, as a JSON list of ParticipantID, Type, Email and State", "session", "json"),
    ];

    public string Id => $"{session.Id}-{sequence}";

    public IReadOnlyList<RenderedField> Fields(IEnumerable<string> paths) => [.. paths.Distinct(StringComparer.Ordinal).Select(path => new RenderedField(path, false, Find(path), path))];

    private string? Find(string path) => path switch
    {
        "event.id" => Id,
        "event.sequence" => sequence.ToString(CultureInfo.InvariantCulture),
        "event.time" => SessionTimes.Write(turn.At),
        "event.change" => turn.Change,
        "event.state" => turn.State,
        "event.previousState" => turn.Before,
        "event.agent.id" => turn.Agent?.Id,
        "event.agent.name" => turn.Agent?.Name,
        "event.agent.email" => turn.Agent?.Email,
        "session.recordingPermitted" => session.Pauses.Any(p => p.From <= turn.At && !(p.To <= turn.At)) ? "false" : "true",
        "session.queues" => JsonSerializer.Serialize(session.Queue is { } queue ? [queue] : Array.Empty<string>(), Json.Options),
        "session.participants" => Participants(),
        _ => SessionFacts.Find(session, light, path),
    };

    private string Participants()
    {
        var people = new List<Participant>(1 + session.Interactions.Count);
        if (session.Direction != Direction.Internal)
        {
            people.Add(new Participant(session.Customer.Id ?? session.Ani ?? session.Customer.Email ?? "customer", "customer", null, turn.State is SessionTurn.Ended or SessionTurn.Closed ? "left" : "connected"));
        }
        foreach (var leg in session.Interactions.Where(l => (l.OfferedAt ?? l.AnsweredAt ?? l.EndedAt) <= turn.At))
        {
            people.Add(new Participant(leg.Agent.Id, "agent", leg.Agent.Email, leg.EndedAt <= turn.At ? "left" : leg.AnsweredAt <= turn.At ? "connected" : "ringing"));
        }
        return JsonSerializer.Serialize(people, AsNamed);
    }

    // The names are those of the nearest public format of such events, which begin with capitals.
    private static readonly JsonSerializerOptions AsNamed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    private sealed record Participant(string ParticipantID, string Type, string? Email, string State);
}
