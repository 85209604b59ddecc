using Liaison.Core.Connecting;
using Liaison.Core.Shared;
using Liaison.Core.Statistics;
using Liaison.Hub.Api.Access;
using Liaison.Hub.Api.Shared;
using Liaison.Storage.Configuration;
using Liaison.Storage.Statistics;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Liaison.Hub.Api.Statistics;

/// <summary>How a connection is given figures: one document each.</summary>
public static class StatisticsSettingsApi
{
    private const int LongestPreview = 20_000;

    public static void MapStatisticsSettings(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/connections/{id}/statistics", Get).WithTags("Statistics").Says("getStatisticsSettings", "Tells how a connection is given figures; before it is saved for the first time, what holds until then.").Needs(Permission.ConfigurationRead);
        routes.MapPut("/connections/{id}/statistics", Put).WithTags("Statistics").Says("saveStatisticsSettings", "Changes how a connection is given figures. Files that were made stay as they are.").Needs(Permission.ConfigurationWrite).NeedsIfMatch();
        routes.MapPost("/statistics/preview", Preview).WithTags("Statistics").Says("previewStatistics", "Shows a file as a layout would write it, without sending anything.").Needs(Permission.ConfigurationRead);
    }

    private static async Task<Results<Ok<StatisticsSettingsAnswer>, ProblemHttpResult>> Get(
        Id<Connection> id, Caller caller, StatisticsDoor door, ConnectionDocumentStore store, StatisticsFileStore files, CancellationToken cancel)
    {
        if (await door.Find(caller.TenantId, id, cancel) is not { } found)
        {
            return ApiProblem.NotFound("connection");
        }
        var saved = await store.Find(caller.TenantId, id, DocumentKinds.Statistics, cancel);
        return TypedResults.Ok(await AnswerOf(saved?.Document ?? StatisticsSettings.Beginning, saved?.Version ?? 0, caller, id, found.Feed, files, cancel));
    }

    private static async Task<Results<Ok<StatisticsSettingsAnswer>, ProblemHttpResult>> Put(
        Id<Connection> id, StatisticsSettings wanted, [FromHeader(Name = "If-Match")] IfMatch? ifMatch, Caller caller, StatisticsDoor door, ConnectionDocumentStore store, StatisticsFileStore files,
        CancellationToken cancel)
    {
        if (await door.Find(caller.TenantId, id, cancel) is not { } found)
        {
            return ApiProblem.NotFound("connection");
        }
        if (LayoutCheck.Check(wanted) is { Count: > 0 } problems)
        {
            return ApiProblem.Invalid("invalid-statistics", "These settings could not work, so they were not saved.", problems);
        }
        return await store.Save(caller.TenantId, id, DocumentKinds.Statistics, wanted, ifMatch!.Value.Version, caller.Actor, cancel) switch
        {
            Saved<int>.Done(var version) => TypedResults.Ok(await AnswerOf(wanted, version, caller, id, found.Feed, files, cancel)),
            var other => ApiProblem.Of(other, "connection"),
        };
    }

    private static async Task<Results<Ok<PreviewAnswer>, ProblemHttpResult>> Preview(PreviewBody body, Caller caller, StatisticsDoor door, CancellationToken cancel)
    {
        if (LayoutCheck.Check(body.Settings) is { Count: > 0 } problems)
        {
            return ApiProblem.Invalid("invalid-statistics", "These settings could not work.", problems);
        }
        if (body.Settings.Layouts.FirstOrDefault(l => l.Name == body.Layout) is not { } layout)
        {
            return ApiProblem.Invalid("unknown-layout", $"There is no file called “{body.Layout}”.", new Problem("/layout", "unknown-layout", "Name one of the settings' layouts."));
        }
        var leftOut = FeedSwitches.None.DisabledQueues;
        if (body.Connection is { } id)
        {
            if (await door.Find(caller.TenantId, id, cancel) is not { } found)
            {
                return ApiProblem.NotFound("connection");
            }
            leftOut = found.Feed.DisabledQueues;
        }
        var grid = body.Settings.Grid;
        var interval = grid.Of(body.From ?? grid.Of(door.Now).From.AddSeconds(-1));
        var rows = (await door.Count(caller.TenantId, body.Settings, leftOut, [interval], cancel)).Of(layout.Subject);
        var text = StatisticsFile.Write(layout, body.Settings, rows);
        return TypedResults.Ok(new PreviewAnswer(
            StatisticsFile.NameOf(layout, body.Settings, interval, 1), interval.From, interval.To, rows.Count, text.Length > LongestPreview ? text[..LongestPreview] : text, text.Length > LongestPreview));
    }

    private static async Task<StatisticsSettingsAnswer> AnswerOf(
        StatisticsSettings settings, int version, Caller caller, Id<Connection> id, FeedSwitches feed, StatisticsFileStore files, CancellationToken cancel) => new(
        settings, feed.Statistics, [.. feed.DisabledQueues.Order(StringComparer.OrdinalIgnoreCase)], (await files.Progress(caller.TenantId, id, cancel))?.DoneTo, version);
}
