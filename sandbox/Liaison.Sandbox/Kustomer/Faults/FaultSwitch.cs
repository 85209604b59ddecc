using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Kustomer.Faults;

/// <summary>One thing that goes wrong on purpose. A document of the control API.</summary>
public sealed record FaultSwitch : HttpSwitch
{
    public required FaultKind Kind { get; init; }

    /// <summary>Strikes only this: token, lookup, read, search, describe, create, update, delete, bulk, upload, download. Null is any.</summary>
    public string? Operation { get; init; }

    /// <summary>Strikes only requests whose path begins so: <c>customers</c>, <c>conversations</c>, <c>messages</c>, <c>notes</c>, <c>klasses</c>.</summary>
    public string? Resource { get; init; }

    /// <summary>For error: the parameter that it blames. The message is the title.</summary>
    public string? Parameter { get; init; }

    /// <summary>For throttle: told in Retry-After; null leaves it out, as the vendor does.</summary>
    public int? RetryAfterSeconds { get; init; }
}

public enum FaultKind
{
    /// <summary>429, although the headers show that requests are left.</summary>
    Throttle,

    /// <summary>A 5xx with an error document.</summary>
    ServerError,

    /// <summary>503 with an HTML page, as the content network sends.</summary>
    Html,

    /// <summary>Waits before the work, or after it.</summary>
    Slow,

    /// <summary>Does the work, keeps it, and closes the connection without an answer.</summary>
    DropReply,

    /// <summary>Closes the connection before any work is done.</summary>
    Reset,

    /// <summary>Half of the answer.</summary>
    Truncate,

    /// <summary>401: the key has run out.</summary>
    KeyExpired,

    /// <summary>401: the key was deleted.</summary>
    KeyDeleted,

    /// <summary>401: the key is of another region.</summary>
    PodMismatch,

    /// <summary>403: the key does not let this address in.</summary>
    AddressDenied,

    /// <summary>409: somebody else changed the record in between.</summary>
    RevConflict,

    /// <summary>Search gives a part of what there is and says that it ran out of time.</summary>
    SearchTimedOut,

    /// <summary>The storage refuses the form of an upload: 403 in XML.</summary>
    UploadDenied,

    /// <summary>Any code with any text, in the newer of the two shapes when <c>message</c> is given and <c>parameter</c> is not.</summary>
    Error,
}
