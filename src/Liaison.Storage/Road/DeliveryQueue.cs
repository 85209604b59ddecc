using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;
using Npgsql;
using NpgsqlTypes;

namespace Liaison.Storage.Road;

/// <summary>The queue of deliveries: claimed by lease in the order of their lanes, written down in groups.</summary>
public sealed class DeliveryQueue : IAsyncDisposable
{
    /// <summary>How long a claim holds without a sign of life.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(8);

    private readonly Database database;
    private readonly GroupCommit<AttemptResult, bool> writer;

    public DeliveryQueue(Database database)
    {
        this.database = database;
        writer = new GroupCommit<AttemptResult, bool>(database, 500, AttemptWriter.Write);
    }

    public long Commits => writer.Commits;

    /// <summary>Takes the heads of lanes that are due: a delivery whose lane holds an earlier unfinished one is never among them.</summary>
    /// <param name="owner">This process.</param>
    /// <param name="room">How many each connection may take now; a connection that is left out takes none.</param>
    public async Task<IReadOnlyList<ClaimedDelivery>> ClaimDue(string owner, IReadOnlyDictionary<string, int> room, DateTimeOffset now, CancellationToken cancel)
    {
        await using var connection = await database.OpenForAll(cancel);
        await using var claim = new NpgsqlCommand("""
            with heads as materialized (
              select h.tenant_id, h.seq from unnest($1, $2) as c(id, room) cross join lateral (
                select d.tenant_id, d.seq from deliveries d
                where d.connection_id = c.id and d.state = 0 and d.due_at <= $4
                  and not exists (select 1 from deliveries e where e.lane = d.lane and e.seq < d.seq and e.state in (0, 1, 2))
                  and (d.after_id is null or not exists (select 1 from deliveries a where a.id = d.after_id and a.state in (0, 1, 2)))
                order by d.seq limit c.room for update skip locked) h)
            update deliveries d set state = 1, lease_owner = $3, lease_until = $5, epoch = d.epoch + 1, first_tried_at = coalesce(d.first_tried_at, $4)
            from heads left join lateral (
              select l.record, l.version from record_links l join deliveries x on x.tenant_id = heads.tenant_id and x.seq = heads.seq where l.subject = x.subject and l.reference = x.draft ->> 'reference') l on true
            where d.tenant_id = heads.tenant_id and d.seq = heads.seq
            returning d.seq, d.epoch, d.id, d.tenant_id, d.connection_id, d.kind, d.subject, d.lane, d.event_id, d.template_id, d.template_version, d.attempts, d.draft::text, d.steps::text,
              d.created_at, d.first_tried_at, d.in_doubt, l.record, l.version
            """, connection)
        {
            Parameters =
            {
                new() { Value = room.Keys.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
                new() { Value = room.Values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer },
                new() { Value = owner },
                new() { Value = now.UtcDateTime },
                new() { Value = (now + Lease).UtcDateTime },
            },
        };
        var claimed = new List<ClaimedDelivery>();
        await using var reader = await claim.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            claimed.Add(Read(reader));
        }
        claimed.Sort((a, b) => a.Seq.CompareTo(b.Seq));
        return claimed;
    }

    /// <summary>Writes down what an attempt came to. False when another process holds the delivery by now: then nothing of it was changed but the log.</summary>
    public Task<bool> Save(AttemptResult result, CancellationToken cancel) => writer.Add(result, cancel);

    /// <summary>A sign of life for all that this process holds. A row that is being written down just now needs none.</summary>
    public async Task Renew(string owner, DateTimeOffset now, CancellationToken cancel) => await Execute(
        """
        update deliveries set lease_until = $2 where (tenant_id, seq) in (select tenant_id, seq from deliveries where state = 1 and lease_owner = $1 order by seq for update skip locked)
        """, cancel, owner, (now + Lease).UtcDateTime);

    /// <summary>Takes back what a dead process held: it waits again, and whatever it was writing is in doubt.</summary>
    public async Task<int> RecoverExpired(DateTimeOffset now, CancellationToken cancel) => await Execute(
        "update deliveries set state = 0, lease_owner = null, lease_until = null, in_doubt = true, due_at = least(due_at, $1) where state = 1 and lease_until < $1", cancel, now.UtcDateTime);

    /// <summary>Gives back what was claimed and not begun, on a graceful stop.</summary>
    public async Task HandBack(IReadOnlyList<ClaimedDelivery> unstarted, CancellationToken cancel)
    {
        if (unstarted.Count > 0)
        {
            await Execute("update deliveries d set state = 0, lease_owner = null, lease_until = null from unnest($1, $2, $3) as u(tenant_id, seq, epoch) where d.tenant_id = u.tenant_id and d.seq = u.seq and d.epoch = u.epoch and d.state = 1",
                cancel, unstarted.Select(c => c.Delivery.Tenant.Value).ToArray(), unstarted.Select(c => c.Seq).ToArray(), unstarted.Select(c => c.Epoch).ToArray());
        }
    }

    /// <summary>The instant at which the next waiting delivery falls due; null when none waits.</summary>
    public async Task<DateTimeOffset?> NextDue(CancellationToken cancel)
    {
        await using var connection = await database.OpenForAll(cancel);
        await using var ask = new NpgsqlCommand("select min(due_at) from deliveries where state = 0", connection);
        return await ask.ExecuteScalarAsync(cancel) is DateTime due ? new DateTimeOffset(due, TimeSpan.Zero) : null;
    }

    /// <summary>Makes the parts of the long tables for this month and the next two, so that rows always have a part to go to.</summary>
    public async Task MakePartitions(CancellationToken cancel) => await Execute("select liaison_partitions(2)", cancel);

    public ValueTask DisposeAsync() => writer.DisposeAsync();

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

    private static ClaimedDelivery Read(NpgsqlDataReader row)
    {
        var inDoubt = row.GetBoolean(16);
        var steps = Json.Read<IReadOnlyList<Step>>(row.GetString(13));
        return new ClaimedDelivery(row.GetInt64(0), row.GetInt32(1), new Delivery
        {
            Id = new(row.GetString(2)),
            Tenant = new(row.GetString(3)),
            Connection = new(row.GetString(4)),
            Kind = (DeliveryKind)row.GetInt16(5),
            Subject = row.GetString(6),
            Lane = row.GetInt64(7),
            Event = new(row.GetString(8)),
            Template = row.IsDBNull(9) ? null : new Id<Template>(row.GetString(9)),
            TemplateVersion = row.GetInt32(10),
            State = DeliveryState.Running,
            Attempts = row.GetInt32(11),
            Draft = Json.Read<Draft>(row.GetString(12)),
            Steps = steps,
            CreatedAt = row.GetFieldValue<DateTimeOffset>(14),
        }, row.GetFieldValue<DateTimeOffset>(15), inDoubt, row.IsDBNull(17) ? null : row.GetString(17), row.IsDBNull(18) ? null : row.GetString(18));
    }
}
