using System.Collections.Concurrent;
using System.Diagnostics;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Feeds;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;
using Npgsql;
using NpgsqlTypes;

namespace Liaison.Storage.Road;

/// <summary>The queue of deliveries: claimed by lease in the order of their lanes, written down in groups.</summary>
public sealed class DeliveryQueue : IAsyncDisposable
{
    /// <summary>How long a worker's claims hold without a sign of its life.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(8);

    /// <summary>A write begun later than this before the lease's end may reach the other system after it.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(1);

    /// <summary>Claims of all processes go one after another, each a few milliseconds: none trips over another's, and no row need be locked before it is changed.</summary>
    private const long ClaimLock = 0x6C6961_636C6D; // "lia clm"

    private readonly Database database;
    private readonly FreshDeliveries fresh;
    private readonly GroupCommit<AttemptResult, bool> writer;
    private readonly ConcurrentDictionary<long, bool> held = new();
    private readonly SemaphoreSlim claiming = new(1);
    private volatile bool lost;
    private long renewedAt;
    private bool lookedForOrphans;

    public DeliveryQueue(Database database, FreshDeliveries fresh)
    {
        (this.database, this.fresh) = (database, fresh);
        writer = new GroupCommit<AttemptResult, bool>(database, 500, AttemptWriter.Write);
    }

    public long Commits => writer.Commits;

    /// <summary>Takes the heads of lanes that are due: a delivery whose lane holds an earlier unfinished one is never among them.</summary>
    /// <param name="owner">This process; it gets nothing before its first <see cref="Renew"/>.</param>
    /// <param name="room">How many each connection may take now; a connection that is left out takes none.</param>
    public async Task<IReadOnlyList<ClaimedDelivery>> ClaimDue(string owner, IReadOnlyDictionary<string, ClaimRoom> room, DateTimeOffset now, CancellationToken cancel)
    {
        await claiming.WaitAsync(cancel);
        try
        {
            var claimed = await Claimed(owner, room, now, cancel);
            foreach (var claim in claimed)
            {
                held[claim.Seq] = true;
            }
            return claimed;
        }
        catch
        {
            // It may have been claimed all the same, and nobody here knows.
            lost = true;
            throw;
        }
        finally
        {
            claiming.Release();
        }
    }

    /// <summary>Where nobody is fed there are no files, and asking for them apart would be a quarter of a claim's work.</summary>
    private static readonly string AllHeads = Heads("", "c.room");

    private static readonly string HeadsAndFiles =
        $"({Heads($"and q.reference <> '{FeedDelivery.FileReference}'", "c.room")}) union all ({Heads($"and q.reference = '{FeedDelivery.FileReference}'", "c.files")})";

    /// <summary>The first unfinished of each lane, oldest first. Where there is room for none, nothing is looked at.</summary>
    private static string Heads(string which, string room) => $"""
        select q.connection_id, q.seq, q.epoch, q.subject, q.reference from queue q
        where q.connection_id = c.id and q.state = 0 and q.due_at <= $4 {which}
          and not exists (select 1 from queue e where e.lane = q.lane and e.seq < q.seq)
          and (q.after_id is null or not exists (select 1 from drafts a join queue w on w.connection_id = a.connection_id and w.seq = a.seq where a.id = q.after_id))
        order by q.seq limit {room}
        """;

    private async Task<IReadOnlyList<ClaimedDelivery>> Claimed(string owner, IReadOnlyDictionary<string, ClaimRoom> room, DateTimeOffset now, CancellationToken cancel)
    {
        await using var connection = await database.OpenForAll(cancel);
        // One batch is one transaction: the lock is held to its end. The worker's row must stand as long, so that no claim is made that nobody would take back.
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new($"select 1 from pg_advisory_xact_lock({ClaimLock}), workers where owner = $1 for key share of workers") { Parameters = { new() { Value = owner } } },
                new($"""
                    with heads as materialized (
                      select h.* from unnest($1, $2, $5) as c(id, room, files) cross join lateral (
                        {(room.Values.Any(r => r.Files is not null) ? HeadsAndFiles : AllHeads)}) h
                      where exists (select 1 from workers where owner = $3))
                    update queue q set state = 1, owner = $3, epoch = q.epoch + 1, first_tried_at = coalesce(q.first_tried_at, $4)
                    from heads h left join record_links l on l.subject = h.subject and l.connection_id = h.connection_id and l.reference = h.reference
                    where q.connection_id = h.connection_id and q.seq = h.seq and q.epoch = h.epoch and q.state = 0
                    returning q.seq, q.epoch, q.tenant_id, q.attempts, q.steps, q.first_tried_at, q.in_doubt, l.record, l.version
                    """)
                {
                    Parameters =
                    {
                        new() { Value = room.Keys.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
                        new() { Value = room.Values.Select(r => r.Others).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer },
                        new() { Value = owner },
                        new() { Value = now.UtcDateTime },
                        new() { Value = room.Values.Select(r => r.Files ?? 0).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer },
                    },
                },
            },
        };
        var claims = new List<Claim>();
        await using (var reader = await batch.ExecuteReaderAsync(cancel))
        {
            await reader.NextResultAsync(cancel);
            while (await reader.ReadAsync(cancel))
            {
                claims.Add(Claim.Read(reader));
            }
        }
        claims.Sort((a, b) => a.Seq.CompareTo(b.Seq));
        var drafts = await Drafts(connection, claims, cancel);
        return claims.ConvertAll(claim => claim.With(drafts[claim.Seq]));
    }

    /// <summary>Writes down what an attempt came to. False when another process holds the delivery by now: then nothing of it was changed but the log.</summary>
    public async Task<bool> Save(AttemptResult result, CancellationToken cancel)
    {
        var written = await writer.Add(result, cancel);
        if (result.Finished)
        {
            held.TryRemove(result.Claim.Seq, out _);
        }
        return written;
    }

    /// <summary>This process has no more to do with a claim. If its end could not be written down, it is taken back soon.</summary>
    public void LetGo(ClaimedDelivery claim)
    {
        if (held.TryRemove(claim.Seq, out _))
        {
            lost = true;
        }
    }

    /// <summary>Takes back what stands in this process's name without its knowing: the database was away when it was claimed, or when its end was to be written down.</summary>
    public async Task<int> RecoverLost(string owner, DateTimeOffset now, CancellationToken cancel)
    {
        if (!lost)
        {
            return 0;
        }
        await claiming.WaitAsync(cancel);
        try
        {
            lost = false;
            return await Execute("update queue set state = 0, owner = null, in_doubt = true, due_at = least(due_at, $1) where state = 1 and owner = $2 and seq <> all($3)",
                cancel, now.UtcDateTime, owner, held.Keys.ToArray());
        }
        catch
        {
            lost = true;
            throw;
        }
        finally
        {
            claiming.Release();
        }
    }

    /// <summary>A sign of life of a worker: it keeps all that the worker holds.</summary>
    public async Task Renew(string owner, CancellationToken cancel)
    {
        var asked = Stopwatch.GetTimestamp();
        await Execute("insert into workers (owner, alive_until) values ($1, clock_timestamp() + $2) on conflict (owner) do update set alive_until = excluded.alive_until", cancel, owner, Lease);
        Interlocked.Exchange(ref renewedAt, asked);
    }

    /// <summary>
    /// Whether this process can be sure to hold its claims still. One that stood still for longer than its lease has lost them, and must not write before it knows:
    /// another may have done so meanwhile.
    /// </summary>
    public bool IsSure => Stopwatch.GetElapsedTime(Interlocked.Read(ref renewedAt)) < Lease - Margin;

    /// <summary>Takes back what dead workers held: it waits again, and whatever they were writing is in doubt.</summary>
    public async Task<int> RecoverExpired(DateTimeOffset now, CancellationToken cancel)
    {
        if (await Execute("delete from workers where alive_until < clock_timestamp()", cancel) == 0 && lookedForOrphans)
        {
            return 0;
        }
        var recovered = await Execute(
            "update queue q set state = 0, owner = null, in_doubt = true, due_at = least(due_at, $1) where state = 1 and not exists (select 1 from workers w where w.owner = q.owner)", cancel, now.UtcDateTime);
        lookedForOrphans = true;
        return recovered;
    }

    /// <summary>Gives back what was claimed and not begun, on a graceful stop.</summary>
    public async Task HandBack(IReadOnlyList<ClaimedDelivery> unstarted, CancellationToken cancel)
    {
        if (unstarted.Count > 0)
        {
            await Execute("update queue q set state = 0, owner = null from unnest($1, $2, $3) as u(connection_id, seq, epoch) where q.connection_id = u.connection_id and q.seq = u.seq and q.epoch = u.epoch and q.state = 1",
                cancel, unstarted.Select(c => c.Delivery.Connection.Value).ToArray(), unstarted.Select(c => c.Seq).ToArray(), unstarted.Select(c => c.Epoch).ToArray());
            foreach (var claim in unstarted)
            {
                held.TryRemove(claim.Seq, out _);
            }
        }
    }

    /// <summary>Makes the parts of the long tables for this month and the next two, so that rows always have a part to go to.</summary>
    public async Task MakePartitions(CancellationToken cancel) => await Execute("select liaison_partitions(2)", cancel);

    public async ValueTask DisposeAsync()
    {
        await writer.DisposeAsync();
        claiming.Dispose();
    }

    /// <summary>What was decided for each of these: from memory where it was accepted here just now, else as it is stored.</summary>
    private async Task<Dictionary<long, Delivery>> Drafts(NpgsqlConnection connection, List<Claim> claims, CancellationToken cancel)
    {
        var drafts = new Dictionary<long, Delivery>(claims.Count);
        var stored = new List<Claim>();
        foreach (var claim in claims)
        {
            // A replay may have changed the draft; its claim is not the first.
            if (fresh.TryTake(claim.Seq, out var known) && claim is { Epoch: 1, Steps: null })
            {
                drafts[claim.Seq] = known;
            }
            else
            {
                stored.Add(claim);
            }
        }
        if (stored.Count > 0)
        {
            await StoredDrafts.Read(connection, [.. stored.Select(c => c.Tenant)], [.. stored.Select(c => c.Seq)], drafts, cancel);
        }
        return drafts;
    }

    private async Task<int> Execute(string sql, CancellationToken cancel, params object[] values)
    {
        await using var connection = await database.OpenForAll(cancel);
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }
        return await command.ExecuteNonQueryAsync(cancel);
    }

    private sealed record Claim(long Seq, int Epoch, string Tenant, int Attempts, string? Steps, DateTimeOffset FirstTriedAt, bool InDoubt, string? Record, string? RecordVersion)
    {
        public static Claim Read(NpgsqlDataReader row) => new(
            row.GetInt64(0), row.GetInt32(1), row.GetString(2), row.GetInt32(3), row.IsDBNull(4) ? null : row.GetString(4), row.GetFieldValue<DateTimeOffset>(5), row.GetBoolean(6),
            row.IsDBNull(7) ? null : row.GetString(7), row.IsDBNull(8) ? null : row.GetString(8));

        public ClaimedDelivery With(Delivery planned) => new(
            Seq, Epoch, planned with { State = DeliveryState.Running, Attempts = Attempts, Steps = Steps is null ? planned.Steps : Json.Read<IReadOnlyList<Step>>(Steps) },
            FirstTriedAt, InDoubt, Record, RecordVersion);
    }
}

/// <summary>How many deliveries a connection may take now.</summary>
/// <param name="Others">Of all that are no files.</param>
/// <param name="Files">Of those that feed a file, which may take minutes each; null for a connection that is not fed and so has none.</param>
public sealed record ClaimRoom(int Others, int? Files = null)
{
    public static ClaimRoom None { get; } = new(0);

    public bool IsNone => Others <= 0 && Files is null or <= 0;
}
