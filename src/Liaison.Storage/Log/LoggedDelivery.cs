using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;

namespace Liaison.Storage.Log;

/// <summary>Which deliveries the integration log shows; parts that are null do not choose.</summary>
/// <param name="Search">In the case's number or the record's.</param>
/// <param name="From">Accepted at this instant or later.</param>
/// <param name="To">Accepted before this instant.</param>
public sealed record DeliveryFilter(
    string? Connection = null, IReadOnlyList<DeliveryState>? States = null, DeliveryKind? Kind = null, string? Subject = null, string? Search = null, DateTimeOffset? From = null,
    DateTimeOffset? To = null);

/// <summary>A delivery as the integration log shows it in a list.</summary>
/// <param name="Seq">Its place in the order of acceptance: pages go by it.</param>
/// <param name="FileName">The file's name, for a delivery that attaches one.</param>
/// <param name="Result">What its last finished step came to, in a sentence.</param>
public sealed record LoggedDelivery(
    long Seq, Id<Delivery> Id, DateTimeOffset At, Id<Connection> Connection, DeliveryKind Kind, string Subject, string? SubjectNumber, Id<Template>? Template, DeliveryState State, int Attempts,
    DateTimeOffset DueAt, Fault? Fault, string? Record, string RecordType, string? FileName, string? Result);

/// <summary>The event that caused a delivery.</summary>
public sealed record LoggedEvent(string Id, string Type, string Source, DateTimeOffset At);

/// <summary>What a person did to a delivery afterwards.</summary>
/// <param name="Action">replayed · cancelled · linked.</param>
/// <param name="Draft">For a replay: frozen or rendered.</param>
public sealed record LoggedAction(string Id, DateTimeOffset At, string Who, string Action, string? Draft);

/// <summary>One delivery whole.</summary>
public sealed record DeliveryStory(
    LoggedDelivery Row, LoggedEvent? Event, Draft Draft, IReadOnlyList<Step> Steps, bool InDoubt, int Epoch, IReadOnlyList<Attempt> Attempts, IReadOnlyList<LoggedAction> Actions);
