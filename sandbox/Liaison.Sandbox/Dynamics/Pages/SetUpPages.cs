using System.Text.Json;
using Liaison.Sandbox.Dynamics.Faults;
using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Dynamics.Pages;

/// <summary>The fault switches, with buttons for the usual ones, and the settings.</summary>
public static class SetUpPages
{
    private static readonly JsonSerializerOptions Indented = new(SandboxJson.Options) { WriteIndented = true };

    private static readonly (string Label, FaultSwitch Switch)[] Usual =
    [
        ("Too many requests", new FaultSwitch { Kind = FaultKind.Throttle }),
        ("The next request finds its token expired", new FaultSwitch { Kind = FaultKind.ExpireToken, Count = 1 }),
        ("The grant was revoked", new FaultSwitch { Kind = FaultKind.TokenError }),
        ("The client key has expired", new FaultSwitch { Kind = FaultKind.TokenError, Code = "7000222" }),
        ("Service unavailable", new FaultSwitch { Kind = FaultKind.ServerError }),
        ("HTML page from the gateway", new FaultSwitch { Kind = FaultKind.Html }),
        ("Ten seconds slow", new FaultSwitch { Kind = FaultKind.Slow, Milliseconds = 10_000 }),
        ("The next batch is done but not answered", new FaultSwitch { Kind = FaultKind.DropReply, Operation = "batch", Count = 1 }),
        ("The database times out, three times", new FaultSwitch { Kind = FaultKind.SqlTimeout, Count = 3 }),
    ];

    public static void Map(IEndpointRouteBuilder routes, DynamicsStandIn org)
    {
        routes.MapGet("/dynamics/switches", () => DynamicsPage.Show("Fault switches", SwitchBoard.Show("/dynamics", org.Faults.Active, Usual.Select(one => one.Label), one => $"{one.Kind} {one.Operation} {one.Table}", JsonSerializer.Serialize(org.Settings, Indented))));
        routes.MapPost("/dynamics/switches", async (HttpRequest request) => SwitchBoard.Press("/dynamics", org.Faults, [.. Usual.Select(one => one.Switch)], await request.ReadFormAsync()));
    }
}
