using System.Globalization;

namespace Liaison.Core.Statistics;

/// <summary>One column that a layout may name.</summary>
/// <param name="Name">Stable, camel case.</param>
/// <param name="Label">What it is, for people.</param>
/// <param name="Subjects">In whose files it means something.</param>
/// <param name="Kind">text · time · count · seconds · share.</param>
public sealed record StatisticsColumn(string Name, string Label, IReadOnlyList<LayoutSubject> Subjects, string Kind)
{
    internal Func<StatisticsRow, ColumnLight, string?, string> Of { get; init; } = static (_, _, _) => "";

    public string Value(StatisticsRow row, ColumnLight light, string? format = null) => Of(row, light, format);
}

/// <summary>In which light rows are written.</summary>
public sealed record ColumnLight(TimeZoneInfo Zone, int Minutes);

/// <summary>The catalogue of columns. A value that there is none of is 0, never empty; an average of nothing too.</summary>
public static class StatisticsColumns
{
    private static readonly LayoutSubject[] Both = [LayoutSubject.Queues, LayoutSubject.Agents];
    private static readonly LayoutSubject[] OfQueues = [LayoutSubject.Queues];
    private static readonly LayoutSubject[] OfAgents = [LayoutSubject.Agents];

    public static IReadOnlyList<StatisticsColumn> All { get; } =
    [
        Text("minutes", "Length of an interval in minutes", Both, (_, light) => Whole(light.Minutes)),
        Time("startUtc", "Beginning, UTC", row => row.Interval.From, utc: true), Time("endUtc", "End, UTC", row => row.Interval.To, utc: true),
        Time("startLocal", "Beginning, local time", row => row.Interval.From, utc: false), Time("endLocal", "End, local time", row => row.Interval.To, utc: false),
        Text("offset", "Local time's distance from UTC", Both, (row, light) => Local(row.Interval.From, light).ToString("zzz", CultureInfo.InvariantCulture)), Text("zone", "Time zone", Both, (_, light) => light.Zone.Id),
        Text("queue", "Queue", Both, (row, _) => row.Queue ?? ""),
        Text("agent", "Agent: e-mail address, or the source's own id", OfAgents, (row, _) => row.Agent ?? ""), Text("agentName", "Agent's name", OfAgents, (row, _) => row.AgentName ?? row.Agent ?? ""),
        Count("offered", "Offered, this queue first", OfQueues, Measure.Offered), Count("movedIn", "Moved in from another queue", OfQueues, Measure.MovedIn), Count("movedOut", "Moved out before an answer", OfQueues, Measure.MovedOut),
        Figure("entered", "Offered and moved in", OfQueues, "count", r => r[Measure.Offered] + r[Measure.MovedIn]),
        Count("answered", "Answered", Both, Measure.Answered), Count("answeredInTime", "Answered within the service level", OfQueues, Measure.AnsweredInTime), Count("abandoned", "Given up", OfQueues, Measure.Abandoned),
        Count("abandonedShort", "Given up at once", OfQueues, Measure.AbandonedShort), Count("abandonedInTime", "Given up within the service level, but not at once", OfQueues, Measure.AbandonedInTime),
        Figure("abandonedLate", "Given up, but not at once", OfQueues, "count", r => r[Measure.Abandoned] - r[Measure.AbandonedShort]), Count("otherEnds", "Ended otherwise", OfQueues, Measure.OtherEnds),
        Seconds("waitAnswered", "Wait of those answered", OfQueues, Measure.WaitAnswered), Seconds("waitAbandoned", "Wait of those who gave up", OfQueues, Measure.WaitAbandoned),
        Seconds("longestAnswered", "Longest wait of those answered", OfQueues, Measure.LongestAnswered), Seconds("longestAbandoned", "Longest wait of those who gave up", OfQueues, Measure.LongestAbandoned),
        Count("handled", "Contacts that ended", Both, Measure.Handled), Seconds("talk", "Talk", Both, Measure.Talk), Seconds("hold", "Hold", Both, Measure.Hold), Seconds("wrapUp", "Wrap-up", Both, Measure.WrapUp),
        Figure("contact", "Talk and hold", Both, "seconds", r => r[Measure.Talk] + r[Measure.Hold]), Figure("handle", "Talk, hold and wrap-up", Both, "seconds", Handle),
        Count("transferredOut", "Answered, then passed on", Both, Measure.TransferredOut),
        Figure("averageWait", "Average wait of those answered", OfQueues, "seconds", r => Average(r[Measure.WaitAnswered], r[Measure.Answered])),
        Figure("averageHandle", "Average of talk, hold and wrap-up", Both, "seconds", r => Average(Handle(r), r[Measure.Handled])),
        new("serviceLevel", "Service level: answered in time, of those answered or given up, but not at once", OfQueues, "share") { Of = (row, _, _) => (ServiceLevel(row) ?? 0).ToString("0.####", CultureInfo.InvariantCulture) },
        Seconds("staffed", "Time of agents in service", Both, Measure.Staffed), Seconds("idle", "Time of agents ready and waiting", Both, Measure.Idle),
        new("staffedAgents", "Agents in service, on average", Both, "share") { Of = (row, _, _) => Agents(row).ToString("0.00", CultureInfo.InvariantCulture) },
        Seconds("paused", "Not ready: a pause", OfAgents, Measure.Paused), Seconds("admin", "Not ready: other work", OfAgents, Measure.Admin),
        Figure("worked", "In service, or other work", OfAgents, "seconds", r => r[Measure.Staffed] + r[Measure.Admin]),
        Count("rung", "Offers", OfAgents, Measure.Rung), Count("missed", "Offers not taken", OfAgents, Measure.Missed),
        Count("directIn", "Came in by no queue", OfAgents, Measure.DirectIn), Seconds("directInTime", "Time of those", OfAgents, Measure.DirectInTime),
        Count("directOut", "Outgoing", OfAgents, Measure.DirectOut), Seconds("directOutTime", "Time of those", OfAgents, Measure.DirectOutTime),
    ];

    private static readonly Dictionary<string, StatisticsColumn> ByName = All.ToDictionary(c => c.Name, StringComparer.Ordinal);

    public static StatisticsColumn? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The share answered in time of those who were answered or gave up, but not at once; null while there are none.</summary>
    public static double? ServiceLevel(StatisticsRow row) => row[Measure.Answered] + row[Measure.Abandoned] - row[Measure.AbandonedShort] is > 0 and var all ? (double)row[Measure.AnsweredInTime] / all : null;

    private static double Agents(StatisticsRow row) => row.Interval.Length.TotalSeconds is > 0 and var length ? row[Measure.Staffed] / length : 0;

    private static long Handle(StatisticsRow row) => row[Measure.Talk] + row[Measure.Hold] + row[Measure.WrapUp];

    private static long Average(long sum, long count) => count == 0 ? 0 : (long)Math.Round((double)sum / count, MidpointRounding.AwayFromZero);

    private static StatisticsColumn Text(string name, string label, LayoutSubject[] subjects, Func<StatisticsRow, ColumnLight, string> of) => new(name, label, subjects, "text") { Of = (row, light, _) => of(row, light) };

    private static StatisticsColumn Time(string name, string label, Func<StatisticsRow, DateTimeOffset> at, bool utc) => new(name, label, Both, "time")
    {
        Of = (row, light, format) => utc ? at(row).UtcDateTime.ToString(format ?? "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : Local(at(row), light).ToString(format ?? "yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
    };

    private static StatisticsColumn Count(string name, string label, LayoutSubject[] subjects, Measure measure) => Figure(name, label, subjects, "count", r => r[measure]);

    private static StatisticsColumn Seconds(string name, string label, LayoutSubject[] subjects, Measure measure) => Figure(name, label, subjects, "seconds", r => r[measure]);

    private static StatisticsColumn Figure(string name, string label, LayoutSubject[] subjects, string kind, Func<StatisticsRow, long> of) => new(name, label, subjects, kind) { Of = (row, _, _) => Whole(of(row)) };

    private static DateTimeOffset Local(DateTimeOffset at, ColumnLight light) => TimeZoneInfo.ConvertTime(at, light.Zone);

    private static string Whole(long value) => value.ToString(CultureInfo.InvariantCulture);
}
