using Liaison.Core.Identification;

namespace Liaison.Core.Deliveries;

/// <summary>Everything that can go wrong with a delivery: a closed list, so that each has a verdict and a sentence of advice.</summary>
public enum FaultKind
{
    Unreachable,
    TimedOut,
    Throttled,
    Unavailable,
    LockContention,
    Unknown,
    Credentials,
    Permission,
    Validation,
    SchemaDrift,
    Duplicate,
    NotFound,
    Ambiguous,
    InDoubt,
    Refused,
}

/// <summary>What follows from a fault.</summary>
public enum Verdict
{
    /// <summary>Try again on the schedule, ten attempts in all; then the delivery is dead.</summary>
    Retry,

    /// <summary>A person must choose; the delivery waits, parked.</summary>
    Park,

    /// <summary>Nobody can get through: the whole connection is parked once, and no attempt is burned.</summary>
    ParkConnection,

    /// <summary>Sending the same again can never succeed; the delivery has failed.</summary>
    Fail,
}

/// <summary>One failure, said so that an operator knows what happened, why, and what to do.</summary>
/// <param name="Kind">Which of the closed list.</param>
/// <param name="Detail">What happened, in the other system's own words where it gave some; never a secret.</param>
/// <param name="Field">The target field at fault, if one is known.</param>
/// <param name="Code">The vendor's own code, if it gave one.</param>
/// <param name="RetryAfter">How long the other system asked us to wait.</param>
/// <param name="WaitFor">Another delivery's id: nothing went wrong, this one only has to wait until that one has ended.</param>
/// <param name="InDoubt">True when the write may have been done although no answer came: look before writing again.</param>
/// <param name="Identified">The candidates that a person has to choose from.</param>
public sealed record Fault(FaultKind Kind, string Detail, string? Field = null, string? Code = null, TimeSpan? RetryAfter = null, bool InDoubt = false, string? WaitFor = null,
    Identified? Identified = null)
{
    public Verdict Verdict => Faults.VerdictOf(Kind);

    public string Advice => Faults.AdviceOf(Kind);
}
