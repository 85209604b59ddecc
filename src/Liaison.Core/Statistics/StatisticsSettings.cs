namespace Liaison.Core.Statistics;

/// <summary>How a connection is given figures: its document <c>statistics</c>.</summary>
/// <param name="IntervalMinutes">15, 30, 45 or 60.</param>
/// <param name="Zone">IANA name: in which days begin and local times are told.</param>
/// <param name="ServiceLevelSeconds">Answered after no longer a wait counts as answered in time.</param>
/// <param name="ShortAbandonSeconds">Who gave up sooner was hardly there: it counts apart, and not against the service level.</param>
/// <param name="CountTransfers">Whether a contact that an agent passes on to a queue counts there again.</param>
/// <param name="SettleMinutes">How long after an interval's end its files are made: facts that come a little late are in them then.</param>
/// <param name="ResendHours">For how long facts that come late make a corrected file of an interval; 0: never.</param>
/// <param name="AdminReasons">Reasons for not being ready that are work all the same.</param>
/// <param name="ZeroRows">Whether queues in which nothing happened have rows of zeros.</param>
/// <param name="Layouts">The files of each interval.</param>
public sealed record StatisticsSettings(
    int IntervalMinutes, string Zone, Attribution Attribution, int ServiceLevelSeconds, int ShortAbandonSeconds, bool CountTransfers, int SettleMinutes, int ResendHours,
    IReadOnlyList<string> AdminReasons, bool ZeroRows, IReadOnlyList<StatisticsLayout> Layouts)
{
    /// <summary>What holds until somebody saves their own.</summary>
    public static StatisticsSettings Beginning { get; } =
        new(30, "UTC", Attribution.Event, 20, 5, true, 5, 48, ["Training", "Meeting"], true, LayoutPresets.Find("calabrio")!.Layouts);

    public IntervalGrid Grid => new(TimeZoneInfo.FindSystemTimeZoneById(Zone), IntervalMinutes);

    public TallyRules Rules(IReadOnlySet<string> leftOut, Func<string, IReadOnlyList<string>> serves) => new(
        Attribution, ServiceLevelSeconds, ShortAbandonSeconds, CountTransfers, AdminReasons.ToHashSet(StringComparer.OrdinalIgnoreCase), leftOut, serves);
}
