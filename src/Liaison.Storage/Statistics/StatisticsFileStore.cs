using Dapper;
using Liaison.Core.Connecting;
using Liaison.Core.Shared;
using Liaison.Core.Statistics;

namespace Liaison.Storage.Statistics;

public sealed record FileContent(string Name, string Content);

/// <summary>Keeps the files of figures that connections were given, and how far each is.</summary>
public sealed class StatisticsFileStore(Database database, IdSource ids)
{
    /// <summary>So long files can be had again.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(35);

    private const int MostListed = 5_000;

    /// <param name="first">Where to begin if there was none yet.</param>
    /// <returns>Null while somebody else makes files of this connection, or when it is gone.</returns>
    public Task<StatisticsTurn?> Begin(Id<Tenant> tenant, Id<Connection> of, DateTimeOffset first, CancellationToken cancel) => StatisticsTurn.Begin(database, ids, tenant, of, first, cancel);

    public async Task<StatisticsProgress?> Progress(Id<Tenant> tenant, Id<Connection> of, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        var row = await connection.QueryFirstOrDefaultAsync<ProgressRow>(new CommandDefinition(
            "select since, done_to as doneTo, looked_at as lookedAt, next_number as nextNumber from statistics_progress where tenant_id = @tenant and connection_id = @of", new { tenant = tenant.Value, of = of.Value }, cancellationToken: cancel));
        return row?.Read();
    }

    /// <summary>When sessions lie that changed since then and may have a part in intervals of a window: from the first one's beginning to the last one's end.</summary>
    public async Task<IReadOnlyList<Interval>> Changed(Id<Tenant> tenant, DateTimeOffset since, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        var rows = await connection.QueryAsync<(DateTime Began, DateTime Over)>(new CommandDefinition(
            "select began_at, least(over_at, @to) from sessions where tenant_id = @tenant and over_at >= @from and began_at < @to and began_at >= @earliest and updated_at > @since",
            new { tenant = tenant.Value, from = from.UtcDateTime, to = to.UtcDateTime, since = since.UtcDateTime, earliest = (from - CourseReads.LongestContact).UtcDateTime }, cancellationToken: cancel));
        return [.. rows.Select(r => new Interval(new(r.Began), new(r.Over)))];
    }

    /// <summary>Files whose delivery is not on its way yet.</summary>
    public async Task<IReadOnlyList<StoredFile>> Unplanned(Id<Tenant> tenant, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        var rows = await connection.QueryAsync<FileRow>(new CommandDefinition(
            $"select {FileRow.Alone} from statistics_files f where f.tenant_id = @tenant and not f.planned order by f.number limit {MostListed}", new { tenant = tenant.Value }, cancellationToken: cancel));
        return [.. rows.Select(r => r.Read())];
    }

    public async Task Planned(Id<Tenant> tenant, Id<StoredFile> file, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        await connection.ExecuteAsync(new CommandDefinition("update statistics_files set planned = true where tenant_id = @tenant and id = @file", new { tenant = tenant.Value, file = file.Value }, cancellationToken: cancel));
    }

    /// <summary>A connection's files of a window, newest first, with how their deliveries stand.</summary>
    /// <param name="newestOnly">Only the newest of each layout and interval.</param>
    public async Task<IReadOnlyList<ListedFile>> List(Id<Tenant> tenant, Id<Connection> of, DateTimeOffset from, DateTimeOffset to, bool newestOnly, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        var rows = await connection.QueryAsync<FileRow>(new CommandDefinition($"""
            select f.*, d.state, d.fault from (
              select {(newestOnly ? "distinct on (f.from_at, f.layout) " : "")}{FileRow.Columns} from statistics_files f
              where f.tenant_id = @tenant and f.connection_id = @of and f.from_at >= @from and f.from_at < @to
              order by f.from_at desc, f.layout, f.number desc limit {MostListed}) f
            left join lateral (select state, fault::text as fault from deliveries d where d.tenant_id = @tenant and d.connection_id = @of and d.id = f.deliveryId) d on true
            order by f.number desc
            """, new { tenant = tenant.Value, of = of.Value, from = from.UtcDateTime, to = to.UtcDateTime }, cancellationToken: cancel));
        return [.. rows.Select(r => r.List())];
    }

    /// <returns>Null when there is no such file, or not any more.</returns>
    public async Task<FileContent?> Content(Id<Tenant> tenant, Id<StoredFile> file, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        return await connection.QueryFirstOrDefaultAsync<FileContent>(new CommandDefinition(
            "select name, content from statistics_files where tenant_id = @tenant and id = @file", new { tenant = tenant.Value, file = file.Value }, cancellationToken: cancel));
    }
}
