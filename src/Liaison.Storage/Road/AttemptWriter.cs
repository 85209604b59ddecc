using System.Text.Encodings.Web;
using System.Text.Json;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;
using Npgsql;

namespace Liaison.Storage.Road;

/// <summary>Writes what attempts came to: the delivery's new state, the log's row, the link to the record, and the line in the case's history.</summary>
internal static class AttemptWriter
{
    // What is kept as a log has quotation marks in nearly every value; nothing but our own reader reads it, so they need not be escaped to the last.
    private static readonly JsonSerializerOptions Plainly = new(Json.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<IReadOnlyList<bool>> Write(NpgsqlConnection connection, IReadOnlyList<AttemptResult> rows, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection);
        Ended(batch, [.. rows.Where(HasEnded)]);
        GoOn(batch, [.. rows.Where(r => !HasEnded(r))]);
        new Columns(batch, """
            insert into attempts (delivery_id, tenant_id, number, step, at, duration_ms, fault, exchanges, note) select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """)
            .Text(rows, r => r.Attempt.Delivery.Value).Text(rows, r => r.Claim.Delivery.Tenant.Value).Int(rows, r => r.Attempt.Number).Int(rows, r => (int)r.Attempt.Step).Time(rows, r => r.Attempt.At)
            .Double(rows, r => r.Attempt.DurationMs).Text(rows, r => r.Attempt.Fault is { } fault ? Json.Write(fault) : null)
            .Text(rows, r => JsonSerializer.Serialize(r.Attempt.Exchanges, Plainly)).Text(rows, r => r.Attempt.Note);
        Links(batch, [.. rows.SelectMany(r => r.Links.Select(link => (Row: r, Link: link))).Where(IsNews)]);
        Parked(batch, [.. rows.Where(r => r.Transition?.ParksConnection == true)]);
        var written = new HashSet<long>();
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        do
        {
            // The first statements give the rows that were still ours. The others give none; walking over them raises their errors.
            while (await reader.ReadAsync(cancel))
            {
                if (reader.GetFieldType(0) == typeof(long))
                {
                    written.Add(reader.GetInt64(0));
                }
            }
        }
        while (await reader.NextResultAsync(cancel));
        return [.. rows.Select(r => written.Contains(r.Claim.Seq))];
    }

    // Most updates find the link as it was claimed; then there is nothing to write.
    private static bool IsNews((AttemptResult Row, RecordLink Link) linked) => linked is ({ Claim: var claim }, var link)
        && (link.IsNew || link.Reference != claim.Delivery.Draft.Reference || link.Subject != claim.Delivery.Subject || link.Record != claim.Record
            || (link.Version is not null && link.Version != claim.RecordVersion));

    private static bool HasEnded(AttemptResult row) => row.Finished && row.Transition?.State is not (DeliveryState.Waiting or DeliveryState.Running or DeliveryState.Parked);

    /// <summary>From the queue to the outcomes.</summary>
    private static void Ended(NpgsqlBatch batch, IReadOnlyList<AttemptResult> rows)
    {
        if (rows.Count > 0)
        {
            Progress(new Columns(batch, """
                with gone as (
                  delete from queue q using unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) as u(connection_id, seq, epoch, state, attempts, in_doubt, steps, fault, record, result, at)
                  where q.connection_id = u.connection_id and q.seq = u.seq and q.epoch = u.epoch and q.state = 1
                  returning q.seq, q.tenant_id, q.connection_id, u.state, u.attempts, q.epoch, q.first_tried_at, u.in_doubt, u.steps, u.fault, coalesce(u.record, q.record), u.result, u.at)
                insert into outcomes (seq, tenant_id, connection_id, state, attempts, epoch, first_tried_at, in_doubt, steps, fault, record, result, updated_at) select * from gone returning seq
                """), rows);
        }
    }

    /// <summary>Stays in the queue: a step is saved, or it waits for its time or for a person.</summary>
    private static void GoOn(NpgsqlBatch batch, IReadOnlyList<AttemptResult> rows)
    {
        if (rows.Count > 0)
        {
            Progress(new Columns(batch, """
                update queue q set steps = u.steps, in_doubt = u.in_doubt, record = coalesce(u.record, q.record), result = u.result, updated_at = u.at, attempts = u.attempts, fault = u.fault,
                  state = u.state, owner = case when u.finished then null else q.owner end, due_at = case when u.finished then u.due_at else q.due_at end, after_id = coalesce(u.after_id, q.after_id)
                from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
                  as u(connection_id, seq, epoch, state, attempts, in_doubt, steps, fault, record, result, at, finished, due_at, after_id)
                where q.connection_id = u.connection_id and q.seq = u.seq and q.epoch = u.epoch and q.state = 1 returning q.seq
                """), rows)
                .Bool(rows, r => r.Finished).Time(rows, r => r.Transition?.DueAt ?? r.Attempt.At).Text(rows, r => r.Transition?.Fault?.WaitFor);
        }
    }

    private static Columns Progress(Columns columns, IReadOnlyList<AttemptResult> rows) => columns
        .Text(rows, r => r.Claim.Delivery.Connection.Value).Long(rows, r => r.Claim.Seq).Int(rows, r => r.Claim.Epoch).Int(rows, r => (int)(r.Finished ? r.Transition!.State : DeliveryState.Running))
        .Int(rows, r => r.Claim.Delivery.Attempts + (r.Transition?.CountsAttempt == false ? 0 : 1)).Bool(rows, r => r.InDoubt).Text(rows, r => JsonSerializer.Serialize(r.Steps, Plainly))
        .Text(rows, r => r.Transition?.Fault is { } fault ? Json.Write(fault) : null).Text(rows, r => r.Steps.LastOrDefault(s => s.Record is not null)?.Record)
        .Text(rows, r => r.Steps.LastOrDefault(s => s.Done)?.Result).Time(rows, r => r.Attempt.At);

    private static void Links(NpgsqlBatch batch, List<(AttemptResult Row, RecordLink Link)> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }
        new Columns(batch, """
            insert into record_links (tenant_id, connection_id, subject, reference, record_type, record, version, linked_at)
            select distinct on (u.c, u.b, u.d) u.* from unnest($1, $2, $3, $4, $5, $6, $7, $8) as u(a, b, c, d, e, f, g, h) order by u.c, u.b, u.d, u.h desc
            on conflict (subject, connection_id, reference) do update set record = excluded.record, record_type = excluded.record_type,
              version = case when record_links.record = excluded.record and excluded.version is null then record_links.version else excluded.version end
              where record_links.record <> excluded.record or (excluded.version is not null and record_links.version is distinct from excluded.version)
            """)
            .Text(rows, r => r.Link.Tenant.Value).Text(rows, r => r.Link.Connection.Value).Text(rows, r => r.Link.Subject).Text(rows, r => r.Link.Reference).Text(rows, r => r.Link.RecordType)
            .Text(rows, r => r.Link.Record).Text(rows, r => r.Link.Version).Time(rows, r => r.Row.Attempt.At);
        var linked = rows.Where(r => r.Link.IsNew && r.Link.Subject.StartsWith("cas_", StringComparison.Ordinal)).ToList();
        if (linked.Count > 0)
        {
            new Columns(batch, """
                insert into case_history (tenant_id, case_id, at, who, kind, text, field, new_value, delivery_id)
                select u.a, u.b, u.c, 'Liaison', 'reference', u.d, u.e, u.f, u.g from unnest($1, $2, $3, $4, $5, $6, $7) as u(a, b, c, d, e, f, g)
                """)
                .Text(linked, r => r.Link.Tenant.Value).Text(linked, r => r.Link.Subject).Time(linked, r => r.Row.Attempt.At).Text(linked, r => $"{r.Link.RecordType} {r.Link.Record} now belongs to this case.")
                .Text(linked, r => r.Link.Reference).Text(linked, r => r.Link.Record).Text(linked, r => r.Row.Claim.Delivery.Id.Value);
        }
    }

    private static void Parked(NpgsqlBatch batch, IReadOnlyList<AttemptResult> rows)
    {
        if (rows.Count > 0)
        {
            new Columns(batch, """
                update connections c set parked = u.fault::jsonb, parked_at = u.at from unnest($1, $2, $3) as u(id, fault, at) where c.id = u.id and c.parked is null and (c.resumed_at is null or c.resumed_at <= u.at)
                """)
                .Text(rows, r => r.Claim.Delivery.Connection.Value).Text(rows, r => Json.Write(r.Transition!.Fault)).Time(rows, r => r.Attempt.At);
            foreach (var tenant in rows.Select(r => r.Claim.Delivery.Tenant.Value).Distinct(StringComparer.Ordinal))
            {
                batch.BatchCommands.Add(new NpgsqlBatchCommand($"select pg_notify('{Intake.Channel}', $1)") { Parameters = { new() { Value = "setup:" + tenant } } });
            }
        }
    }
}
