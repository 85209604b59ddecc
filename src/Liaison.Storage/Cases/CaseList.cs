using Dapper;
using Liaison.Core.Cases;
using Liaison.Core.Connecting;
using Liaison.Core.Shared;

namespace Liaison.Storage.Cases;

public enum CaseSort { Newest, Oldest, LastChanged, LongestUnchanged }

/// <summary>Which cases a list shows.</summary>
/// <param name="Search">Words that all stand in the number, the person, the place or the values.</param>
public sealed record CaseFilter(string? Search = null, string? Type = null, string? Status = null);

/// <summary>Where a page of the list ended: the sort key of its last case, and the case itself.</summary>
public sealed record CasePlace(string Key, string Id);

/// <summary>The other system's record that a reference of a case holds.</summary>
public sealed record HeldRecord(Id<Connection> Connection, string Reference, string RecordType, string Record, DateTimeOffset LinkedAt);

/// <summary>How many deliveries of a case stand where.</summary>
public sealed record CaseDeliveries(int Waiting, int Failed, int Parked, int Delivered);

/// <summary>A case in a list.</summary>
public sealed record ListedCase(Case Case, IReadOnlyList<HeldRecord> Records, CaseDeliveries Deliveries, CasePlace Place);

/// <summary>Lists cases in pages that begin where the last one ended.</summary>
public sealed class CaseList(Database database)
{
    /// <summary>Nobody counts further than this.</summary>
    public const int MostCounted = 10_000;

    // Every word must be found, the patterns come escaped; or the whole is the number of a record that the case holds.
    private const string Matching = """
        c.tenant_id = @tenant and (@type::text is null or c.type = @type) and (@status::text is null or c.status = @status)
          and (@words::text[] is null or c.search like all (@words)
            or c.id in (select l.subject from record_links l where l.tenant_id = @tenant and l.record = @record))
        """;

    public async Task<IReadOnlyList<ListedCase>> Page(Id<Tenant> tenant, CaseFilter filter, CaseSort sort, CasePlace? after, int limit, CancellationToken cancel)
    {
        var (key, type, descending) = sort switch
        {
            CaseSort.Oldest => ("c.number_sorted", "text", false),
            CaseSort.Newest => ("c.number_sorted", "text", true),
            CaseSort.LongestUnchanged => ("c.updated_at", "timestamptz", false),
            _ => ("c.updated_at", "timestamptz", true),
        };
        var (direction, beyond) = descending ? ("desc", "<") : ("asc", ">");
        // Left out where there is nothing to leave out: a plan for either would walk from the list's beginning.
        var onward = after is null ? "" : $"and ({key}, c.id) {beyond} (@afterKey::{type}, @afterId)";
        var sql = $"""
            select {CaseStore.Columns}, ({key})::text, (
              select jsonb_agg(jsonb_build_object('connection', l.connection_id, 'reference', l.reference, 'recordType', l.record_type, 'record', l.record, 'linkedAt', l.linked_at) order by l.reference)::text
              from record_links l where l.subject = c.id), d.waiting, d.failed, d.parked, d.delivered
            from (select * from cases c where {Matching} {onward} order by {key} {direction}, c.id {direction} limit @limit) c
            cross join lateral (select count(*) filter (where state in (0, 1))::int as waiting, count(*) filter (where state in (4, 5))::int as failed,
              count(*) filter (where state = 2)::int as parked, count(*) filter (where state = 3)::int as delivered from deliveries d where d.subject = c.id) d
            order by {key} {direction}, c.id {direction}
            """;
        await using var connection = await database.Open(tenant, cancel);
        // Times as keys are read back as they were written, in UTC.
        await connection.ExecuteAsync(new CommandDefinition("set time zone 'UTC'", cancellationToken: cancel));
        await using var wrapped = await connection.ExecuteReaderAsync(new CommandDefinition(sql, Values(tenant, filter, after, limit), cancellationToken: cancel));
        var rows = (Npgsql.NpgsqlDataReader)((IWrappedDataReader)wrapped).Reader;
        var page = new List<ListedCase>();
        while (await rows.ReadAsync(cancel))
        {
            var found = CaseStore.Read(rows);
            page.Add(new ListedCase(found, rows.IsDBNull(15) ? [] : Json.Read<List<HeldRecord>>(rows.GetString(15)),
                new CaseDeliveries(rows.GetInt32(16), rows.GetInt32(17), rows.GetInt32(18), rows.GetInt32(19)), new CasePlace(rows.GetString(14), found.Id.Value)));
        }
        return page;
    }

    /// <summary>How many there are, counted up to <see cref="MostCounted"/>.</summary>
    public async Task<int> Count(Id<Tenant> tenant, CaseFilter filter, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            $"select count(*)::int from (select 1 from cases c where {Matching} limit @limit) m", Values(tenant, filter, null, MostCounted), cancellationToken: cancel));
    }

    private static object Values(Id<Tenant> tenant, CaseFilter filter, CasePlace? after, int limit) => new
    {
        tenant = tenant.Value,
        filter.Type,
        filter.Status,
        words = filter.Search?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(10).Select(Like.Containing).ToArray() is { Length: > 0 } words ? words : null,
        record = filter.Search?.Trim(),
        afterKey = after?.Key,
        afterId = after?.Id,
        limit,
    };
}
