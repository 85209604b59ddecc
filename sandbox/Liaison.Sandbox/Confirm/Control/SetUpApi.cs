using Liaison.Sandbox.Confirm.Lookups;
using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Confirm.Control;

/// <summary>Setting the tenant up: settings, code lists, CRM Agent, tokens, and the way back to the first day.</summary>
public static class SetUpApi
{
    public static void Map(IEndpointRouteBuilder routes, ConfirmStandIn confirm)
    {
        var control = routes.MapGroup("/confirm/control");
        SettingsApi.Map(control, "/settings", () => confirm.Settings, confirm.Use);
        control.MapGet("/lookups", () => confirm.Catalogue.Lists);
        control.MapPut("/lookups", (CodeLists lists) => SettingsApi.Try(() => { confirm.Use(lists); return confirm.Catalogue.Lists; }));
        SettingsApi.Map(control, "/agent", () => confirm.Agent.Settings, confirm.Use);
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
}

/// <param name="Token">In its decoded form.</param>
public sealed record TokenToAccept(string Token, int Seconds = 3600);
