namespace Liaison.Sandbox.Salesforce.Faults;

/// <summary>What strikes one request.</summary>
public sealed record Weather
{
    public static Weather Fair { get; } = new();

    public int DelayBefore { get; init; }

    public int DelayAfter { get; init; }

    /// <summary>Ends the request before any work.</summary>
    public FaultSwitch? Before { get; init; }

    /// <summary>Replaces the answer after the work is kept.</summary>
    public FaultSwitch? After { get; init; }

    public Weather With(FaultSwitch strike) => strike.Kind switch
    {
        FaultKind.Slow when strike.AfterCommit => this with { DelayAfter = DelayAfter + strike.Milliseconds },
        FaultKind.Slow => this with { DelayBefore = DelayBefore + strike.Milliseconds },
        FaultKind.DropReply or FaultKind.Truncate => this with { After = After ?? strike },
        FaultKind.Reset or FaultKind.ExpireToken => this with { Before = Before ?? strike },
        _ when strike.AfterCommit => this with { After = After ?? strike },
        _ => this with { Before = Before ?? strike },
    };
}
