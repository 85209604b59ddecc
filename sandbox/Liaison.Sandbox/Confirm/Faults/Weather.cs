using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Confirm.Faults;

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

    public bool RefuseCredentials { get; init; }

    public DateForm? Dates { get; init; }

    /// <summary>Switches that change the code lists.</summary>
    public IReadOnlyList<FaultSwitch> Drifts { get; init; } = [];

    /// <param name="operations">Names of the operations in the request.</param>
    public static Weather Next(FaultPanel<FaultSwitch> panel, FaultEndpoint endpoint, IEnumerable<string> operations) =>
        panel.Strike(one => (one.Endpoint == FaultEndpoint.Any || one.Endpoint == endpoint) && (one.Operation is null || operations.Contains(one.Operation, StringComparer.OrdinalIgnoreCase)))
            .Aggregate(Fair, (weather, strike) => weather.With(strike));

    public Weather With(FaultSwitch strike) => strike.Kind switch
    {
        FaultKind.Slow when strike.AfterCommit => this with { DelayAfter = DelayAfter + strike.Milliseconds },
        FaultKind.Slow => this with { DelayBefore = DelayBefore + strike.Milliseconds },
        FaultKind.RefuseCredentials => this with { RefuseCredentials = true },
        FaultKind.Dates => this with { Dates = strike.DateForm },
        FaultKind.MissingSubject or FaultKind.MandatoryAttribute => this with { Drifts = [.. Drifts, strike] },
        FaultKind.DropReply => this with { After = After ?? strike },
        FaultKind.Reset => this with { Before = Before ?? strike },
        _ when strike.AfterCommit => this with { After = After ?? strike },
        _ => this with { Before = Before ?? strike },
    };
}
