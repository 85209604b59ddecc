using Liaison.Core.Cases;
using Liaison.Core.Connecting;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;

namespace Liaison.Core.Deliveries;

/// <summary>Decides what is to be sent, from the facts as they stand now, and freezes it. Pure.</summary>
public static class Planner
{
    /// <summary>A change may set off changes elsewhere that come back; after so many hops nobody follows any more.</summary>
    public const int MostHops = 3;

    /// <summary>The delivery that a template asks for.</summary>
    /// <param name="type">The record type as last described; null when not known yet.</param>
    public static Delivery Plan(
        Id<Delivery> id, Id<Event> cause, Template template, Case subject, CaseType caseType, RecordType? type, DateTimeOffset triggeredAt, int hops) => new()
        {
            Id = id,
            Tenant = subject.Tenant,
            Connection = template.Connection,
            Kind = template.Kind == TemplateKind.Create ? DeliveryKind.Create : DeliveryKind.Update,
            Subject = subject.Id.Value,
            Lane = Delivery.LaneOf(template.Connection, subject.Id.Value),
            Event = cause,
            Template = template.Id,
            TemplateVersion = template.Version,
            Draft = new Draft
            {
                RecordType = template.RecordType,
                Reference = template.Reference,
                Key = KeyOf(subject, template.Reference),
                SubjectNumber = subject.Number,
                TriggeredAt = triggeredAt,
                Fields = Renderer.Render(template, Facts.Of(subject, caseType, triggeredAt), type),
                Hops = hops,
            },
            Steps = template.Kind == TemplateKind.Create ? CreateSteps : UpdateSteps,
            CreatedAt = triggeredAt,
        };

    /// <summary>The delivery that carries a file to the record that a reference holds; it has a lane of its own, so that a slow file holds up nothing else.</summary>
    public static Delivery PlanFile(
        Id<Delivery> id, Id<Event> cause, Id<Connection> connection, string recordType, string reference, Case subject, DraftFile file, Id<Delivery>? after, DateTimeOffset now) => new()
        {
            Id = id,
            Tenant = subject.Tenant,
            Connection = connection,
            Kind = DeliveryKind.Attach,
            Subject = subject.Id.Value,
            Lane = Delivery.LaneOf(connection, subject.Id.Value, files: true),
            Event = cause,
            After = after,
            Draft = new Draft { RecordType = recordType, Reference = reference, Key = KeyOf(subject, reference), SubjectNumber = subject.Number, TriggeredAt = now, File = file },
            Steps = AttachSteps,
            CreatedAt = now,
        };

    /// <summary>The delivery that brings a change over there into the case.</summary>
    /// <param name="subject">The case whose reference holds the record; null when none was found yet.</param>
    public static Delivery PlanIncoming(
        Id<Delivery> id, Id<Event> cause, Id<Tenant> tenant, Id<Connection> connection, string? subject, string? number, string recordType, string reference, PushedChange change,
        DateTimeOffset now, int hops) => new()
        {
            Id = id,
            Tenant = tenant,
            Connection = connection,
            Kind = DeliveryKind.Incoming,
            Subject = subject ?? "",
            Lane = Delivery.LaneOf(connection, subject ?? $"{recordType}/{change.Record}"),
            Event = cause,
            Draft = new Draft
            {
                RecordType = recordType,
                Reference = reference,
                Key = change.OurReference ?? "",
                SubjectNumber = number,
                TriggeredAt = now,
                Incoming = new IncomingChange(change.Record, change.Version, change.Values),
                Hops = hops,
            },
            Steps = IncomingSteps,
            CreatedAt = now,
        };

    /// <summary>Our stable key in the other system: the case's number and the reference's name.</summary>
    public static string KeyOf(Case subject, string reference) => $"{subject.Number}-{reference}";

    private static readonly IReadOnlyList<Step> CreateSteps = [new(StepKind.Create), new(StepKind.ReadBack)];
    private static readonly IReadOnlyList<Step> UpdateSteps = [new(StepKind.Update), new(StepKind.ReadBack)];
    private static readonly IReadOnlyList<Step> AttachSteps = [new(StepKind.Attach)];
    private static readonly IReadOnlyList<Step> IncomingSteps = [new(StepKind.Identify), new(StepKind.ReadBack)];
}
