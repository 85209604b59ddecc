using System.Text.Json;
using System.Text.Json.Serialization;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Identification;
using Liaison.Core.Sessions;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Deliveries;
using Liaison.Hub.Api.Shared;
using Liaison.Storage.Cases;

namespace Liaison.Hub.Api.Contacts;

/// <summary>A session in a list.</summary>
/// <param name="Status">waiting · ringing · inProgress · message · answered · missed · abandoned · ended, or the source's own word for its end.</param>
/// <param name="Phone">E.164 where it is a number.</param>
/// <param name="Recordings">Where its recordings are: here, or at the source.</param>
public sealed record ContactRow(
    Id<Session> Id, string Source, string ExternalId, Channel Channel, Direction Direction, string Status, DateTimeOffset StartedAt, DateTimeOffset? AnsweredAt, DateTimeOffset? EndedAt, double? Seconds,
    string? Queue, string? Campaign, AgentName? Agent, string? Customer, string? Company, string? Email, string? Phone, string? Disposition, string? SubDisposition, IReadOnlyList<string> Recordings,
    IReadOnlyList<RecordAnswer> Records, CaseDeliveries Deliveries);

public sealed record AgentName(string? Name, string? Email);

/// <param name="Total">How many there are, counted up to 1,000.</param>
public sealed record ContactPage(IReadOnlyList<ContactRow> Items, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Next, int Total);

/// <summary>A record in another system that the session holds.</summary>
public sealed record RecordAnswer(string Reference, Id<Connection> ConnectionId, string ConnectionName, string RecordType, string Record, string? Url, DateTimeOffset LinkedAt);

/// <summary>A session whole.</summary>
/// <param name="Url">Its page.</param>
/// <param name="StartedAt">As told, or else when it was first spoken of.</param>
/// <param name="AniAsTold">The caller's number as the source wrote it.</param>
/// <param name="DnisAsTold">The number dialled as the source wrote it.</param>
/// <param name="Files">Recordings in their parts, attachments.</param>
/// <param name="Recognised">The records that the person was recognised by, and those that were looked up for them.</param>
/// <param name="Candidates">Records that fit equally well: a person chooses.</param>
/// <param name="Decisions">Whom identification found for it in each system, and why.</param>
/// <param name="Mine">Whether the caller may change its notes and disposition.</param>
public sealed record ContactAnswer(
    Id<Session> Id, string Url, string Source, string ExternalId, Channel Channel, Direction Direction, string Status, DateTimeOffset StartedAt, DateTimeOffset? AnsweredAt, DateTimeOffset? EndedAt,
    DateTimeOffset? WrapUpEndedAt, double? Seconds, Party Customer, string? Ani, string? AniAsTold, string? Dnis, string? DnisAsTold, string? Queue, string? Campaign, string? RequestPage,
    string? Disposition, string? SubDisposition, RelatedRecord? RelatedTo, IReadOnlyDictionary<string, string> Items, AgentRef? Agent, IReadOnlyList<Interaction> Interactions,
    IReadOnlyList<StateChange> States, IReadOnlyList<SessionNote> Notes, IReadOnlyList<string> Tags, IReadOnlyList<Utterance> Transcript, IReadOnlyList<ContactFile> Files,
    IReadOnlyList<RecordAnswer> Records, IReadOnlyList<RecognisedRecord> Recognised, IReadOnlyList<RecognisedRecord> Candidates, IReadOnlyList<DeliveryRow> Deliveries,
    IReadOnlyList<DecisionAnswer> Decisions, bool Mine, int Version) : IVersioned;

/// <param name="Url">Where its bytes are: here, or at the source; null when only its name is known.</param>
/// <param name="Stored">Whether they are here.</param>
public sealed record ContactFile(string Key, string Kind, string Name, string ContentType, long? Size, int Part, DateTimeOffset? StartedAt, double? Seconds, string? Url, bool Stored);

public sealed record DecisionAnswer(Id<Delivery> DeliveryId, Id<Connection> ConnectionId, string ConnectionName, Identified Identified);

/// <summary>A note about a session.</summary>
/// <param name="Key">The writer's own name for it: the same again replaces their note, and an empty text takes it away. Left out, it is a note of its own.</param>
public sealed record SessionNoteBody(string Text, string? Key = null);

/// <summary>What to change; what is left out stays, and null empties.</summary>
public sealed record ContactPatch
{
    public JsonElement Disposition { get; init; }

    public JsonElement SubDisposition { get; init; }

    /// <summary>All tags that it has from now on.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>The record that it is about: connection, recordType, record and name.</summary>
    public JsonElement RelatedTo { get; init; }
}

/// <summary>One kind of fact.</summary>
/// <param name="Schema">JSON schema of the event's data.</param>
public sealed record FactTypeAnswer(string Type, string Says, System.Text.Json.Nodes.JsonObject Schema);
