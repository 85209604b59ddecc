using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Confirm.Faults;

/// <summary>One thing that goes wrong on purpose. A document of the control API.</summary>
public sealed record FaultSwitch : Switch
{
    public required FaultKind Kind { get; init; }

    public FaultEndpoint Endpoint { get; init; } = FaultEndpoint.Soap;

    /// <summary>Strikes only requests that hold this operation (SOAP), or "token", "upload", "read" (ConfirmWeb); null is any.</summary>
    public string? Operation { get; init; }

    /// <summary>True strikes after the work is done and kept: the answer is lost, not the enquiry. A dropped reply always is.</summary>
    public bool AfterCommit { get; init; }

    /// <summary>HTTP status of throttle (default 429) and server-error (default 503).</summary>
    public int? Status { get; init; }

    public int? RetryAfterSeconds { get; init; }

    /// <summary>Delay of slow.</summary>
    public int Milliseconds { get; init; }

    /// <summary>For missing-subject.</summary>
    public string? ServiceCode { get; init; }
    public string? SubjectCode { get; init; }

    /// <summary>For missing-subject: true hides it from the lookups only, while enquiries with it are still taken.</summary>
    public bool LookupsOnly { get; init; }

    /// <summary>For mandatory-attribute: the attribute type that is suddenly mandatory.</summary>
    public string? AttributeCode { get; init; }

    /// <summary>For dates.</summary>
    public DateForm DateForm { get; init; } = DateForm.Garbage;
}

public enum FaultEndpoint
{
    Soap,
    Web,
    Any,
}

public enum FaultKind
{
    /// <summary>429 (or 503) with Retry-After.</summary>
    Throttle,

    /// <summary>A 5xx; 500 carries a soap:Fault, the others an HTML page as a proxy would send.</summary>
    ServerError,

    /// <summary>The right password is refused as a wrong one, without locking the account.</summary>
    RefuseCredentials,

    /// <summary>Waits before the work.</summary>
    Slow,

    /// <summary>Does the work, keeps it, and closes the connection without an answer.</summary>
    DropReply,

    /// <summary>Closes the connection before any work is done.</summary>
    Reset,

    /// <summary>HTTP 200 with an HTML sign-in page.</summary>
    LoginPage,

    /// <summary>HTTP 200 with a Response that holds nothing.</summary>
    EmptyResponse,

    /// <summary>A subject is gone from the code lists.</summary>
    MissingSubject,

    /// <summary>An attribute turns mandatory wherever it is allowed.</summary>
    MandatoryAttribute,

    /// <summary>Times in replies take another form, or make no sense.</summary>
    Dates,
}
