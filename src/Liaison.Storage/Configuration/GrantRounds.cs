using Dapper;
using Liaison.Core.Connecting;
using Liaison.Core.Shared;

namespace Liaison.Storage.Configuration;

/// <summary>What is done for all grants from time to time.</summary>
public sealed class GrantRounds(Database database)
{
    /// <summary>A connection that nobody used for so long is quiet: over a long weekend it is not yet.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromDays(4);

    private static readonly TimeSpan UseIsKept = TimeSpan.FromHours(1);

    /// <summary>The grants for which a newer one should be got now, while the present one still works.</summary>
    /// <param name="kinds">The kinds that this hub can open.</param>
    public async Task<IReadOnlyList<(Id<Connection> Connection, long Generation)>> Due(IReadOnlyList<string> kinds, DateTimeOffset now, CancellationToken cancel)
    {
        await using var connection = await database.OpenForAll(cancel);
        var rows = await connection.QueryAsync<(string Id, long Generation)>(new CommandDefinition(
            """
            select g.connection_id, g.generation from grants g join connections c on c.id = g.connection_id
            where g.refresh is not null and g.ended is null and c.kind = any(@kinds)
              and (g.retry_at is null or g.retry_at <= @now)
              and (g.lease_owner is null or g.lease_until < @now) and (g.lease_until is null or g.expires_at <= @now or g.rotates = false)
              and ((g.refresh_at <= @now and g.used_at > @quiet) or g.keep_at <= @now)
            order by g.expires_at limit 200
            """,
            new { kinds, now, quiet = now - Quiet }, cancellationToken: cancel));
        return [.. rows.Select(r => (new Id<Connection>(r.Id), r.Generation))];
    }

    /// <summary>Notes that grants were in use, to the hour.</summary>
    public async Task Used(IReadOnlyList<string> ids, DateTimeOffset now, CancellationToken cancel)
    {
        await using var connection = await database.OpenForAll(cancel);
        await connection.ExecuteAsync(new CommandDefinition(
            "update grants set used_at = @now where connection_id = any(@ids) and used_at < @before", new { ids, now, before = now - UseIsKept }, cancellationToken: cancel));
    }
}
