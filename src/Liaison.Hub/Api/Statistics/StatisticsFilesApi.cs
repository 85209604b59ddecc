using System.Text;
using Liaison.Core.Connecting;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Access;
using Liaison.Hub.Api.Shared;
using Liaison.Hub.Statistics;
using Liaison.Storage.Statistics;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Liaison.Hub.Api.Statistics;

/// <summary>The files that connections were given, those that they are missing, and sending them again.</summary>
public static class StatisticsFilesApi
{
    private static readonly TimeSpan Usual = TimeSpan.FromDays(2);

    public static void MapStatisticsFiles(this IEndpointRouteBuilder routes)
    {
        var statistics = routes.MapGroup("/statistics").WithTags("Statistics");
        statistics.MapGet("/files", List).Says("listStatisticsFiles", "Lists the files that were made for a connection, newest first: of the last two days unless told otherwise.").Needs(Permission.DeliveriesRead);
        statistics.MapGet("/files/{id}", Content).Says("getStatisticsFile", "Gives a file as it was sent. Files are kept for 35 days.").Needs(Permission.DeliveriesRead);
        statistics.MapGet("/gaps", Gaps).Says("listStatisticsGaps", "Lists the intervals that a connection was to have by now and has not.").Needs(Permission.DeliveriesRead);
        statistics.MapPost("/send", Send).Says("sendStatistics", "Counts a window anew and sends its files again, for up to seven days.").Needs(Permission.DeliveriesWrite);
    }

    private static async Task<Results<Ok<Items<FileAnswer>>, ProblemHttpResult>> List(
        Id<Connection> connection, DateTimeOffset? from, DateTimeOffset? to, Caller caller, StatisticsDoor door, StatisticsFileStore files, CancellationToken cancel)
    {
        if (await door.Find(caller.TenantId, connection, cancel) is null)
        {
            return ApiProblem.NotFound("connection");
        }
        var until = to ?? door.Now;
        var all = await files.List(caller.TenantId, connection, from ?? until - Usual, until, newestOnly: false, cancel);
        return TypedResults.Ok(new Items<FileAnswer>([.. all.Select(FileAnswer.Of)]));
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Content(Id<StoredFile> id, Caller caller, StatisticsFileStore files, CancellationToken cancel) =>
        await files.Content(caller.TenantId, id, cancel) is { } file
            ? TypedResults.File(Encoding.UTF8.GetBytes(file.Content), "text/csv; charset=utf-8", file.Name)
            : ApiProblem.NotFound("file");

    private static async Task<Results<Ok<Items<GapAnswer>>, ProblemHttpResult>> Gaps(
        Id<Connection> connection, DateTimeOffset? from, DateTimeOffset? to, Caller caller, StatisticsDoor door, CancellationToken cancel)
    {
        if (await door.Find(caller.TenantId, connection, cancel) is not { } found)
        {
            return ApiProblem.NotFound("connection");
        }
        var until = to ?? door.Now;
        return TypedResults.Ok(new Items<GapAnswer>(found.Feed.Statistics ? await door.Gaps(caller.TenantId, found.Of, found.Settings, from ?? until - StatisticsDoor.Longest, until, cancel) : []));
    }

    private static async Task<Results<Ok<SendAnswer>, ProblemHttpResult>> Send(SendBody body, Caller caller, StatisticsDoor door, StatisticsMaking making, CancellationToken cancel)
    {
        if (await door.Find(caller.TenantId, body.Connection, cancel) is not { } found)
        {
            return ApiProblem.NotFound("connection");
        }
        if (!found.Feed.Statistics)
        {
            return ApiProblem.Of(409, "statistics-off", $"“{found.Of.Name}” is not given statistics. Switch them on in its settings first.");
        }
        if (body.To <= body.From || body.To - body.From > StatisticsDoor.Longest)
        {
            return ApiProblem.Invalid("invalid-window", "A window ends after it begins, and is at most seven days long.", new Problem("/to", "invalid-window", "Choose a time after “from”, at most seven days later."));
        }
        return await making.Again(found.Of, body.From, body.To, caller.Actor.Name, cancel) is { } made
            ? TypedResults.Ok(new SendAnswer(made))
            : ApiProblem.Of(409, "busy", "This connection's files are being made right now. Try again in a moment.");
    }
}
