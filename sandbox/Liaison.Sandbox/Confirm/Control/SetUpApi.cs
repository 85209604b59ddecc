using System.Text.Json;
using System.Text.Json.Nodes;
using Liaison.Sandbox.Confirm.Lookups;
using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Confirm.Control;

/// <summary>Setting the tenant up: settings, code lists, CRM Agent, tokens, and the way back to the first day.</summary>
public static class SetUpApi
{
    public static void Map(IEndpointRouteBuilder routes, ConfirmStandIn confirm)
    {
        var control = routes.MapGroup("/confirm/control");
        control.MapGet("/settings", () => confirm.Settings);
        control.MapPost("/settings", (JsonObject changes) => Try(() => { confirm.Use(SandboxJson.Overlay(confirm.Settings, changes)); return confirm.Settings; }));
        control.MapGet("/lookups", () => confirm.Catalogue.Lists);
        control.MapPut("/lookups", (CodeLists lists) => Try(() => { confirm.Use(lists); return confirm.Catalogue.Lists; }));
        control.MapGet("/agent", () => confirm.Agent.Settings);
        control.MapPost("/agent", (JsonObject changes) => Try(() => { confirm.Use(SandboxJson.Overlay(confirm.Agent.Settings, changes)); return confirm.Agent.Settings; }));
        control.MapGet("/agent/pushes", () => new { waiting = confirm.Agent.Queue.Count, attempts = confirm.Agent.Attempts });
        control.MapPost("/agent/run", async (CancellationToken cancel) =>
        {
            await confirm.Agent.RunOnce(DateTimeOffset.MaxValue, cancel);
            return new { waiting = confirm.Agent.Queue.Count };
        });
        control.MapPost("/tokens", (TokenToAccept token) => confirm.Tokens.Accept(token.Token, token.Seconds));
        control.MapDelete("/tokens", () => confirm.Tokens.ExpireAll());
        control.MapPost("/unlock", () => confirm.Lockout.Unlock());
        control.MapPost("/reset", (int? seed) => confirm.Reset(seed));
    }

    private static IResult Try<T>(Func<T> work)
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

/// <param name="Token">In its decoded form.</param>
public sealed record TokenToAccept(string Token, int Seconds = 3600);
