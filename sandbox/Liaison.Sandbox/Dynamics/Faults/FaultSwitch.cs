using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Dynamics.Faults;

/// <summary>One thing that goes wrong on purpose. A document of the control API.</summary>
public sealed record FaultSwitch : HttpSwitch
{
    public required FaultKind Kind { get; init; }

    /// <summary>Strikes only this: token, service, whoami, describe, query, get, create, upsert, update, delete, batch, blocks, action. Null is any but token.</summary>
    public string? Operation { get; init; }

    /// <summary>Strikes only requests about this table, as <c>phonecall</c>.</summary>
    public string? Table { get; init; }

    /// <summary>For throttle: 0x80072322 unless <see cref="HttpSwitch.Code"/> says otherwise; null leaves Retry-After out.</summary>
    public int? RetryAfterSeconds { get; init; } = 2;
}

public enum FaultKind
{
    /// <summary>429 of the service protection.</summary>
    Throttle,

    /// <summary>The access token of the request is dead: 401 with the challenge.</summary>
    ExpireToken,

    /// <summary>The token endpoint refuses; the code is the AADSTS number, without one 50173, a revoked grant.</summary>
    TokenError,

    /// <summary>A 5xx with an error document.</summary>
    ServerError,

    /// <summary>503 with an HTML page, as a gateway sends.</summary>
    Html,

    /// <summary>Waits before the work, or after it.</summary>
    Slow,

    /// <summary>Does the work, keeps it, and closes the connection without an answer.</summary>
    DropReply,

    /// <summary>Closes the connection before any work is done.</summary>
    Reset,

    /// <summary>Half of the answer.</summary>
    Truncate,

    /// <summary>The database took too long: 0x80044151; inside a batch it strikes the one request.</summary>
    SqlTimeout,

    /// <summary>Any code with any text; inside a batch it strikes the one request.</summary>
    Error,
}
