using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Kustomer.Control;

/// <summary>Settings, counters and records from the other side, for tests and demonstrations.</summary>
public static class ControlApi
{
    public static void Map(IEndpointRouteBuilder routes, KustomerStandIn org)
    {
        var control = routes.MapGroup(KustomerStandIn.Path + "/control");
        SettingsApi.Map(control, "/settings", () => org.Settings, org.Use);
        control.MapGet("/counters", () => CounterView.Of(org));
        control.MapGet("/requests", () => org.Requests.All);
        control.MapGet("/hooks", () => org.Outbox.Transactions);
        control.MapGet("/files/{id}", (string id) => org.Files.Find(id) is { } bytes ? Results.Bytes(bytes) : Results.NotFound());
        control.MapPost("/reset", (int? seed) => org.Reset(seed));
        RecordApi.Map(control, org);
    }
}
