using Liaison.Core.Shared;

namespace Liaison.Core.Sessions;

/// <summary>How a contact reaches us.</summary>
public enum Channel
{
    Voice = 0,
    Chat = 1,

    /// <summary>E-mail and messages: a conversation that may last for days.</summary>
    Inbox = 2,

    /// <summary>A message left while nobody was there.</summary>
    Offline = 3,
}

public enum Direction
{
    Inbound = 0,
    Outbound = 1,
    Internal = 2,
}

/// <summary>One contact with one person, over all its transfers: what the facts about it add up to.</summary>
public sealed record Session : IIdentified
{
    public static string Prefix => "ses";

    public required Id<Session> Id { get; init; }
    public required Id<Tenant> Tenant { get; init; }

    /// <summary>Who tells of it (a CloudEvents source), and its own id there: together they make the session's identity.</summary>
    public required string Source { get; init; }
    public required string ExternalId { get; init; }

    public Channel Channel { get; init; }
    public Direction Direction { get; init; }
    public Party Customer { get; init; } = new();

    /// <summary>The caller's number and the number dialled, as E.164 where they are numbers, else as they came (a SIP address).</summary>
    public string? Ani { get; init; }
    public string? Dnis { get; init; }

    /// <summary>The same two as the source wrote them.</summary>
    public string? AniAsTold { get; init; }
    public string? DnisAsTold { get; init; }

    public string? Queue { get; init; }
    public string? Campaign { get; init; }

    /// <summary>The page from which a visitor wrote.</summary>
    public string? RequestPage { get; init; }
    public string? Disposition { get; init; }
    public string? SubDisposition { get; init; }

    /// <summary>The record over there that a person opened or that the call was dialled from; null when none.</summary>
    public RelatedRecord? RelatedTo { get; init; }

    /// <summary>The call flow's variables and the visitor's own fields, by name.</summary>
    public IReadOnlyDictionary<string, string> Items { get; init; } = new Dictionary<string, string>();

    /// <summary>The legs, in the order in which agents were offered the contact.</summary>
    public IReadOnlyList<Interaction> Interactions { get; init; } = [];
    public IReadOnlyList<StateChange> States { get; init; } = [];
    public IReadOnlyList<SessionNote> Notes { get; init; } = [];
    public IReadOnlyList<string> Tags { get; init; } = [];
    public IReadOnlyList<Utterance> Transcript { get; init; } = [];

    /// <summary>Recordings (in their parts) and attachments.</summary>
    public IReadOnlyList<SessionFile> Files { get; init; } = [];

    /// <summary>When recording was paused because of something sensitive, in their order.</summary>
    public IReadOnlyList<RecordingPause> Pauses { get; init; } = [];

    /// <summary>The records that the person was recognised by, and those that were looked up for them.</summary>
    public IReadOnlyList<RecognisedRecord> Records { get; init; } = [];

    /// <summary>Records that fit equally well: a person chooses.</summary>
    public IReadOnlyList<RecognisedRecord> Candidates { get; init; } = [];

    /// <summary>Whether recording stands still now.</summary>
    public bool IsRecordingPaused => Pauses.Any(p => p.To is null);

    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? AnsweredAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public DateTimeOffset? WrapUpEndedAt { get; init; }

    /// <summary>How the source says that it ended; null leaves it to <see cref="Status"/> to tell from the rest.</summary>
    public string? Outcome { get; init; }

    /// <summary>When it began: as told, or else the earliest time at which anything that is known of it was said.</summary>
    public DateTimeOffset BeganAt { get; init; }

    /// <summary>Whether a fact has said by which channel it came; until then nothing is decided about it.</summary>
    public bool ChannelKnown { get; init; }

    /// <summary>Counts up each time that facts changed something.</summary>
    public int Version { get; init; }

    /// <summary>The agent whom the contact belongs to: who spoke last with the customer, else who was offered it last.</summary>
    public AgentRef? Agent => (Interactions.LastOrDefault(i => i.AnsweredAt is not null) ?? (Interactions is [.., var last] ? last : null))?.Agent;

    /// <summary>How it stands: waiting · ringing · inProgress · message · answered · missed · abandoned · ended, or the source's own word for its end.</summary>
    public string Status => SessionStatus.Of(this);

    /// <summary>From its beginning to its end; null while it lasts.</summary>
    public TimeSpan? Duration => EndedAt is { } end && end >= BeganAt ? end - BeganAt : null;
}

/// <summary>The person we are in contact with, as far as known.</summary>
/// <param name="Phone">As it came; comparing and storing use <paramref name="PhoneE164"/>.</param>
public sealed record Party(
    string? Name = null, string? FirstName = null, string? LastName = null, string? Email = null, string? Phone = null, string? PhoneE164 = null, string? SipAddress = null,
    string? CallerIdName = null, string? Company = null, string? Id = null);

/// <summary>An agent as the contact centre names them; the e-mail address is what joins them with the other system's user.</summary>
public sealed record AgentRef(string Id, string? Name = null, string? Email = null);

/// <summary>One channel leg with one agent.</summary>
/// <param name="Key">The source's own id of the leg.</param>
/// <param name="Outcome">answered · missed · declined · transferred · abandoned; null while it lasts.</param>
/// <param name="TransferredTo">Queue, agent or number it was passed on to.</param>
public sealed record Interaction(
    string Key, AgentRef Agent, string? Queue = null, DateTimeOffset? OfferedAt = null, DateTimeOffset? AnsweredAt = null, DateTimeOffset? EndedAt = null, string? Outcome = null,
    string? TransferredTo = null);

/// <param name="State">queued · ringing · talking · onHold · wrapUp · ended, or a word of the source's own.</param>
public sealed record StateChange(string State, DateTimeOffset At);

public sealed record SessionNote(string Key, DateTimeOffset At, string Who, string Text);

/// <param name="Speaker">customer · agent · bot · system.</param>
public sealed record Utterance(string Key, DateTimeOffset At, string Speaker, string? Who, string Text);

/// <summary>A file that belongs to a session.</summary>
/// <param name="Kind">recording · attachment · transcript.</param>
/// <param name="Stored">The id of the bytes here; null while only its address is known.</param>
/// <param name="Part">Which part of a recording, from 1.</param>
/// <param name="Url">Where the source keeps it, if it does.</param>
/// <param name="Sha256">Of the bytes that are stored here, hexadecimal; null while only its address is known.</param>
public sealed record SessionFile(
    string Key, string Kind, string Name, string ContentType, long? Size = null, int Part = 1, string? Stored = null, string? Url = null, DateTimeOffset? StartedAt = null, double? Seconds = null,
    string? Sha256 = null);

/// <summary>A record in a connected system that a session is about.</summary>
public sealed record RelatedRecord(string Connection, string RecordType, string Record, string? Name = null);
