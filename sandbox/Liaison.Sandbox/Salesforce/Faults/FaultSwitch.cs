using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Salesforce.Faults;

/// <summary>One thing that goes wrong on purpose. A document of the control API.</summary>
public sealed record FaultSwitch : HttpSwitch
{
    public required FaultKind Kind { get; init; }

    /// <summary>
    /// Strikes only this: token, revoke, userinfo, identity, versions, limits, describe, query, search, get, create, update, upsert, delete, composite, batch, graph,
    /// tree, collections, content. Null is any but token.
    /// </summary>
    public string? Operation { get; init; }

    /// <summary>Strikes only requests about this kind of record.</summary>
    public string? Object { get; init; }

    /// <summary>For throttle: too many long calls at once, not too many in a day.</summary>
    public bool Concurrent { get; init; }
}

public enum FaultKind
{
    /// <summary>403 REQUEST_LIMIT_EXCEEDED.</summary>
    Throttle,

    /// <summary>The access token of the request is dead: 401 INVALID_SESSION_ID.</summary>
    ExpireToken,

    /// <summary>The token endpoint refuses with invalid_grant, though nothing was revoked.</summary>
    RefuseCredentials,

    /// <summary>The token endpoint says that the same refresh is under way already.</summary>
    TokenBusy,

    /// <summary>A 5xx with SERVER_UNAVAILABLE.</summary>
    ServerError,

    /// <summary>503 with an HTML page, as an edge server sends.</summary>
    Html,

    /// <summary>Waits before the work, or after it.</summary>
    Slow,

    /// <summary>Does the work, keeps it, and closes the connection without an answer.</summary>
    DropReply,

    /// <summary>Closes the connection before any work is done.</summary>
    Reset,

    /// <summary>Half of the answer.</summary>
    Truncate,

    /// <summary>400 UNABLE_TO_LOCK_ROW; inside a composite it strikes the one request.</summary>
    Lock,

    /// <summary>Any code with any text; inside a composite it strikes the one request.</summary>
    Error,
}
