using System.Globalization;
using System.Text;
using Liaison.Core.Connecting;
using Liaison.Core.Shared;
using Liaison.Core.Statistics;
using Liaison.Hub.Api.Access;
using Liaison.Hub.Api.Shared;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Liaison.Hub.Api.Statistics;

/// <summary>Figures of queues and agents by interval, for whoever asks.</summary>
public static class StatisticsFiguresApi
{
    private const int MostRows = 50_000;

    public static void MapStatisticsFigures(this IEndpointRouteBuilder routes)
    {
        var statistics = routes.MapGroup("/statistics").WithTags("Statistics");
        statistics.MapGet("/intervals", Intervals).Says("getStatistics", "Counts queues or agents by interval, for up to seven days: by a connection's settings, or by those to begin with. “format=csv” gives a file with every column.").Needs(Permission.Supervision);
        statistics.MapGet("/catalogue", Catalogue).Says("getStatisticsCatalogue", "Tells which columns there are, and layouts to start from.").Needs(Permission.ConfigurationRead);
    }

    private static async Task<Results<Ok<IntervalsAnswer>, ContentHttpResult, ProblemHttpResult>> Intervals(
        DateTimeOffset from, DateTimeOffset to, Id<Connection>? connection, string? subject, string? queue, string? agent, int? minutes, string? zone, string? format,
        Caller caller, StatisticsDoor door, CancellationToken cancel)
    {
        var of = SubjectOf(subject);
        var (settings, leftOut) = (StatisticsSettings.Beginning, (IReadOnlySet<string>)FeedSwitches.None.DisabledQueues);
        if (connection is { } id)
        {
            if (await door.Find(caller.TenantId, id, cancel) is not { } found)
            {
                return ApiProblem.NotFound("connection");
            }
            (settings, leftOut) = (found.Settings, found.Feed.DisabledQueues);
        }
        settings = settings with { IntervalMinutes = minutes ?? settings.IntervalMinutes, Zone = connection is null || zone is not null ? Zones.Of(zone, caller).Id : settings.Zone };
        if (LayoutCheck.Check(settings) is { Count: > 0 } problems)
        {
            return ApiProblem.Invalid("invalid-statistics", "Nothing can be counted so.", problems);
        }
        if (to <= from || to - from > StatisticsDoor.Longest)
        {
            return ApiProblem.Invalid("invalid-window", "A window ends after it begins, and is at most seven days long.", new Problem("/to", "invalid-window", "Choose a time after “from”, at most seven days later."));
        }
        var counted = (await door.Count(caller.TenantId, settings, leftOut, [.. settings.Grid.Between(from, to)], cancel)).Of(of)
            .Where(r => (queue is null || string.Equals(r.Queue, queue, StringComparison.OrdinalIgnoreCase)) && (agent is null || string.Equals(r.Agent, agent, StringComparison.OrdinalIgnoreCase))).ToList();
        if (counted.Count > MostRows)
        {
            return ApiProblem.Invalid("too-many-rows", $"That are {counted.Count:N0} rows, and {MostRows:N0} is the most. Ask for a shorter time, or for one queue or agent.");
        }
        if (format == "csv")
        {
            var layout = LayoutPresets.Find("generic")!.Layouts.First(l => l.Subject == of) with { Preface = false, ControlLine = false };
            return TypedResults.Text(StatisticsFile.Write(layout, settings, counted), "text/csv", Encoding.UTF8);
        }
        return TypedResults.Ok(new IntervalsAnswer(
            settings.Zone, settings.IntervalMinutes, settings.Attribution, settings.ServiceLevelSeconds, settings.ShortAbandonSeconds, connection, RowsOf(counted, of, settings)));
    }

    private static LayoutSubject SubjectOf(string? subject) => subject switch
    {
        null or "queues" => LayoutSubject.Queues,
        "agents" => LayoutSubject.Agents,
        _ => throw new BadHttpRequestException("The parameter “subject” is queues or agents."),
    };

    private static Ok<StatisticsCatalogue> Catalogue() => TypedResults.Ok(new StatisticsCatalogue(StatisticsColumns.All, LayoutPresets.All, StatisticsSettings.Beginning));

    private static List<IntervalRow> RowsOf(IReadOnlyList<StatisticsRow> rows, LayoutSubject subject, StatisticsSettings settings)
    {
        var light = new ColumnLight(settings.Grid.Zone, settings.IntervalMinutes);
        var figures = StatisticsColumns.All.Where(c => c.Kind is "count" or "seconds" or "share" && c.Subjects.Contains(subject)).ToList();
        return [.. rows.Select(r => new IntervalRow(r.Interval.From, r.Interval.To, r.Queue, r.Agent, r.AgentName, figures.ToDictionary(c => c.Name, c => double.Parse(c.Value(r, light), CultureInfo.InvariantCulture))))];
    }
}
