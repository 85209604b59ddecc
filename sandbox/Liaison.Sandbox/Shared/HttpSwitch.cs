namespace Liaison.Sandbox.Shared;

/// <summary>What the fault switches of a system have in common that answers over HTTP.</summary>
public abstract record HttpSwitch : Switch
{
    /// <summary>True strikes after the work is done and kept: the answer is lost or late. A dropped reply and a truncated one always are.</summary>
    public bool AfterCommit { get; init; }

    /// <summary>HTTP status of server-error (default 503) and error (default 400).</summary>
    public int? Status { get; init; }

    /// <summary>For error: the code and its text.</summary>
    public string? Code { get; init; }
    public string? Message { get; init; }

    /// <summary>Delay of slow.</summary>
    public int Milliseconds { get; init; }
}
