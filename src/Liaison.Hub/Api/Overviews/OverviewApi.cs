using Liaison.Core.Connecting;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Access;
using Liaison.Hub.Api.Connections;
using Liaison.Hub.Api.Shared;
using Liaison.Hub.Connecting;
using Liaison.Storage.Configuration;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Liaison.Hub.Api.Overviews;

/// <summary>How things stand, at a glance.</summary>
public static class OverviewApi
{
    public static void MapOverview(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/overview", Look).WithTags("Overview").Says("getOverview", "Says how cases, deliveries and connections stand.").Needs(Permission.SignedIn);

    private static async Task<Ok<OverviewAnswer>> Look(Caller caller, OverviewStore store, ConnectionStore connections, ConnectorCatalog connectors, CancellationToken cancel)
    {
        var overview = await store.Read(caller.TenantId, cancel);
        var views = await connections.List(caller.TenantId, cancel);
        return TypedResults.Ok(new OverviewAnswer(
            new OverviewCases(overview.CasesOpen, overview.CasesToday),
            new OverviewDeliveries(overview.ByState.ToDictionary(s => char.ToLowerInvariant(s.Key.ToString()[0]) + s.Key.ToString()[1..], s => s.Value, StringComparer.Ordinal), overview.LastHour),
            [.. views.Select(view => OverviewConnection.Of(ConnectionAnswer.Of(view, []), connectors.Find(view.Kind)?.Name ?? view.Kind))]));
    }
}

public sealed record OverviewAnswer(OverviewCases Cases, OverviewDeliveries Deliveries, IReadOnlyList<OverviewConnection> Connections);

/// <param name="Today">Those made since midnight, UTC.</param>
public sealed record OverviewCases(int Open, int Today);

/// <param name="ByState">Each state is named; delivered and cancelled are counted among the last 10,000.</param>
/// <param name="LastHour">By minute; a minute in which nothing ended is left out.</param>
public sealed record OverviewDeliveries(IReadOnlyDictionary<string, int> ByState, IReadOnlyList<OverviewMinute> LastHour);

/// <summary>A connection without its settings, which agents may not see.</summary>
public sealed record OverviewConnection(Id<Connection> Id, string Kind, string KindName, string Name, bool Enabled, Health Health, ParkedAnswer? Parked, DeliveryCounts Counts)
{
    public static OverviewConnection Of(ConnectionAnswer c, string kindName) => new(c.Id, c.Kind, kindName, c.Name, c.Enabled, c.Health, c.Parked, c.Counts);
}
