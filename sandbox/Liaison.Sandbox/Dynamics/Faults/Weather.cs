using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Dynamics.Faults;

/// <summary>Which switches strike a request to Dynamics, and when.</summary>
public static class Weather
{
    /// <param name="inside">True for a request inside a batch, which only time-outs of the database and errors strike.</param>
    public static Weather<FaultSwitch> Next(FaultPanel<FaultSwitch> panel, string operation, string? table, bool inside) => Forecast.Of(panel.Strike(one => Fits(one, operation, table, inside)), MomentOf);

    private static bool Fits(FaultSwitch one, string operation, string? table, bool inside) =>
        (one.Kind == FaultKind.TokenError ? operation == "token" : one.Operation is null ? operation != "token" : one.Operation.Equals(operation, StringComparison.OrdinalIgnoreCase))
        && (one.Table is null || one.Table.Equals(table, StringComparison.OrdinalIgnoreCase))
        && (!inside || one.Kind is FaultKind.SqlTimeout or FaultKind.Error);

    private static Moment MomentOf(FaultSwitch strike) => strike.Kind switch
    {
        FaultKind.Slow => Moment.Delay,
        FaultKind.DropReply or FaultKind.Truncate => Moment.After,
        FaultKind.Reset or FaultKind.ExpireToken => Moment.Before,
        _ => Moment.AsItSays,
    };
}
