using Dapper;
using Liaison.Core.Connecting;
using Liaison.Core.Sessions;
using Liaison.Core.Shared;

namespace Liaison.Storage.Sessions;

/// <param name="Customer">The name that the customer gave then.</param>
/// <param name="BeganAt">When that session began.</param>
public sealed record EarlierRecord(string RecordType, string Record, string? Customer, DateTimeOffset BeganAt);

/// <summary>What earlier sessions with the same person know.</summary>
public sealed class EarlierSessions(Database database)
{
    /// <summary>The record that the latest earlier session with one of these numbers or addresses was linked to.</summary>
    /// <param name="phones">In E.164.</param>
    /// <param name="except">The session that asks; null when none does.</param>
    public async Task<EarlierRecord?> Find(
        Id<Tenant> tenant, Id<Connection> of, IReadOnlyList<string> phones, IReadOnlyList<string> emails, IReadOnlyList<string> recordTypes, DateTimeOffset since, string? except, CancellationToken cancel)
    {
        var addresses = emails.Select(e => e.Trim().ToLowerInvariant()).ToArray();
        // The words lead there by an index; the columns say whether it is the customer's own number, not the one that was dialled.
        var words = phones.Concat(addresses).SelectMany(SessionWords.Sought).SelectMany(spellings => spellings).Distinct(StringComparer.Ordinal).ToArray();
        await using var connection = await database.Open(tenant, cancel);
        var row = await connection.QueryFirstOrDefaultAsync<Row>(new CommandDefinition(
            """
            select l.record_type as recordType, l.record, s.customer_name as customer, s.began_at as beganAt
            from session_words w
            join sessions s on s.id = w.session_id and s.tenant_id = w.tenant_id
            join record_links l on l.subject = s.id and l.connection_id = @of
            where w.tenant_id = @tenant and w.word = any(@words) and (s.email = any(@addresses) or s.phone = any(@phones)) and s.began_at >= @since and l.record_type = any(@types) and l.reference not like '%/%' and s.id <> @except
            order by s.began_at desc, s.id desc limit 1
            """,
            new { tenant = tenant.Value, of = of.Value, words, addresses, phones = phones.ToArray(), since, types = recordTypes.ToArray(), except = except ?? "" }, cancellationToken: cancel));
        return row is null ? null : new EarlierRecord(row.RecordType, row.Record, row.Customer, new DateTimeOffset(row.BeganAt));
    }

    /// <summary>Links a session with the person's record that was found for it, unless it holds one already.</summary>
    public async Task Mark(Id<Tenant> tenant, Id<Connection> of, string session, string reference, FoundRecord person, DateTimeOffset now, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into record_links (tenant_id, connection_id, subject, reference, record_type, record, linked_at)
            select tenant_id, @of, id, @reference, @recordType, @record, @now from sessions where tenant_id = @tenant and id = @session on conflict do nothing
            """,
            new { tenant = tenant.Value, of = of.Value, session, reference, recordType = person.RecordType, record = person.Record, now }, cancellationToken: cancel));
    }

    /// <summary>Links a session with the person's record that somebody chose, in place of any of the kind; of several kinds, the one chosen last counts.</summary>
    public async Task Choose(Id<Tenant> tenant, Id<Connection> of, Id<Session> session, string reference, FoundRecord person, DateTimeOffset now, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into record_links (tenant_id, connection_id, subject, reference, record_type, record, linked_at)
            select tenant_id, @of, id, @reference, @recordType, @record, @now from sessions where tenant_id = @tenant and id = @session
            on conflict (subject, connection_id, reference) do update set record_type = excluded.record_type, record = excluded.record, version = null, linked_at = excluded.linked_at
            """,
            new { tenant = tenant.Value, of = of.Value, session = session.Value, reference, recordType = person.RecordType, record = person.Record, now }, cancellationToken: cancel));
    }

    private sealed record Row(string RecordType, string Record, string? Customer, DateTime BeganAt);
}
