using Liaison.Core.Shared;

namespace Liaison.Core.Deliveries;

/// <summary>One try at a step, as the integration log keeps it: append only, secrets taken out.</summary>
/// <param name="Number">Which attempt of the delivery.</param>
/// <param name="Step">The step it was at.</param>
/// <param name="At">When it began.</param>
/// <param name="DurationMs">How long it took, in milliseconds.</param>
/// <param name="Fault">What went wrong; null for success.</param>
/// <param name="Exchanges">Request and answer of each call, redacted and cut to a bounded length.</param>
/// <param name="Note">What it did, in a sentence.</param>
public sealed record Attempt(
    Id<Delivery> Delivery, int Number, StepKind Step, DateTimeOffset At, double DurationMs, Fault? Fault, IReadOnlyList<Exchange> Exchanges, string? Note);

/// <summary>One request and its answer.</summary>
public sealed record Exchange(string Request, string? Response, int? Status, double DurationMs);
