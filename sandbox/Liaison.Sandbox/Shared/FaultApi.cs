using System.Text.Json;

namespace Liaison.Sandbox.Shared;

/// <summary>Fault switches as JSON: GET lists, POST adds one or a list, DELETE takes off one or all.</summary>
public static class FaultApi
{
    /// <param name="path">As <c>/salesforce/faults</c>.</param>
    public static void Map<TSwitch>(IEndpointRouteBuilder routes, string path, FaultPanel<TSwitch> panel)
        where TSwitch : Switch
    {
        routes.MapGet(path, () => Results.Json(panel.Active, SandboxJson.Options));
        routes.MapPost(path, (JsonElement body) => Add(panel, body));
        routes.MapDelete(path, () => panel.Clear());
        routes.MapDelete(path + "/{id}", (string id) => panel.Remove(id) ? Results.NoContent() : Results.NotFound());
    }

    private static IResult Add<TSwitch>(FaultPanel<TSwitch> panel, JsonElement body)
        where TSwitch : Switch
    {
        try
        {
            var switches = body.ValueKind == JsonValueKind.Array ? body.Deserialize<TSwitch[]>(SandboxJson.Options)! : [body.Deserialize<TSwitch>(SandboxJson.Options)!];
            return Results.Json(switches.Select(panel.Add).ToArray(), SandboxJson.Options);
        }
        catch (JsonException wrong)
        {
            return Results.Problem(wrong.Message, statusCode: StatusCodes.Status400BadRequest);
        }
    }
}
