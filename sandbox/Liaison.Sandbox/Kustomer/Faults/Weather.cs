using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Kustomer.Faults;

/// <summary>Which switches strike a request to Kustomer, and when.</summary>
public static class Weather
{
    public static Weather<FaultSwitch> Next(FaultPanel<FaultSwitch> panel, string operation, string resource) => Forecast.Of(panel.Strike(one => Fits(one, operation, resource)), MomentOf);

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

    private static Moment MomentOf(FaultSwitch strike) => strike.Kind switch
    {
        FaultKind.Slow => Moment.Delay,
        FaultKind.DropReply or FaultKind.Truncate or FaultKind.SearchTimedOut => Moment.After,
        FaultKind.Reset => Moment.Before,
        _ => Moment.AsItSays,
    };
}
