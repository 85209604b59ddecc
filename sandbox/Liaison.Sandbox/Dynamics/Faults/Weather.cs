using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Dynamics.Faults;

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

    /// <param name="inside">True for a request inside a batch, which only time-outs of the database and errors strike.</param>
    public static Weather Next(FaultPanel<FaultSwitch> panel, string operation, string? table, bool inside) =>
        panel.Strike(one => Fits(one, operation, table, inside)).Aggregate(Fair, (weather, strike) => weather.With(strike));

    private static bool Fits(FaultSwitch one, string operation, string? table, bool inside) =>
        (one.Kind == FaultKind.TokenError ? operation == "token" : one.Operation is null ? operation != "token" : one.Operation.Equals(operation, StringComparison.OrdinalIgnoreCase))
        && (one.Table is null || one.Table.Equals(table, StringComparison.OrdinalIgnoreCase))
        && (!inside || one.Kind is FaultKind.SqlTimeout or FaultKind.Error);

    private Weather With(FaultSwitch strike) => strike.Kind switch
    {
        FaultKind.Slow when strike.AfterCommit => this with { DelayAfter = DelayAfter + strike.Milliseconds },
        FaultKind.Slow => this with { DelayBefore = DelayBefore + strike.Milliseconds },
        FaultKind.DropReply or FaultKind.Truncate => this with { After = After ?? strike },
        FaultKind.Reset or FaultKind.ExpireToken => this with { Before = Before ?? strike },
        _ when strike.AfterCommit => this with { After = After ?? strike },
        _ => this with { Before = Before ?? strike },
    };
}
