using Microsoft.AspNetCore.Http.HttpResults;

namespace Liaison.Hub.Operations;

/// <summary>For load balancers and people: does the process live, and can it work.</summary>
public static class HealthApi
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup("/health").WithTags("Health").AllowAnonymous();
        health.MapGet("/live", Live).WithName("getLive").WithSummary("Says that the process lives.");
        health.MapGet("/ready", Ready).WithName("getReady").WithSummary("Says whether the hub can work, and what is wrong if it cannot (503).").Produces<HealthAnswer>(503);
    }

    private static Ok<HealthAnswer> Live() => TypedResults.Ok(new HealthAnswer("live", []));

    private static async Task<JsonHttpResult<HealthAnswer>> Ready(Checkup checkup, CancellationToken cancel)
    {
        var findings = await checkup.Run(cancel);
        var broken = findings.Any(f => !f.Ok && !f.Degraded);
        var status = broken ? "not ready" : findings.All(f => f.Ok) ? "ready" : "degraded";
        return TypedResults.Json(new HealthAnswer(status, [.. findings.Select(f => new HealthCheck(f.Name, f.Ok, f.Detail, f.Advice))]), statusCode: broken ? 503 : 200);
    }
}

/// <param name="Status">live · ready · degraded · not ready.</param>
public sealed record HealthAnswer(string Status, IReadOnlyList<HealthCheck> Checks);

public sealed record HealthCheck(string Name, bool Ok, string Detail, string? Advice);
