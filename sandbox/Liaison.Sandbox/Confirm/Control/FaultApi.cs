using System.Text.Json;
using Liaison.Sandbox.Confirm.Faults;
using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Confirm.Control;

/// <summary>Fault switches as JSON: GET lists, POST adds one or a list, DELETE takes off one or all.</summary>
public static class FaultApi
{
    public static void Map(IEndpointRouteBuilder routes, ConfirmStandIn confirm)
    {
        routes.MapGet("/confirm/faults", () => confirm.Faults.Active);
        routes.MapPost("/confirm/faults", (JsonElement body) => Add(confirm, body));
        routes.MapDelete("/confirm/faults", () => confirm.Faults.Clear());
        routes.MapDelete("/confirm/faults/{id}", (string id) => confirm.Faults.Remove(id) ? Results.NoContent() : Results.NotFound());
    }

    private static IResult Add(ConfirmStandIn confirm, JsonElement body)
    {
        try
        {
            var switches = body.ValueKind == JsonValueKind.Array ? body.Deserialize<FaultSwitch[]>(SandboxJson.Options)! : [body.Deserialize<FaultSwitch>(SandboxJson.Options)!];
            return Results.Json(switches.Select(confirm.Faults.Add).ToArray(), SandboxJson.Options);
        }
        catch (JsonException wrong)
        {
            return Results.Problem(wrong.Message, statusCode: StatusCodes.Status400BadRequest);
        }
    }
}
