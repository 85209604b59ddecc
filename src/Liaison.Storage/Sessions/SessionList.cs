using System.Runtime.CompilerServices;
using Dapper;
using Liaison.Core.Shared;
using Npgsql;

namespace Liaison.Storage.Sessions;

/// <summary>Lists sessions in pages that begin where the last one ended.</summary>
public sealed class SessionList(Database database)
{
    /// <summary>Nobody counts further than this.</summary>
    public const int MostCounted = 1_000;

    private const int Streamed = 1_000;

    /// <summary>A word that stands in fewer sessions is enough by itself to find them.</summary>
    private const int Rare = 5_000;

    public async Task<IReadOnlyList<ListedSession>> Page(Id<Tenant> tenant, SessionFilter filter, bool newestFirst, SessionPlace? after, int limit, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        var (sql, values) = PageSql(tenant, filter, newestFirst, after, limit, await First(connection, tenant, filter, cancel));
        var rows = await connection.QueryAsync<SessionRow>(new CommandDefinition(sql, values, cancellationToken: cancel));
        return [.. rows.Select(r => r.Read())];
    }

    /// <summary>All that a filter chooses, page by page, oldest first.</summary>
    public async IAsyncEnumerable<ListedSession> All(Id<Tenant> tenant, SessionFilter filter, [EnumeratorCancellation] CancellationToken cancel)
    {
        SessionPlace? after = null;
        IReadOnlyList<ListedSession> page;
        do
        {
            page = await Page(tenant, filter, newestFirst: false, after, Streamed, cancel);
            foreach (var row in page)
            {
                yield return row;
            }
            after = page.Count == Streamed ? page[^1].Place : null;
        }
        while (after is not null);
    }

    /// <summary>How many there are, counted up to <see cref="MostCounted"/>.</summary>
    public async Task<int> Count(Id<Tenant> tenant, SessionFilter filter, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        var (sql, values) = CountSql(tenant, filter, await First(connection, tenant, filter, cancel));
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(sql, values, cancellationToken: cancel));
    }

    internal static (string Sql, DynamicParameters Values) PageSql(Id<Tenant> tenant, SessionFilter filter, bool newestFirst, SessionPlace? after, int limit, IReadOnlyCollection<int> first)
    {
        var values = new DynamicParameters();
        var where = filter.Where(tenant, values, first);
        values.Add("limit", limit);
        var (direction, beyond) = newestFirst ? ("desc", "<") : ("asc", ">");
        if (after is not null)
        {
            where += $" and (s.began_at, s.id) {beyond} (@afterAt, @afterId)";
            values.Add("afterAt", after.At.UtcDateTime);
            values.Add("afterId", after.Id);
        }
        return ($"""
            select {SessionRow.Columns}, (
              select jsonb_agg(jsonb_build_object('connection', l.connection_id, 'reference', l.reference, 'recordType', l.record_type, 'record', l.record, 'linkedAt', l.linked_at) order by l.reference, l.connection_id)::text
              from record_links l where l.subject = s.id) as records, d.waiting, d.failed, d.parked, d.delivered
            from (select * from sessions s where {where} order by s.began_at {direction}, s.id {direction} limit @limit) s
            cross join lateral (select count(*) filter (where state in (0, 1))::int as waiting, count(*) filter (where state in (4, 5))::int as failed,
              count(*) filter (where state = 2)::int as parked, count(*) filter (where state = 3)::int as delivered from deliveries d where d.subject = s.id) d
            order by s.began_at {direction}, s.id {direction}
            """, values);
    }

    internal static (string Sql, DynamicParameters Values) CountSql(Id<Tenant> tenant, SessionFilter filter, IReadOnlyCollection<int> first)
    {
        var values = new DynamicParameters();
        var where = filter.Where(tenant, values, first);
        values.Add("limit", MostCounted);
        // In order, so that it goes along an index and stops, instead of reading the table from its beginning.
        return ($"select count(*)::int from (select 1 from sessions s where {where} order by s.began_at limit @limit) m", values);
    }

    /// <summary>The places of the words that are looked up first. Words are as unevenly spread over time as life is, which no planner knows.</summary>
    private static async Task<IReadOnlyCollection<int>> First(NpgsqlConnection connection, Id<Tenant> tenant, SessionFilter filter, CancellationToken cancel)
    {
        var values = new DynamicParameters();
        if (filter.Counts(tenant, values) is not { } sql)
        {
            return [];
        }
        var counts = await connection.ExecuteScalarAsync<int[]>(new CommandDefinition(sql, values, cancellationToken: cancel)) ?? [];
        return counts.Min() < Rare ? [Array.IndexOf(counts, counts.Min())]
            : counts.Length > 1 ? [.. Enumerable.Range(0, counts.Length).Where(at => counts[at] < SessionFilter.Common)]
            : [];
    }
}
