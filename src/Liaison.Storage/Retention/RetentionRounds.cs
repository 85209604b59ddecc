using Liaison.Core.Shared;
using Npgsql;

namespace Liaison.Storage.Retention;

/// <summary>Lets go of rows in small batches. Of several hubs one does it: whoever holds the kind's turn, which ends by itself when its holder dies.</summary>
public sealed class RetentionRounds(Database database)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    /// <summary>Takes the turn of one kind.</summary>
    /// <returns>False when its next round is not due, or another process is at it.</returns>
    public async Task<bool> Begin(KeptRows rows, string owner, DateTimeOffset now, CancellationToken cancel)
    {
        await using var connection = await database.OpenForAll(cancel);
        await using var take = new NpgsqlCommand("""
            insert into retention_rounds as r (name, owner, lease_until, due_at) values ($1, $2, clock_timestamp() + $3, $4)
            on conflict (name) do update set owner = excluded.owner, lease_until = excluded.lease_until
            where r.due_at <= excluded.due_at and (r.owner is null or r.lease_until < clock_timestamp())
            """, connection)
        {
            Parameters = { new() { Value = rows.Name }, new() { Value = owner }, new() { Value = Lease }, new() { Value = now.UtcDateTime } },
        };
        return await take.ExecuteNonQueryAsync(cancel) == 1;
    }

    /// <summary>One batch.</summary>
    /// <returns>How many rows are gone; null when the turn has passed to somebody else, and nothing was done.</returns>
    public async Task<int?> Remove(KeptRows rows, string owner, DateTimeOffset before, int most, CancellationToken cancel)
    {
        await using var connection = await database.OpenForAll(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        // The turn's row stays locked until the batch is committed: nobody takes over in the middle of one.
        await using (var renew = new NpgsqlCommand("update retention_rounds set lease_until = clock_timestamp() + $3 where name = $1 and owner = $2 and lease_until > clock_timestamp()", connection, transaction)
        {
            Parameters = { new() { Value = rows.Name }, new() { Value = owner }, new() { Value = Lease } },
        })
        {
            if (await renew.ExecuteNonQueryAsync(cancel) == 0)
            {
                return null;
            }
        }
        await using var remove = new NpgsqlCommand(rows.Remove, connection, transaction) { Parameters = { new() { Value = before.UtcDateTime }, new() { Value = most } } };
        if (rows.Remove.Contains("$3", StringComparison.Ordinal))
        {
            remove.Parameters.Add(new() { Value = IdSource.LeastAt(before) });
        }
        var gone = await remove.ExecuteNonQueryAsync(cancel);
        await using var count = new NpgsqlCommand("update retention_rounds set removed = removed + $2 where name = $1", connection, transaction) { Parameters = { new() { Value = rows.Name }, new() { Value = (long)gone } } };
        await count.ExecuteNonQueryAsync(cancel);
        await transaction.CommitAsync(cancel);
        return gone;
    }

    /// <summary>Gives the turn back, and lets go of months that are empty now.</summary>
    /// <param name="next">When the next round is due.</param>
    public async Task End(KeptRows rows, string owner, DateTimeOffset before, DateTimeOffset next, CancellationToken cancel)
    {
        await using var connection = await database.OpenForAll(cancel);
        if (rows.Parts is { } table)
        {
            await using var drop = new NpgsqlCommand("select liaison_drop_empty($1, $2)", connection) { Parameters = { new() { Value = table }, new() { Value = before.UtcDateTime } } };
            await drop.ExecuteNonQueryAsync(cancel);
        }
        await using var give = new NpgsqlCommand("update retention_rounds set owner = null, due_at = $3 where name = $1 and owner = $2", connection)
        {
            Parameters = { new() { Value = rows.Name }, new() { Value = owner }, new() { Value = next.UtcDateTime } },
        };
        await give.ExecuteNonQueryAsync(cancel);
    }
}
