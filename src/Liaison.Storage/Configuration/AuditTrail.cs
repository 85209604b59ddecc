using Dapper;
using Liaison.Core.Shared;

namespace Liaison.Storage.Configuration;

/// <summary>Who changed what, newest first.</summary>
public sealed class AuditTrail(Database database)
{
    /// <param name="after">Where the last page ended; null begins at the newest.</param>
    public async Task<IReadOnlyList<(long Seq, AuditEntry Entry)>> Read(Id<Tenant> tenant, long? after, int limit, CancellationToken cancel)
    {
        const string Sql = """
            select a.seq, a.id, a.at, coalesce(u.name, k.name, a.who) as who, a.action, a.subject, a.before::text as before, a.after::text as after
            from audit a left join users u on u.id = a.who left join api_keys k on k.id = a.who
            where a.tenant_id = @tenant and a.seq < @after order by a.seq desc limit @limit
            """;
        await using var connection = await database.Open(tenant, cancel);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(Sql, new { tenant = tenant.Value, after = after ?? long.MaxValue, limit }, cancellationToken: cancel));
        return [.. rows.Select(r => (r.Seq, new AuditEntry(new Id<AuditEntry>(r.Id), new DateTimeOffset(r.At), r.Who, r.Action, r.Subject, r.Before, r.After)))];
    }

    private sealed record Row(long Seq, string Id, DateTime At, string Who, string Action, string Subject, string? Before, string? After);
}
