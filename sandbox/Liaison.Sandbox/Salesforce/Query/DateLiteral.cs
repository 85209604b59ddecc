namespace Liaison.Sandbox.Salesforce.Query;

/// <summary>Spans of days that queries name by words. Weeks begin on Sunday; days are those of UTC.</summary>
public static class DateLiteral
{
    private static readonly string[] Words =
    [
        "TODAY", "YESTERDAY", "TOMORROW", "THIS_WEEK", "LAST_WEEK", "NEXT_WEEK", "THIS_MONTH", "LAST_MONTH", "NEXT_MONTH", "THIS_YEAR", "LAST_YEAR", "NEXT_YEAR",
        "THIS_QUARTER", "LAST_QUARTER", "NEXT_QUARTER", "LAST_90_DAYS", "NEXT_90_DAYS",
        "LAST_N_DAYS", "NEXT_N_DAYS", "N_DAYS_AGO", "LAST_N_WEEKS", "NEXT_N_WEEKS", "LAST_N_MONTHS", "NEXT_N_MONTHS", "LAST_N_YEARS", "NEXT_N_YEARS",
    ];

    public static bool Known(string word) => Words.Contains(word, StringComparer.OrdinalIgnoreCase);

    /// <returns>The first day, and the day after the last; null when the words mean no span.</returns>
    public static (DateOnly From, DateOnly Until)? Read(string word, int? count, DateOnly today)
    {
        var week = today.AddDays(-(int)today.DayOfWeek);
        var month = new DateOnly(today.Year, today.Month, 1);
        var quarter = new DateOnly(today.Year, ((today.Month - 1) / 3 * 3) + 1, 1);
        var year = new DateOnly(today.Year, 1, 1);
        return (word.ToUpperInvariant(), count) switch
        {
            ("TODAY", null) => (today, today.AddDays(1)),
            ("YESTERDAY", null) => (today.AddDays(-1), today),
            ("TOMORROW", null) => (today.AddDays(1), today.AddDays(2)),
            ("THIS_WEEK", null) => (week, week.AddDays(7)),
            ("LAST_WEEK", null) => (week.AddDays(-7), week),
            ("NEXT_WEEK", null) => (week.AddDays(7), week.AddDays(14)),
            ("THIS_MONTH", null) => (month, month.AddMonths(1)),
            ("LAST_MONTH", null) => (month.AddMonths(-1), month),
            ("NEXT_MONTH", null) => (month.AddMonths(1), month.AddMonths(2)),
            ("THIS_QUARTER", null) => (quarter, quarter.AddMonths(3)),
            ("LAST_QUARTER", null) => (quarter.AddMonths(-3), quarter),
            ("NEXT_QUARTER", null) => (quarter.AddMonths(3), quarter.AddMonths(6)),
            ("THIS_YEAR", null) => (year, year.AddYears(1)),
            ("LAST_YEAR", null) => (year.AddYears(-1), year),
            ("NEXT_YEAR", null) => (year.AddYears(1), year.AddYears(2)),
            ("LAST_90_DAYS", null) => (today.AddDays(-90), today.AddDays(1)),
            ("NEXT_90_DAYS", null) => (today.AddDays(1), today.AddDays(91)),
            ("LAST_N_DAYS", { } days) => (today.AddDays(-days), today.AddDays(1)),
            ("NEXT_N_DAYS", { } days) => (today.AddDays(1), today.AddDays(days + 1)),
            ("N_DAYS_AGO", { } days) => (today.AddDays(-days), today.AddDays(1 - days)),
            ("LAST_N_WEEKS", { } weeks) => (week.AddDays(-7 * weeks), week),
            ("NEXT_N_WEEKS", { } weeks) => (week.AddDays(7), week.AddDays(7 * (weeks + 1))),
            ("LAST_N_MONTHS", { } months) => (month.AddMonths(-months), month),
            ("NEXT_N_MONTHS", { } months) => (month.AddMonths(1), month.AddMonths(months + 1)),
            ("LAST_N_YEARS", { } years) => (year.AddYears(-years), year),
            ("NEXT_N_YEARS", { } years) => (year.AddYears(1), year.AddYears(years + 1)),
            _ => null,
        };
    }
}
