using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;
using Liaison.Core.Statistics;
using Liaison.Hub.Feeds;
using Liaison.Hub.Road;
using Liaison.Hub.Statistics;
using Liaison.Storage.Configuration;
using Liaison.Storage.Statistics;

namespace Liaison.Hub.Api.Statistics;

/// <summary>What statistics' routes have in common: whose settings count, and which intervals are meant.</summary>
public sealed class StatisticsDoor(Setups setups, FeedSetups feeds, StatisticsDesk desk, StatisticsFileStore files, TimeProvider time)
{
    /// <summary>As long a window is counted at a time.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    public DateTimeOffset Now => time.GetUtcNow();

    /// <returns>Null when the tenant has no such connection.</returns>
    public async Task<(Connection Of, FeedSwitches Feed, StatisticsSettings Settings)?> Find(Id<Tenant> tenant, Id<Connection> id, CancellationToken cancel)
    {
        var setup = await setups.Of(tenant, cancel);
        return setup.Connections.TryGetValue(id.Value, out var connection) ? (connection, feeds.Of(connection), setup.Statistics.GetValueOrDefault(id.Value) ?? StatisticsSettings.Beginning) : null;
    }

    public async Task<CountedRows> Count(Id<Tenant> tenant, StatisticsSettings settings, IReadOnlySet<string> leftOut, IReadOnlyList<Interval> intervals, CancellationToken cancel) =>
        await desk.Count(await setups.Of(tenant, cancel), settings, leftOut, intervals, cancel);

    /// <summary>The intervals of a window that a connection was to have files of and has not.</summary>
    public async Task<IReadOnlyList<GapAnswer>> Gaps(Id<Tenant> tenant, Connection of, StatisticsSettings settings, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel)
    {
        if (await files.Progress(tenant, of.Id, cancel) is not { } progress)
        {
            return [];
        }
        var earliest = new[] { from, progress.Since, Now - StatisticsFileStore.Kept }.Max();
        var due = Now.AddMinutes(-settings.SettleMinutes);
        var newest = (await files.List(tenant, of.Id, earliest, to, newestOnly: true, cancel)).ToDictionary(f => (f.File.Interval.From, f.File.Layout));
        return
        [
            .. settings.Grid.Between(earliest, to < due ? to : due).Where(i => i.To <= due).SelectMany(i => settings.Layouts.Select(l => GapOf(i, l.Name, newest.GetValueOrDefault((i.From, l.Name))))).OfType<GapAnswer>(),
        ];
    }

    private static GapAnswer? GapOf(Interval interval, string layout, ListedFile? made) => made switch
    {
        null => new GapAnswer(interval.From, interval.To, layout, GapReason.NotMade, null, null),
        { State: DeliveryState.Delivered } => null,
        { State: DeliveryState.Failed or DeliveryState.Dead or DeliveryState.Cancelled } => new GapAnswer(interval.From, interval.To, layout, GapReason.Failed, made.File.Delivery, made.Fault),
        _ => new GapAnswer(interval.From, interval.To, layout, GapReason.UnderWay, made.File.Delivery, made.Fault),
    };
}
