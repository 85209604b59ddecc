using Liaison.Core.Shared;
using Npgsql;

namespace Liaison.Storage.Road;

/// <summary>Writes what attempts came to: the delivery's new state, the log's row, the link to the record, and the line in the case's history.</summary>
internal static class AttemptWriter
{
    public static async Task<IReadOnlyList<bool>> Write(NpgsqlConnection connection, IReadOnlyList<AttemptResult> rows, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection);
        new Columns(batch, """
            update deliveries d set steps = u.steps::jsonb, in_doubt = u.in_doubt, record = coalesce(u.record, d.record), updated_at = u.at,
              state = case when u.finished then u.state else d.state end, attempts = u.attempts, fault = u.fault::jsonb, due_at = case when u.finished then u.due_at else d.due_at end,
              after_id = coalesce(u.after_id, d.after_id), lease_owner = case when u.finished then null else d.lease_owner end, lease_until = case when u.finished then null else d.lease_until end
            from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) as u(seq, epoch, steps, in_doubt, record, at, finished, state, attempts, fault, due_at, tenant_id, after_id)
            where d.tenant_id = u.tenant_id and d.seq = u.seq and d.epoch = u.epoch and d.state = 1 returning d.seq
            """)
            .Long(rows, r => r.Claim.Seq).Int(rows, r => r.Claim.Epoch).Text(rows, r => Json.Write(r.Steps)).Bool(rows, r => r.InDoubt).Text(rows, r => r.Steps.LastOrDefault(s => s.Record is not null)?.Record)
            .Time(rows, r => r.Attempt.At).Bool(rows, r => r.Finished).Int(rows, r => (int?)r.Transition?.State ?? 1)
            .Int(rows, r => r.Claim.Delivery.Attempts + (r.Transition?.CountsAttempt == false ? 0 : 1)).Text(rows, r => r.Transition?.Fault is { } fault ? Json.Write(fault) : null)
            .Time(rows, r => r.Transition?.DueAt ?? r.Attempt.At).Text(rows, r => r.Claim.Delivery.Tenant.Value).Text(rows, r => r.Transition?.Fault?.WaitFor);
        new Columns(batch, """
            insert into attempts (delivery_id, tenant_id, number, step, at, duration_ms, fault, exchanges, note)
            select u.a, u.b, u.c, u.d, u.e, u.f, u.g::jsonb, u.h::jsonb, u.i from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9) as u(a, b, c, d, e, f, g, h, i)
            """)
            .Text(rows, r => r.Attempt.Delivery.Value).Text(rows, r => r.Claim.Delivery.Tenant.Value).Int(rows, r => r.Attempt.Number).Int(rows, r => (int)r.Attempt.Step).Time(rows, r => r.Attempt.At)
            .Double(rows, r => r.Attempt.DurationMs).Text(rows, r => r.Attempt.Fault is { } fault ? Json.Write(fault) : null).Text(rows, r => Json.Write(r.Attempt.Exchanges)).Text(rows, r => r.Attempt.Note);
        Links(batch, [.. rows.SelectMany(r => r.Links.Select(link => (Row: r, Link: link)))]);
        Parked(batch, [.. rows.Where(r => r.Transition?.ParksConnection == true)]);
        var written = new HashSet<long>();
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            written.Add(reader.GetInt64(0));
        }
        while (await reader.NextResultAsync(cancel))
        {
            // The other statements give no rows that matter; walking over them raises their errors.
        }
        return [.. rows.Select(r => written.Contains(r.Claim.Seq))];
    }

    private static void Links(NpgsqlBatch batch, List<(AttemptResult Row, RecordLink Link)> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }
        new Columns(batch, """
            insert into record_links (tenant_id, connection_id, subject, reference, record_type, record, version, linked_at)
            select distinct on (u.c, u.d) u.* from unnest($1, $2, $3, $4, $5, $6, $7, $8) as u(a, b, c, d, e, f, g, h) order by u.c, u.d, u.h desc
            on conflict (subject, reference) do update set record = excluded.record, record_type = excluded.record_type, connection_id = excluded.connection_id,
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
                update connections c set parked = u.fault::jsonb, parked_at = u.at from unnest($1, $2, $3) as u(id, fault, at) where c.id = u.id and c.parked is null
                """)
                .Text(rows, r => r.Claim.Delivery.Connection.Value).Text(rows, r => Json.Write(r.Transition!.Fault)).Time(rows, r => r.Attempt.At);
            foreach (var tenant in rows.Select(r => r.Claim.Delivery.Tenant.Value).Distinct(StringComparer.Ordinal))
            {
                batch.BatchCommands.Add(new NpgsqlBatchCommand($"select pg_notify('{Intake.Channel}', $1)") { Parameters = { new() { Value = "setup:" + tenant } } });
            }
        }
    }
}
