using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Salesforce.Faults;

/// <summary>Which switches strike a request to Salesforce, and when.</summary>
public static class Weather
{
    /// <param name="inside">True for a request inside a composite, which only locks and errors strike.</param>
    public static Weather<FaultSwitch> Next(FaultPanel<FaultSwitch> panel, string operation, string? type, bool inside) => Forecast.Of(panel.Strike(one => Fits(one, operation, type, inside)), MomentOf);

    private static bool Fits(FaultSwitch one, string operation, string? type, bool inside) =>
        (one.Kind is FaultKind.RefuseCredentials or FaultKind.TokenBusy ? operation == "token" : one.Operation is null ? operation != "token" : one.Operation.Equals(operation, StringComparison.OrdinalIgnoreCase))
        && (one.Object is null || one.Object.Equals(type, StringComparison.OrdinalIgnoreCase))
        && (!inside || one.Kind is FaultKind.Lock or FaultKind.Error);

    private static Moment MomentOf(FaultSwitch strike) => strike.Kind switch
    {
        FaultKind.Slow => Moment.Delay,
        FaultKind.DropReply or FaultKind.Truncate => Moment.After,
        FaultKind.Reset or FaultKind.ExpireToken => Moment.Before,
        _ => Moment.AsItSays,
    };
}
