using Liaison.Core.Desk;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Desk;
using Liaison.Hub.Road;
using Liaison.Storage.Configuration;
using Liaison.Storage.Desk;
using Liaison.Storage.People;

namespace Liaison.Hub.Desk;

/// <summary>Makes what goes on into what supervisors are shown.</summary>
public sealed class SupervisorBoard(Setups setups, BoardReads reads, TimeProvider time)
{
    private const int LongestName = 200;

    public async Task<SupervisorView> View(Id<Tenant> tenant, TimeZoneInfo zone, CancellationToken cancel)
    {
        var (setup, now) = (await setups.Of(tenant, cancel), time.GetUtcNow());
        var (agents, waiting, handled, days) = await reads.Board(tenant, Midnight(now, zone, 0), now, cancel);
        var desks = agents.ToDictionary(a => a.User, StringComparer.Ordinal);
        return new SupervisorView(now, [.. setup.People.All.Where(p => Works(p, desks)).OrderBy(p => p.Name, StringComparer.OrdinalIgnoreCase).Select(p => AgentOf(p, desks.GetValueOrDefault(p.Id.Value), handled, setup.Desk, now))],
            Queues(setup, agents, waiting, days), [.. waiting.Select(w => new WaitingRow(w.Session, w.Queue, w.Channel, Cut.Maybe(w.Customer, LongestName), w.Since, w.Priority ?? setup.Desk.Queue(w.Queue)?.Priority ?? WaitingStore.UsualPriority))]);
    }

    public async Task<DeskToday> Today(Id<Tenant> tenant, TimeZoneInfo zone, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var slices = await reads.Day(tenant, Midnight(now, zone, 0), Midnight(now, zone, 1), cancel);
        var (answered, lost) = (slices.Sum(s => s.Answered), slices.Sum(s => s.Abandoned + s.Missed));
        var handled = slices.Sum(s => s.Handled);
        return new DeskToday(
            DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime), zone.Id, now, [.. slices.Select(s => new HalfHour(s.At, s.Channel, VolumesOf([s]), Share(s.InTime, s.Answered + s.Abandoned + s.Missed)))], VolumesOf(slices),
            Share(slices.Sum(s => s.InTime), answered + lost), BoardReads.InTimeSeconds, Average(slices.Sum(s => s.WaitSeconds), answered), Average(slices.Sum(s => s.HandleSeconds), handled),
            Average(slices.Sum(s => s.WrapUpSeconds), slices.Sum(s => s.WrappedUp)));
    }

    /// <summary>The beginning of the day in the zone; where clocks are put forward at midnight, the first moment there is.</summary>
    internal static DateTimeOffset Midnight(DateTimeOffset now, TimeZoneInfo zone, int later)
    {
        var local = TimeZoneInfo.ConvertTime(now, zone).Date.AddDays(later);
        while (zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(15);
        }
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }

    private static bool Works(Person person, Dictionary<string, BoardAgent> desks) => !person.Disabled && (person.Role == Role.Agent || desks.ContainsKey(person.Id.Value));

    private static AgentRow AgentOf(Person person, BoardAgent? desk, IReadOnlyDictionary<string, int> handled, DeskSettings settings, DateTimeOffset now) => new(
        DeskViews.UserOf(person), desk?.Presence ?? Presence.NotReady, desk?.Reason, desk?.Since ?? now,
        desk?.Session is { } session ? new AgentSession(session, desk.Queue, desk.Channel, Cut.Maybe(desk.Customer, LongestName), desk.TalkingSince ?? desk.Since) : null,
        handled.GetValueOrDefault(person.Email), Seats.Has(settings, person.Email));

    /// <summary>The queues of the settings, and those that sessions came by today.</summary>
    private static List<QueueRow> Queues(TenantSetup setup, IReadOnlyList<BoardAgent> agents, IReadOnlyList<BoardWaiting> waiting, IReadOnlyList<QueueDay> days)
    {
        var names = setup.Desk.Queues.Select(q => q.Name).Concat(days.Select(d => d.Queue).Concat(waiting.Select(w => w.Queue)).OfType<string>().Order(StringComparer.OrdinalIgnoreCase)).Distinct(StringComparer.OrdinalIgnoreCase);
        return [.. names.Select(name =>
        {
            var (queue, here) = (setup.Desk.Queue(name), waiting.Where(w => Same(w.Queue, name)).ToList());
            var serving = queue is null ? [] : agents.Where(a => setup.People.ById(a.User) is { Disabled: false } person && setup.Desk.Serves(person.Email, queue)).ToList();
            var day = days.Where(d => Same(d.Queue, name)).ToList();
            var (answered, abandoned) = (day.Sum(d => d.Answered), day.Sum(d => d.Abandoned));
            return new QueueRow(name, here.Count, here.Count == 0 ? null : here.Min(w => w.Since), serving.Count(a => a.Presence == Presence.InQueue),
                queue is null ? agents.Count(a => a.Presence == Presence.Busy && Same(a.Queue, name)) : serving.Count(a => a.Presence == Presence.Busy),
                answered, abandoned, Share(day.Sum(d => d.InTime), answered + abandoned));
        })];
    }

    private static Volumes VolumesOf(IReadOnlyList<DaySlice> slices)
    {
        var all = new Volumes(slices.Sum(s => s.Offered), slices.Sum(s => s.Answered), slices.Sum(s => s.Abandoned), slices.Sum(s => s.Missed), slices.Sum(s => s.Open), 0);
        return all with { Other = all.Offered - all.Answered - all.Abandoned - all.Missed - all.Open };
    }

    private static double? Share(int part, int whole) => whole == 0 ? null : Math.Round((double)part / whole, 4);

    private static double? Average(double sum, int count) => count == 0 ? null : Math.Round(sum / count, 1);

    private static bool Same(string? a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
