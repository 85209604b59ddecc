using System.Text.Json;
using System.Text.Json.Nodes;

namespace Liaison.Sandbox.Shared;

/// <summary>A stand-in's settings as JSON: GET shows them, POST changes those that it names.</summary>
public static class SettingsApi
{
    /// <param name="path">Within the control API, as <c>/settings</c>.</param>
    /// <param name="use">Takes the changed settings over.</param>
    public static void Map<TSettings>(IEndpointRouteBuilder control, string path, Func<TSettings> now, Action<TSettings> use)
        where TSettings : class
    {
        control.MapGet(path, () => Results.Json(now(), SandboxJson.Options));
        control.MapPost(path, (JsonObject changes) => Try(() =>
        {
            use(SandboxJson.Overlay(now(), changes));
            return now();
        }));
    }

    /// <summary>The result as JSON, or 400 with what is wrong about it.</summary>
    public static IResult Try<T>(Func<T> work)
    {
        try
        {
            return Results.Json(work(), SandboxJson.Options);
        }
        catch (Exception wrong) when (wrong is JsonException or ArgumentException or TimeZoneNotFoundException)
        {
            return Results.Problem(wrong.Message, statusCode: StatusCodes.Status400BadRequest);
        }
    }
}
