using System.Text.Json.Serialization;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;
using Liaison.Storage.Log;

namespace Liaison.Hub.Api.Deliveries;

/// <summary>A delivery in the integration log's list.</summary>
/// <param name="DueAt">When it is tried next; only while it waits.</param>
/// <param name="Summary">What happened, in a sentence.</param>
public sealed record DeliveryRow(
    Id<Delivery> Id, DateTimeOffset At, Id<Connection> ConnectionId, string ConnectionName, DeliveryKind Kind, string Subject, string? SubjectNumber, Id<Template>? Template, string? TemplateName,
    DeliveryState State, int Attempts, DateTimeOffset? DueAt, Fault? Fault, string? Record, string? RecordUrl, string Summary);

/// <param name="Counts">By state, whatever states were asked for.</param>
public sealed record DeliveryPage(
    IReadOnlyList<DeliveryRow> Items, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Next, IReadOnlyDictionary<string, int> Counts);

/// <summary>A delivery whole. <c>attempts</c> is the list here, where a row of the log has their number.</summary>
public sealed record DeliveryAnswer(
    Id<Delivery> Id, DateTimeOffset At, Id<Connection> ConnectionId, string ConnectionName, DeliveryKind Kind, string Subject, string? SubjectNumber, Id<Template>? Template, string? TemplateName,
    DeliveryState State, DateTimeOffset? DueAt, Fault? Fault, string? Record, string? RecordUrl, string Summary, LoggedEvent? Event, Draft Draft, IReadOnlyList<StepAnswer> Steps,
    IReadOnlyList<AttemptAnswer> Attempts, IReadOnlyList<LoggedAction> Replays)
{
    public static DeliveryAnswer Of(DeliveryRow row, DeliveryStory story)
    {
        var inDoubt = story.InDoubt ? story.Steps.FirstOrDefault(s => !s.Done && s.Writes) : null;
        return new DeliveryAnswer(
            row.Id, row.At, row.ConnectionId, row.ConnectionName, row.Kind, row.Subject, row.SubjectNumber, row.Template, row.TemplateName, row.State, row.DueAt, row.Fault, row.Record, row.RecordUrl,
            row.Summary, story.Event, story.Draft, [.. story.Steps.Select(s => new StepAnswer(s.Kind, s.Done, s.InDoubt || ReferenceEquals(s, inDoubt), s.Result, s.Record))],
            [.. story.Attempts.Select(a => new AttemptAnswer(a.Number, a.Step, a.At, a.DurationMs, a.Fault, a.Note, a.Exchanges))], story.Actions);
    }
}

public sealed record StepAnswer(StepKind Kind, bool Done, bool InDoubt, string? Result, string? Record);

public sealed record AttemptAnswer(int Number, StepKind Step, DateTimeOffset At, double DurationMs, Fault? Fault, string? Note, IReadOnlyList<Exchange> Exchanges);

public enum ReplayDraft { Frozen, Rendered }

/// <param name="Draft">frozen: what was decided then; rendered: today's template over today's case.</param>
public sealed record ReplayBody(ReplayDraft Draft = ReplayDraft.Frozen);

public sealed record LinkBody(string Record);

public sealed record BulkReplayBody(BulkFilter Filter, ReplayDraft Draft = ReplayDraft.Frozen);

/// <summary>The log's filter as its list takes it.</summary>
/// <param name="State">States with commas between; failed, dead and parked when left out.</param>
public sealed record BulkFilter(
    string? Connection = null, string? State = null, DeliveryKind? Kind = null, string? CaseId = null, string? Search = null, DateTimeOffset? From = null, DateTimeOffset? To = null);

public sealed record BulkReplayAnswer(int Count);
