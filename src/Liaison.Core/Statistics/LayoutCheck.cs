using System.Globalization;
using System.Text.RegularExpressions;
using Liaison.Core.Shared;

namespace Liaison.Core.Statistics;

/// <summary>Says everything that is wrong with settings of statistics, each with its place.</summary>
public static partial class LayoutCheck
{
    /// <summary>Before a text that every row holds.</summary>
    public const string Fixed = "text:";

    private const int MostLayouts = 10;
    private const int MostColumns = 100;
    private const int LongestName = 100;

    private static readonly int[] Lengths = [15, 30, 45, 60];

    public static IReadOnlyList<Problem> Check(StatisticsSettings settings)
    {
        var problems = new List<Problem>();
        if (!Lengths.Contains(settings.IntervalMinutes))
        {
            problems.Add(new Problem("/intervalMinutes", "out-of-range", "An interval has 15, 30, 45 or 60 minutes."));
        }
        if (settings.Zone.Length > 100 || !TimeZoneInfo.TryFindSystemTimeZoneById(settings.Zone, out var zone) || !(zone.HasIanaId || zone.Id == "UTC"))
        {
            problems.Add(new Problem("/zone", "unknown-time-zone", "Choose a time zone by its IANA name, such as Europe/London."));
        }
        Number(settings.ServiceLevelSeconds, 1, 86_400, "/serviceLevelSeconds", "A service level is 1 to 86,400 seconds.", problems);
        Number(settings.ShortAbandonSeconds, 0, 600, "/shortAbandonSeconds", "Giving up at once means within 0 to 600 seconds.", problems);
        Number(settings.SettleMinutes, 0, 1_440, "/settleMinutes", "Files wait 0 to 1,440 minutes for facts that come late.", problems);
        Number(settings.ResendHours, 0, 168, "/resendHours", "Corrected files are made for 0 to 168 hours (a week).", problems);
        if (settings.AdminReasons.Count > 100 || settings.AdminReasons.Any(r => string.IsNullOrWhiteSpace(r) || r.Length > LongestName))
        {
            problems.Add(new Problem("/adminReasons", "invalid-reason", "At most 100 reasons, each of 1 to 100 characters."));
        }
        if (settings.Layouts.Count > MostLayouts)
        {
            problems.Add(new Problem("/layouts", "too-many", $"At most {MostLayouts} files of each interval."));
        }
        foreach (var (layout, n) in settings.Layouts.Select((l, n) => (l, n)).Take(MostLayouts))
        {
            Layout(layout, $"/layouts/{n}", problems);
            if (settings.Layouts.Take(n).Any(l => string.Equals(l.Name, layout.Name, StringComparison.OrdinalIgnoreCase)))
            {
                problems.Add(new Problem($"/layouts/{n}/name", "not-unique", $"There are two files called “{layout.Name}”. Give each a name of its own."));
            }
            if (settings.Layouts.Take(n).Any(l => string.Equals(l.FileName, layout.FileName, StringComparison.OrdinalIgnoreCase)))
            {
                problems.Add(new Problem($"/layouts/{n}/fileName", "not-unique", "Another file has the same file name: one would overwrite the other."));
            }
        }
        return problems;
    }

    private static void Layout(StatisticsLayout layout, string at, List<Problem> problems)
    {
        if (string.IsNullOrWhiteSpace(layout.Name) || layout.Name.Length > LongestName)
        {
            problems.Add(new Problem($"{at}/name", "invalid-name", "A file's layout has a name of 1 to 100 characters."));
        }
        if (layout.Delimiter.Length != 1 || layout.Delimiter is "\"" or "\r" or "\n")
        {
            problems.Add(new Problem($"{at}/delimiter", "invalid-delimiter", "One character stands between values, and it is no quotation mark."));
        }
        if (layout.HeaderPrefix is { } prefix && (prefix.Length > 40 || prefix.AsSpan().IndexOfAny('\r', '\n') >= 0))
        {
            problems.Add(new Problem($"{at}/headerPrefix", "invalid-prefix", "What the heading line begins with has at most 40 characters, on one line."));
        }
        if (WhyNotName(layout.FileName) is { } why)
        {
            problems.Add(new Problem($"{at}/fileName", "invalid-file-name", why));
        }
        if (layout.Columns.Count is 0 or > MostColumns)
        {
            problems.Add(new Problem($"{at}/columns", "out-of-range", $"A file has 1 to {MostColumns} columns."));
        }
        foreach (var (column, n) in layout.Columns.Select((c, n) => (c, n)).Take(MostColumns))
        {
            Column(column, layout.Subject, $"{at}/columns/{n}", problems);
        }
    }

    private static void Column(LayoutColumn column, LayoutSubject subject, string at, List<Problem> problems)
    {
        var known = StatisticsColumns.Find(column.Source);
        if (known is null && !column.Source.StartsWith(Fixed, StringComparison.Ordinal))
        {
            problems.Add(new Problem($"{at}/source", "unknown-column", $"There is no column “{Desk.Cut.At(column.Source, 60)}”."));
        }
        else if (known is not null && !known.Subjects.Contains(subject))
        {
            problems.Add(new Problem($"{at}/source", "wrong-subject", $"“{known.Label}” is not counted of {(subject == LayoutSubject.Agents ? "agents" : "queues")}."));
        }
        if (column.Source.Length > 200 || column.Heading is { Length: > 200 })
        {
            problems.Add(new Problem(at, "too-long", "A heading or a text has at most 200 characters."));
        }
        if (column.Format is { } format && (known?.Kind != "time" || format.Length > 40 || !IsTimeFormat(format)))
        {
            problems.Add(new Problem($"{at}/format", "invalid-format", "Only a time has a format: yyyy, MM, dd, HH, mm and ss with what stands between."));
        }
    }

    private static string? WhyNotName(string name)
    {
        if (name.Length is 0 or > 200 || !StatisticsFile.Placeholder().Matches(name).All(Good))
        {
            return "A file name has at most 200 characters, and in braces only {utc:…}, {local:…}, {offset}, {minutes} and {sequence}.";
        }
        var plain = StatisticsFile.Placeholder().Replace(name, "0");
        return !Plain().IsMatch(plain) ? "A file name holds letters, digits, spaces, dots, hyphens and underscores, and begins with a letter or digit."
            : !name.Contains("{sequence}", StringComparison.Ordinal) && !StatisticsFile.Placeholder().Matches(name).Any(p => p.Groups["what"].Value is "utc" or "local" && p.Groups["format"].Value.Contains("HH", StringComparison.Ordinal))
                ? "Put {sequence}, or the time with date and hour as in {utc:yyyyMMddHHmm}, into the file name: otherwise each file would overwrite the one before."
            : null;
    }

    private static bool Good(Match placeholder) => placeholder.Groups["what"].Value switch
    {
        "utc" or "local" => placeholder.Groups["format"].Value is { Length: > 0 and <= 40 } format && IsTimeFormat(format) && Plain().IsMatch(Written(format)),
        "offset" or "minutes" or "sequence" => !placeholder.Groups["format"].Success,
        _ => false,
    };

    private static bool IsTimeFormat(string format)
    {
        try
        {
            return Written(format).Length is > 0 and < 100;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static string Written(string format) => DateTimeOffset.UnixEpoch.ToString(format, CultureInfo.InvariantCulture);

    private static void Number(int value, int least, int most, string at, string message, List<Problem> problems)
    {
        if (value < least || value > most)
        {
            problems.Add(new Problem(at, "out-of-range", message));
        }
    }

    // Nothing that could leave its folder, or that some file system would not take.
    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9 ._+-]*\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Plain();
}
