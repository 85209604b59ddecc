using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Liaison.Core.Statistics;

/// <summary>Writes rows as a layout says. The same rows and the same layout give the same bytes.</summary>
public static partial class StatisticsFile
{
    public static string Write(StatisticsLayout layout, StatisticsSettings settings, IReadOnlyList<StatisticsRow> rows)
    {
        var light = new ColumnLight(settings.Grid.Zone, settings.IntervalMinutes);
        var columns = layout.Columns.Select(c => (Column: c, Of: StatisticsColumns.Find(c.Source))).ToList();
        var (text, end) = (new StringBuilder(), layout.UnixLines ? "\n" : "\r\n");
        if (layout.Preface)
        {
            text.Append(CultureInfo.InvariantCulture, $"# {Preface(settings)}").Append(end);
        }
        if (layout.Header)
        {
            text.Append(layout.HeaderPrefix).AppendJoin(layout.Delimiter, layout.Columns.Select(c => Quoted(c.Heading ?? TextOf(c) ?? c.Source, layout))).Append(end);
        }
        foreach (var row in rows)
        {
            text.AppendJoin(layout.Delimiter, columns.Select(c => Quoted(c.Of?.Value(row, light, c.Column.Format) ?? TextOf(c.Column) ?? "", layout))).Append(end);
        }
        if (layout.ControlLine)
        {
            text.Append(CultureInfo.InvariantCulture, $"# end rows={rows.Count} {Totals(layout.Subject, rows)}").Append(end);
        }
        return text.ToString();
    }

    /// <summary>How the file of an interval is called.</summary>
    /// <param name="sequence">Counts the files of a connection, from 1.</param>
    public static string NameOf(StatisticsLayout layout, StatisticsSettings settings, Interval interval, long sequence) => Placeholder().Replace(layout.FileName, found => found.Groups["what"].Value switch
    {
        "utc" => interval.From.UtcDateTime.ToString(found.Groups["format"].Value, CultureInfo.InvariantCulture),
        "local" => TimeZoneInfo.ConvertTime(interval.From, settings.Grid.Zone).ToString(found.Groups["format"].Value, CultureInfo.InvariantCulture),
        "offset" => TimeZoneInfo.ConvertTime(interval.From, settings.Grid.Zone).ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal),
        "minutes" => settings.IntervalMinutes.ToString(CultureInfo.InvariantCulture),
        "sequence" => sequence.ToString(CultureInfo.InvariantCulture),
        _ => found.Value,
    });

    internal static string? TextOf(LayoutColumn column) => column.Source.StartsWith(LayoutCheck.Fixed, StringComparison.Ordinal) ? column.Source[LayoutCheck.Fixed.Length..] : null;

    private static string Preface(StatisticsSettings settings) =>
        $"zone {settings.Zone}; interval {settings.IntervalMinutes} min; counted by {(settings.Attribution == Attribution.Arrival ? "arrival" : "event")}; "
        + $"service level: answered within {settings.ServiceLevelSeconds} s, of those answered or given up after {settings.ShortAbandonSeconds} s or more; "
        + $"a transfer to a queue {(settings.CountTransfers ? "counts there again" : "does not count there again")}";

    private static string Totals(LayoutSubject subject, IReadOnlyList<StatisticsRow> rows) => string.Join(' ', (subject == LayoutSubject.Queues
        ? new[] { ("offered", Measure.Offered), ("answered", Measure.Answered), ("abandoned", Measure.Abandoned) }
        : [("answered", Measure.Answered), ("talk", Measure.Talk), ("staffed", Measure.Staffed)]).Select(t => $"{t.Item1}={rows.Sum(r => r[t.Item2])}"));

    private static string Quoted(string value, StatisticsLayout layout) => value.Length > 0 && (value.Contains(layout.Delimiter, StringComparison.Ordinal) || value.AsSpan().IndexOfAny("\"\r\n") >= 0)
        ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal).ReplaceLineEndings(" ")}\""
        : value;

    [GeneratedRegex(@"\{(?<what>[a-z]+)(?::(?<format>[^{}]+))?\}", RegexOptions.CultureInvariant, 1000)]
    internal static partial Regex Placeholder();
}
