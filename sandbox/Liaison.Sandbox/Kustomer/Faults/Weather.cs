using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Kustomer.Faults;

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

    public static Weather Next(FaultPanel<FaultSwitch> panel, string operation, string resource) => panel.Strike(one => Fits(one, operation, resource)).Aggregate(Fair, (weather, strike) => weather.With(strike));

    private static bool Fits(FaultSwitch one, string operation, string resource) =>
        (one.Operation is null || one.Operation.Equals(operation, StringComparison.OrdinalIgnoreCase))
        && (one.Resource is null || one.Resource.Equals(resource, StringComparison.OrdinalIgnoreCase))
        && one.Kind switch
        {
            FaultKind.SearchTimedOut => operation == "search",
            FaultKind.UploadDenied => operation == "upload",
            FaultKind.RevConflict => operation == "update",
            _ => true,
        };

    private Weather With(FaultSwitch strike) => strike.Kind switch
    {
        FaultKind.Slow when strike.AfterCommit => this with { DelayAfter = DelayAfter + strike.Milliseconds },
        FaultKind.Slow => this with { DelayBefore = DelayBefore + strike.Milliseconds },
        FaultKind.DropReply or FaultKind.Truncate or FaultKind.SearchTimedOut => this with { After = After ?? strike },
        FaultKind.Reset => this with { Before = Before ?? strike },
        _ when strike.AfterCommit => this with { After = After ?? strike },
        _ => this with { Before = Before ?? strike },
    };
}
