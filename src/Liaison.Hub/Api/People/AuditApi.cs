using System.Globalization;
using System.Text.Json.Nodes;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Access;
using Liaison.Hub.Api.Shared;
using Liaison.Storage.Configuration;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Liaison.Hub.Api.People;

/// <summary>Who changed what.</summary>
public static class AuditApi
{
    public static void MapAudit(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/audit", List).WithTags("People").Says("listAudit", "Lists the changes to configuration and people, newest first.").Needs(Permission.Administration);

    private static async Task<Results<Ok<Page<AuditAnswer>>, ProblemHttpResult>> List(string? after, int? limit, Caller caller, AuditTrail trail, CancellationToken cancel)
    {
        long? seq = null;
        if (after is not null)
        {
            if (!long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed))
            {
                return ApiProblem.Of(400, "malformed", "This is not a place where a page ended.");
            }
            seq = parsed;
        }
        var size = Pages.Limit(limit);
        var entries = await trail.Read(caller.TenantId, seq, size + 1, cancel);
        var shown = entries.Take(size).ToList();
        return TypedResults.Ok(new Page<AuditAnswer>([.. shown.Select(e => AuditAnswer.Of(e.Entry))], entries.Count > size ? shown[^1].Seq.ToString(CultureInfo.InvariantCulture) : null));
    }
}

public sealed record AuditAnswer(Id<AuditEntry> Id, DateTimeOffset At, string Who, string Action, string Subject, JsonNode? Before, JsonNode? After)
{
    public static AuditAnswer Of(AuditEntry entry) => new(
        entry.Id, entry.At, entry.Who, entry.Action, entry.Subject, entry.Before is null ? null : JsonNode.Parse(entry.Before), entry.After is null ? null : JsonNode.Parse(entry.After));
}
