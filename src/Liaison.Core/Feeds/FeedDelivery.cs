using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;

namespace Liaison.Core.Feeds;

/// <summary>The deliveries that feed a system: an event, or a file. Pure.</summary>
public static class FeedDelivery
{
    /// <summary>Under which name the log keeps what was fed; no record of anybody's is meant.</summary>
    public const string Reference = "feed";

    /// <summary>The same for files. The queue knows them by it: however many wait, they leave room for everything else.</summary>
    public const string FileReference = "feed-file";

    private static readonly IReadOnlyList<Step> SendSteps = [new(StepKind.Send)];
    private static readonly IReadOnlyList<Step> UploadSteps = [new(StepKind.Upload)];

    /// <param name="what">What it is, as the log calls it: one of <see cref="FeedWords"/>.</param>
    /// <param name="subject">Whom it is about: a session's id, or an agent's. Events of one subject go one after another.</param>
    /// <param name="key">The event's id: the same whenever it is sent.</param>
    public static Delivery Event(
        Id<Delivery> id, Id<Event> cause, Connection connection, string what, string subject, string? number, string key, IReadOnlyList<RenderedField> values, DateTimeOffset at, DateTimeOffset now) => new()
        {
            Id = id,
            Tenant = connection.Tenant,
            Connection = connection.Id,
            Kind = DeliveryKind.Feed,
            Subject = subject,
            Lane = Delivery.LaneOf(connection.Id, subject),
            Event = cause,
            Draft = new Draft { RecordType = what, Reference = Reference, Key = key, SubjectNumber = number, TriggeredAt = at, Fields = values },
            Steps = SendSteps,
            CreatedAt = now,
        };

    /// <param name="subject">What it is of: a session's id, or <c>statistics</c>. Files of one subject go one after another, apart from its events.</param>
    /// <param name="sidecar">A JSON object that goes beside the file; null for none.</param>
    public static Delivery File(
        Id<Delivery> id, Id<Event> cause, Connection connection, string what, string subject, string? number, string key, DraftFile file, string? sidecar, DateTimeOffset now) => new()
        {
            Id = id,
            Tenant = connection.Tenant,
            Connection = connection.Id,
            Kind = DeliveryKind.Feed,
            Subject = subject,
            Lane = Delivery.LaneOf(connection.Id, subject, files: true),
            Event = cause,
            Draft = new Draft { RecordType = what, Reference = FileReference, Key = key, SubjectNumber = number, TriggeredAt = now, File = file, Sidecar = sidecar },
            Steps = UploadSteps,
            CreatedAt = now,
        };
}

/// <summary>What is fed, as the log calls it; connectors tell by it where a file goes.</summary>
public static class FeedWords
{
    public const string SessionEvent = "Session event";
    public const string AgentEvent = "Agent event";
    public const string Recording = "Recording";
    public const string Transcript = "Transcript";
    public const string Statistics = "Statistics";
}
