using Liaison.Core.Identification;

namespace Liaison.Core.Deliveries;

/// <summary>The parts of a delivery. Each finished one is saved before the next starts.</summary>
public enum StepKind
{
    /// <summary>Find which record (or which case) this is about.</summary>
    Identify = 0,
    Create = 1,
    Update = 2,
    Attach = 3,

    /// <summary>Put a file at a place of the other system's own.</summary>
    Upload = 4,

    /// <summary>Read the record's values and write them into the case by all incoming templates.</summary>
    ReadBack = 5,

    /// <summary>Write several records that point at each other, all or none.</summary>
    Write = 6,

    /// <summary>Send an event.</summary>
    Send = 7,
}

/// <summary>One part of a delivery and how far it is.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Done">Whether its effect is certain.</param>
/// <param name="InDoubt">Whether an earlier try may have had its effect without our knowing: reconcile first.</param>
/// <param name="Result">What came of it, in a sentence for the log.</param>
/// <param name="Record">The other system's record that it concerned, if known.</param>
/// <param name="Values">Values of that record as the answer gave them, so that reading back needs no second call.</param>
/// <param name="Identified">Whom an identification found, and why: candidates, rule and reason.</param>
public sealed record Step(
    StepKind Kind, bool Done = false, bool InDoubt = false, string? Result = null, string? Record = null, IReadOnlyDictionary<string, string>? Values = null, Identified? Identified = null)
{
    /// <summary>True for a step that writes into the other system, where a lost answer leaves doubt.</summary>
    public bool Writes => Kind is StepKind.Create or StepKind.Update or StepKind.Attach or StepKind.Upload or StepKind.Write or StepKind.Send;
}
