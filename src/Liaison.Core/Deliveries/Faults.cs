using Liaison.Core.Shared;

namespace Liaison.Core.Deliveries;

/// <summary>The verdict and the advice for each kind of fault, in one place.</summary>
public static class Faults
{
    public static Verdict VerdictOf(FaultKind kind) => kind switch
    {
        FaultKind.Unreachable or FaultKind.TimedOut or FaultKind.Throttled or FaultKind.Unavailable or FaultKind.LockContention or FaultKind.Unknown => Verdict.Retry,
        FaultKind.Credentials => Verdict.ParkConnection,
        FaultKind.Permission or FaultKind.Ambiguous or FaultKind.InDoubt => Verdict.Park,
        FaultKind.Validation or FaultKind.SchemaDrift or FaultKind.Duplicate or FaultKind.NotFound or FaultKind.Refused => Verdict.Fail,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Every fault has a verdict."),
    };

    /// <summary>The advice in a language.</summary>
    public static string AdviceOf(FaultKind kind, Language language) => Words.Of(typeof(Faults), language).Say($"advice.{kind}", AdviceOf(kind));

    public static string AdviceOf(FaultKind kind) => kind switch
    {
        FaultKind.Unreachable => "The other system could not be reached. It is tried again by itself; if it lasts, check the address in the connection's settings and the network between.",
        FaultKind.TimedOut => "The other system did not answer in time. It is tried again by itself; if it lasts, ask whether that system is slow.",
        FaultKind.Throttled => "The other system asked us to slow down. It is tried again after the time that it named; if it happens often, lower the connection's rate.",
        FaultKind.Unavailable => "The other system says that it is out of service. It is tried again by itself.",
        FaultKind.LockContention => "Somebody else was changing the same record. It is tried again by itself.",
        FaultKind.Unknown => "The other system answered in a way that is not known here. It is tried again as if it had been out of reach; look at the attempt's answer to see what it said.",
        FaultKind.Credentials => "The other system refused the user name or password. The connection is parked so that the account is not locked: correct the credentials under General, save, and the waiting deliveries go on.",
        FaultKind.Permission => "The user we work as may not do this. Grant the right in the other system, then replay the delivery.",
        FaultKind.Validation => "The other system refused a value. Correct the case or the mapping template, then replay the delivery with today's template.",
        FaultKind.SchemaDrift => "A field or code that the template names is no longer there. Correct the mapping template, then replay the delivery with today's template.",
        FaultKind.Duplicate => "The other system already has such a record. Link the case with that record, or correct what makes them alike, then replay.",
        FaultKind.NotFound => "The record that was to be changed is not known. If it was never raised, replay its create first; otherwise correct the reference on the case.",
        FaultKind.Ambiguous => "Several records match and no rule says which to take. Choose one on the delivery's page.",
        FaultKind.InDoubt => "An earlier attempt ended without an answer and could not be looked up, so it may have been done. Look in the other system: if it is there, link it; if not, replay.",
        FaultKind.Refused => "The other system refused the request itself. This points to a fault in the connector or its set-up; look at the attempt's answer.",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Every fault has advice."),
    };
}
