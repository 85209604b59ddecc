using Liaison.Core.Sessions;
using Liaison.Core.Shared;
using Liaison.Storage.Cases;

namespace Liaison.Storage.Sessions;

/// <summary>Where a page of a list ended.</summary>
public sealed record SessionPlace(DateTimeOffset At, string Id);

/// <summary>A session in a list.</summary>
/// <param name="Recordings">Of each part: the id of the file here, or else its address at the source.</param>
/// <param name="Records">The records that it holds in other systems.</param>
public sealed record ListedSession(
    Id<Session> Id, string Source, string ExternalId, Channel Channel, Direction Direction, string Status, DateTimeOffset BeganAt, DateTimeOffset? AnsweredAt, DateTimeOffset? EndedAt, string? Queue,
    string? Campaign, string? AgentName, string? AgentEmail, string? CustomerName, string? FirstName, string? LastName, string? Company, string? Email, string? Phone, string? Disposition,
    string? SubDisposition, IReadOnlyList<string> Recordings, IReadOnlyList<HeldRecord> Records, CaseDeliveries Deliveries)
{
    public SessionPlace Place => new(BeganAt, Id.Value);
}

/// <summary>A row of <c>sessions</c> as lists read it.</summary>
internal sealed record SessionRow
{
    public const string Columns = """
        s.id, s.source, s.external_id as externalId, s.channel, s.direction, s.status, s.began_at as beganAt, s.answered_at as answeredAt, s.ended_at as endedAt, s.queue, s.campaign,
        s.agent_name as agentName, s.agent_email as agentEmail, s.customer_name as customerName, s.first_name as firstName, s.last_name as lastName, s.company, s.email, s.phone, s.disposition,
        s.sub_disposition as subDisposition, s.recordings
        """;

    public required string Id { get; init; }
    public required string Source { get; init; }
    public required string ExternalId { get; init; }
    public short Channel { get; init; }
    public short Direction { get; init; }
    public required string Status { get; init; }
    public DateTime BeganAt { get; init; }
    public DateTime? AnsweredAt { get; init; }
    public DateTime? EndedAt { get; init; }
    public string? Queue { get; init; }
    public string? Campaign { get; init; }
    public string? AgentName { get; init; }
    public string? AgentEmail { get; init; }
    public string? CustomerName { get; init; }
    public string? FirstName { get; init; }
    public string? LastName { get; init; }
    public string? Company { get; init; }
    public string? Email { get; init; }
    public string? Phone { get; init; }
    public string? Disposition { get; init; }
    public string? SubDisposition { get; init; }
    public string[] Recordings { get; init; } = [];
    public string? Records { get; init; }
    public int Waiting { get; init; }
    public int Failed { get; init; }
    public int Parked { get; init; }
    public int Delivered { get; init; }

    public ListedSession Read() => new(
        new(Id), Source, ExternalId, (Channel)Channel, (Direction)Direction, Status, new DateTimeOffset(BeganAt), At(AnsweredAt), At(EndedAt), Queue, Campaign, AgentName, AgentEmail, CustomerName, FirstName,
        LastName, Company, Email, Phone, Disposition, SubDisposition, Recordings, Records is null ? [] : Json.Read<List<HeldRecord>>(Records), new CaseDeliveries(Waiting, Failed, Parked, Delivered));

    private static DateTimeOffset? At(DateTime? time) => time is { } at ? new DateTimeOffset(at) : null;
}
