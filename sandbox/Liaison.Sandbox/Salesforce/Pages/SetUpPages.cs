using System.Text.Json;
using Liaison.Sandbox.Salesforce.Faults;
using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Salesforce.Pages;

/// <summary>The fault switches, with buttons for the usual ones, and the settings.</summary>
public static class SetUpPages
{
    private static readonly JsonSerializerOptions Indented = new(SandboxJson.Options) { WriteIndented = true };

    private static readonly (string Label, FaultSwitch Switch)[] Usual =
    [
        ("Requests of the day are used up", new FaultSwitch { Kind = FaultKind.Throttle }),
        ("The next request finds its token expired", new FaultSwitch { Kind = FaultKind.ExpireToken, Count = 1 }),
        ("Refreshing is refused", new FaultSwitch { Kind = FaultKind.RefuseCredentials }),
        ("Server unavailable", new FaultSwitch { Kind = FaultKind.ServerError }),
        ("HTML page from the edge", new FaultSwitch { Kind = FaultKind.Html }),
        ("Ten seconds slow", new FaultSwitch { Kind = FaultKind.Slow, Milliseconds = 10_000 }),
        ("The next composite is done but not answered", new FaultSwitch { Kind = FaultKind.DropReply, Operation = "composite", Count = 1 }),
        ("A locked row, three times", new FaultSwitch { Kind = FaultKind.Lock, Count = 3 }),
    ];

    public static void Map(IEndpointRouteBuilder routes, SalesforceStandIn org)
    {
        routes.MapGet("/salesforce/switches", () => SalesforcePage.Show("Fault switches", SwitchBoard.Show("/salesforce", org.Faults.Active, Usual.Select(one => one.Label), one => $"{one.Kind} {one.Operation} {one.Object}", JsonSerializer.Serialize(org.Settings, Indented))));
        routes.MapPost("/salesforce/switches", async (HttpRequest request) => SwitchBoard.Press("/salesforce", org.Faults, [.. Usual.Select(one => one.Switch)], await request.ReadFormAsync()));
    }
}
