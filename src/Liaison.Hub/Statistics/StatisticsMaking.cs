using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Feeds;
using Liaison.Core.Shared;
using Liaison.Core.Statistics;
using Liaison.Hub.Feeds;
using Liaison.Hub.Road;
using Liaison.Storage.Configuration;
using Liaison.Storage.Road;
using Liaison.Storage.Statistics;

namespace Liaison.Hub.Statistics;

/// <summary>
/// Makes the files of intervals that are over, once, whichever process comes by: those that were missed too, and corrected ones where facts came late. A file is stored first and sent then, so that
/// what was sent can be read here, and a process that dies between the two leaves the rest to another.
/// </summary>
public sealed class StatisticsMaking(
    Setups setups, FeedSetups feeds, StatisticsDesk desk, StatisticsFileStore files, Intake intake, IdSource ids, TimeProvider time)
{
    /// <summary>What the log and the deliveries name as their subject.</summary>
    public const string Subject = "statistics";

    private const string Liaison = "Liaison";

    /// <summary>Intervals counted in one go: what a count holds in memory grows with them.</summary>
    private const int MostAtOnce = 48;

    /// <summary>Nobody wants files of longer ago by themselves.</summary>
    private static readonly TimeSpan LongestMissed = TimeSpan.FromDays(31);

    /// <summary>So often it is looked for what came late.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(5);

    /// <summary>What was being accepted while somebody looked is looked at the next time.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(2);

    /// <summary>The connections that are given figures.</summary>
    public async Task<IReadOnlyList<Connection>> Given(CancellationToken cancel) => [.. (await setups.Connections(cancel)).Where(c => feeds.Of(c).Statistics)];

    /// <summary>Makes and sends what is due for a connection.</summary>
    public async Task Due(Connection connection, CancellationToken cancel)
    {
        while (await Make(connection, cancel))
        {
            // There is more: an outage leaves many intervals behind.
        }
        await Send(connection.Tenant, cancel);
    }

    /// <summary>Makes files of a window again because somebody asked, whether or not anything is different.</summary>
    /// <returns>How many; null while this connection's files are being made by somebody else.</returns>
    public async Task<int?> Again(Connection connection, DateTimeOffset from, DateTimeOffset to, string who, CancellationToken cancel)
    {
        var (setup, settings, now) = (await setups.Of(connection.Tenant, cancel), await SettingsOf(connection, cancel), time.GetUtcNow());
        var grid = settings.Grid;
        await using var turn = await files.Begin(connection.Tenant, connection.Id, grid.Of(now).From, cancel);
        if (turn is null)
        {
            return null;
        }
        var made = 0;
        foreach (var chunk in grid.Between(from, to).Where(i => i.To <= now).Chunk(MostAtOnce))
        {
            var rows = await desk.Count(setup, settings, feeds.Of(connection).DisabledQueues, chunk, cancel);
            foreach (var interval in chunk)
            {
                made += await Add(turn, settings, interval, rows, FileCause.Asked, who, now, static _ => true, cancel);
            }
        }
        await turn.Commit(turn.Progress.DoneTo, turn.Progress.LookedAt, cancel);
        await Send(connection.Tenant, cancel);
        return made;
    }

    public async Task<StatisticsSettings> SettingsOf(Connection connection, CancellationToken cancel) =>
        (await setups.Of(connection.Tenant, cancel)).Statistics.GetValueOrDefault(connection.Id.Value) ?? StatisticsSettings.Beginning;

    /// <returns>Whether there is more to do at once.</returns>
    private async Task<bool> Make(Connection connection, CancellationToken cancel)
    {
        var (setup, settings, now) = (await setups.Of(connection.Tenant, cancel), await SettingsOf(connection, cancel), time.GetUtcNow());
        var grid = settings.Grid;
        await using var turn = await files.Begin(connection.Tenant, connection.Id, grid.Of(now).From, cancel);
        if (turn is null)
        {
            return false;
        }
        var (progress, due) = (turn.Progress, grid.Of(now.AddMinutes(-settings.SettleMinutes)).From);
        var from = progress.DoneTo > now - LongestMissed ? progress.DoneTo : now - LongestMissed;
        var intervals = grid.Between(from, due).Take(MostAtOnce).ToList();
        var doneTo = intervals.Count > 0 ? intervals[^1].To : progress.DoneTo;
        var rows = await desk.Count(setup, settings, feeds.Of(connection).DisabledQueues, intervals, cancel);
        foreach (var interval in intervals)
        {
            await Add(turn, settings, interval, rows, interval.To == due ? FileCause.Due : FileCause.Missed, Liaison, now, static _ => true, cancel);
        }
        var look = now - progress.LookedAt >= LookAgain;
        if (look)
        {
            await Correct(connection, turn, setup, settings, progress, now, cancel);
        }
        if (intervals.Count > 0 || look || turn.IsNew)
        {
            await turn.Commit(doneTo, look ? now : progress.LookedAt, cancel);
        }
        return intervals.Count == MostAtOnce;
    }

    /// <summary>Makes those files again whose figures late facts have changed.</summary>
    private async Task Correct(Connection connection, StatisticsTurn turn, TenantSetup setup, StatisticsSettings settings, StatisticsProgress progress, DateTimeOffset now, CancellationToken cancel)
    {
        var from = now.AddHours(-settings.ResendHours) > progress.Since ? now.AddHours(-settings.ResendHours) : progress.Since;
        if (from >= progress.DoneTo)
        {
            return;
        }
        var changed = await files.Changed(connection.Tenant, progress.LookedAt - Slack, from, progress.DoneTo, cancel);
        var newest = (await turn.Newest(from, progress.DoneTo, cancel)).ToDictionary(f => (f.Interval, f.Layout));
        var touched = settings.Grid.Between(from, progress.DoneTo).Where(i => changed.Any(c => c.From < i.To && c.To >= i.From)).ToList();
        while (touched.Count > 0)
        {
            // What lies between two that are touched is counted with them, so that there are no holes.
            var chunk = settings.Grid.Between(touched[0].From, touched[^1].To).Take(MostAtOnce).ToList();
            var rows = await desk.Count(setup, settings, feeds.Of(connection).DisabledQueues, chunk, cancel);
            foreach (var interval in chunk.Where(touched.Contains))
            {
                await Add(turn, settings, interval, rows, FileCause.LateFacts, Liaison, now,
                    made => newest.TryGetValue((interval, made.Layout.Name), out var sent) && sent.Sha256 != StatisticsTurn.HashOf(made.Content), cancel);
            }
            touched.RemoveAll(chunk.Contains);
        }
    }

    private static async Task<int> Add(
        StatisticsTurn turn, StatisticsSettings settings, Interval interval, CountedRows rows, FileCause cause, string by, DateTimeOffset now, Func<(StatisticsLayout Layout, string Content), bool> wanted,
        CancellationToken cancel)
    {
        var made = 0;
        foreach (var layout in settings.Layouts)
        {
            var own = rows.Of(layout.Subject, interval);
            var content = StatisticsFile.Write(layout, settings, own);
            if (wanted((layout, content)))
            {
                await turn.Add(layout, interval, number => StatisticsFile.NameOf(layout, settings, interval, number), content, own.Count, cause, by, now, cancel);
                made++;
            }
        }
        return made;
    }

    /// <summary>Sends on their way what was made: an event that is known by the file, so that no file is sent twice.</summary>
    private async Task Send(Id<Tenant> tenant, CancellationToken cancel)
    {
        var connections = (await setups.Of(tenant, cancel)).Connections;
        foreach (var file in (await files.Unplanned(tenant, cancel)).Where(f => connections.ContainsKey(f.Connection.Value)))
        {
            var now = time.GetUtcNow();
            var cause = new Event(ids.Next<Event>(), tenant, "liaison/statistics", file.Id.Value, "liaison.statistics.made", Subject, now, "{}");
            var draft = new DraftFile(file.Attachment, file.Name, "", "text/csv", file.Size, $"/api/v1/statistics/files/{file.Id}");
            var number = $"{file.Layout} {file.Interval.From:yyyy-MM-dd HH:mm}Z";
            await intake.Accept(new Acceptance(cause, true, null, false, [], Liaison,
                [FeedDelivery.File(file.Delivery, cause.Id, connections[file.Connection.Value], FeedWords.Statistics, Subject, number, file.Id.Value, draft, null, now)]), cancel);
            await files.Planned(tenant, file.Id, cancel);
        }
    }
}
