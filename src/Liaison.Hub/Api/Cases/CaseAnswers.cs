using System.Text.Json.Serialization;
using Liaison.Core.Cases;
using Liaison.Core.Connecting;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Shared;
using Liaison.Storage.Cases;

namespace Liaison.Hub.Api.Cases;

/// <summary>A case in a list.</summary>
public sealed record CaseRow(
    Id<Case> Id, string Number, string Type, string TypeLabel, string Status, string StatusLabel, string Title, string? Person, string? Address, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt,
    IReadOnlyList<HeldReferenceAnswer> References, CaseDeliveries Deliveries);

/// <param name="Total">How many there are, counted up to 10,000.</param>
public sealed record CasePage(IReadOnlyList<CaseRow> Items, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Next, int Total);

/// <summary>The number of a record over there that the case holds.</summary>
public sealed record HeldReferenceAnswer(string Reference, string Label, Id<Connection> ConnectionId, string ConnectionName, string Record, string? Url, DateTimeOffset LinkedAt);

/// <summary>A case whole.</summary>
/// <param name="Values">By field name, as text.</param>
/// <param name="Dates">By name, ISO 8601 in UTC; those that are not set are left out.</param>
public sealed record CaseAnswer(
    Id<Case> Id, string Number, string Type, string TypeLabel, string Status, string StatusLabel, string Title, IReadOnlyDictionary<string, string> Values,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] Person? Person, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] Address? Address,
    IReadOnlyDictionary<string, string> Dates, IReadOnlyList<HeldReferenceAnswer> References, IReadOnlyList<AttachmentAnswer> Attachments, string? ExternalId, int Version) : IVersioned;

public sealed record AttachmentAnswer(Id<Attachment> Id, string Name, string Description, string ContentType, long Size, DateTimeOffset AddedAt, string AddedBy, string Url)
{
    public static AttachmentAnswer Of(Attachment file) =>
        new(file.Id, file.Name, file.Description, file.ContentType, file.Size, file.AddedAt, file.AddedBy, PublicAddress.Path(file.Case, file.Id));
}

/// <summary>One line of a case's history.</summary>
public sealed record HistoryAnswer(string Id, DateTimeOffset At, string Who, string Kind, string Text, string? Field, string? From, string? To, string? Delivery)
{
    public static HistoryAnswer Of(StoredHistory line) =>
        new($"{line.Seq}", line.At, line.Who, line.Entry.Kind, line.Entry.Text, line.Entry.Field, line.Entry.From, line.Entry.To, line.Entry.Delivery);
}
