using System.Text.Json;
using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Salesforce.Faults;

/// <summary>Fault switches as JSON: GET lists, POST adds one or a list, DELETE takes off one or all.</summary>
public static class FaultApi
{
    public static void Map(IEndpointRouteBuilder routes, SalesforceStandIn org)
    {
        routes.MapGet("/salesforce/faults", () => org.Faults.Active);
        routes.MapPost("/salesforce/faults", (JsonElement body) => Add(org, body));
        routes.MapDelete("/salesforce/faults", () => org.Faults.Clear());
        routes.MapDelete("/salesforce/faults/{id}", (string id) => org.Faults.Remove(id) ? Results.NoContent() : Results.NotFound());
    }

    private static IResult Add(SalesforceStandIn org, JsonElement body)
    {
        try
        {
            var switches = body.ValueKind == JsonValueKind.Array ? body.Deserialize<FaultSwitch[]>(SandboxJson.Options)! : [body.Deserialize<FaultSwitch>(SandboxJson.Options)!];
            return Results.Json(switches.Select(org.Faults.Add).ToArray(), SandboxJson.Options);
        }
        catch (JsonException wrong)
        {
            return Results.Problem(wrong.Message, statusCode: StatusCodes.Status400BadRequest);
        }
    }
}
