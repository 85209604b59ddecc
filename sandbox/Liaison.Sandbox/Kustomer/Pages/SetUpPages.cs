using System.Text.Json;
using Liaison.Sandbox.Kustomer.Faults;
using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Kustomer.Pages;

/// <summary>The fault switches, with buttons for the usual ones, and the settings.</summary>
public static class SetUpPages
{
    private static readonly JsonSerializerOptions Indented = new(SandboxJson.Options) { WriteIndented = true };

    private static readonly (string Label, FaultSwitch Switch)[] Usual =
    [
        ("Too many requests", new FaultSwitch { Kind = FaultKind.Throttle }),
        ("The key has expired", new FaultSwitch { Kind = FaultKind.KeyExpired }),
        ("The key was deleted", new FaultSwitch { Kind = FaultKind.KeyDeleted }),
        ("The key is of another region", new FaultSwitch { Kind = FaultKind.PodMismatch }),
        ("The key does not allow this address", new FaultSwitch { Kind = FaultKind.AddressDenied }),
        ("Service unavailable", new FaultSwitch { Kind = FaultKind.ServerError }),
        ("HTML page from the network", new FaultSwitch { Kind = FaultKind.Html }),
        ("Ten seconds slow", new FaultSwitch { Kind = FaultKind.Slow, Milliseconds = 10_000 }),
        ("The next create is done but not answered", new FaultSwitch { Kind = FaultKind.DropReply, Operation = "create", Count = 1 }),
        ("The next update finds another rev", new FaultSwitch { Kind = FaultKind.RevConflict, Count = 1 }),
        ("Searches run out of time", new FaultSwitch { Kind = FaultKind.SearchTimedOut }),
        ("The next upload is refused", new FaultSwitch { Kind = FaultKind.UploadDenied, Count = 1 }),
    ];

    public static void Map(IEndpointRouteBuilder routes, KustomerStandIn org)
    {
        routes.MapGet("/kustomer/switches", () => KustomerPage.Show("Fault switches", SwitchBoard.Show("/kustomer", org.Faults.Active, Usual.Select(one => one.Label), one => $"{one.Kind} {one.Operation} {one.Resource}", JsonSerializer.Serialize(org.Settings, Indented))));
        routes.MapPost("/kustomer/switches", async (HttpRequest request) => SwitchBoard.Press("/kustomer", org.Faults, [.. Usual.Select(one => one.Switch)], await request.ReadFormAsync()));
    }
}
