using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.VirtualObserver.Faults;

/// <summary>One thing that goes wrong on purpose. A document of the control API.</summary>
public sealed record FaultSwitch : Switch
{
    public required FaultKind Kind { get; init; }

    /// <summary>Strikes only this: a command of FTP in small letters (<c>stor</c>, <c>rnto</c>, <c>size</c> …), <c>greeting</c>, or <c>event</c>. Null is what its kind says.</summary>
    public string? Operation { get; init; }

    /// <summary>After how many bytes of the file; of lose-bytes: how many.</summary>
    public long Bytes { get; init; }

    /// <summary>The number of refuse (default 550), or the HTTP status of server-error (default 503).</summary>
    public int? Code { get; init; }

    /// <summary>Its text.</summary>
    public string? Message { get; init; }

    /// <summary>Delay of slow: before the answer, and before each piece of a file.</summary>
    public int Milliseconds { get; init; }

    public bool Strikes(string operation) => (Operation ?? Usual) is not { } meant || meant == operation;

    private string? Usual => Kind switch
    {
        FaultKind.Busy => "greeting",
        FaultKind.RefuseTls => "auth",
        FaultKind.RefuseLogin => "pass",
        FaultKind.ServerError or FaultKind.Reset or FaultKind.Html => "event",
        FaultKind.Slow => null,
        _ => "stor",
    };
}

public enum FaultKind
{
    /// <summary>421, and the connection is closed.</summary>
    Busy,

    /// <summary>AUTH TLS is refused.</summary>
    RefuseTls,

    /// <summary>530 whatever the password.</summary>
    RefuseLogin,

    /// <summary>The server dies while a file comes: both connections are gone, what came so far stays.</summary>
    DieMidFile,

    /// <summary>Only the connection of the file breaks: 426.</summary>
    CutData,

    /// <summary>552, what fitted stays.</summary>
    DiskFull,

    /// <summary>Nothing more of the file is read, and nothing is said.</summary>
    Stall,

    /// <summary>The work is done and kept, and the connection is closed without an answer.</summary>
    DropReply,

    /// <summary>The last bytes are lost, and the file is confirmed.</summary>
    LoseBytes,

    /// <summary>A byte is kept wrong, and the file is confirmed.</summary>
    ChangeByte,

    /// <summary>Waits.</summary>
    Slow,

    /// <summary>Any number with any text, and nothing is done.</summary>
    Refuse,

    /// <summary>A change event is answered with an error.</summary>
    ServerError,

    /// <summary>The connection of a change event is reset before anything is done.</summary>
    Reset,

    /// <summary>Somebody between answers a change event with a page to sign in, and 200.</summary>
    Html,
}
