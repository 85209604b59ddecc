using Liaison.Core.Cases;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;
using Liaison.Storage.Sessions;
using Npgsql;

namespace Liaison.Storage.Road;

/// <summary>The journal's only door: events, the cases that they change, their history and their deliveries, in one transaction.</summary>
public sealed class Intake : IAsyncDisposable
{
    /// <summary>The channel on which processes wake each other: <c>work</c>, <c>setup:ten_…</c>.</summary>
    public const string Channel = "liaison";

    private readonly GroupCommit<Acceptance, AcceptanceResult> writer;

    private readonly FreshDeliveries fresh;

    private readonly string worker;

    private readonly Action wake;

    /// <param name="fresh">Hears of each delivery that is accepted here.</param>
    /// <param name="worker">This process, if it carries deliveries out: it needs no notification of its own.</param>
    /// <param name="wake">Called after deliveries were accepted here, so that the claimer need not wait for the database to say so.</param>
    public Intake(Database database, FreshDeliveries fresh, string worker, Action wake)
    {
        (this.fresh, this.worker, this.wake) = (fresh, worker, wake);
        writer = new GroupCommit<Acceptance, AcceptanceResult>(database, 500, Write);
    }

    public long Commits => writer.Commits;

    public async Task<AcceptanceResult> Accept(Acceptance acceptance, CancellationToken cancel)
    {
        var result = await writer.Add(acceptance, cancel);
        if (result == AcceptanceResult.Accepted && acceptance.Deliveries.Count + (acceptance.Session?.Fate?.Planned ?? 0) > 0)
        {
            wake();
        }
        return result;
    }

    public ValueTask DisposeAsync() => writer.DisposeAsync();

    private async Task<IReadOnlyList<AcceptanceResult>> Write(NpgsqlConnection connection, IReadOnlyList<Acceptance> rows, CancellationToken cancel)
    {
        // Without a gate all goes in one batch, which is a transaction of its own.
        await using var transaction = rows.Any(row => row.IsGated || row.Session is not null) ? await connection.BeginTransactionAsync(cancel) : null;
        var stands = await Gate(connection, rows, cancel);
        var accepted = rows.Where(row => !row.IsGated || stands.Contains(row.Event.Id.Value)).ToList();
        if (accepted.Count > 0)
        {
            var sessions = await SessionMerge.Take(connection, accepted, cancel);
            await using var batch = new NpgsqlBatch(connection);
            accepted = sessions.Accepted;
            sessions.Write(batch);
            Journal(batch, accepted);
            await Run(batch, accepted, cancel);
        }
        if (transaction is not null)
        {
            await transaction.CommitAsync(cancel);
        }
        return [.. rows.Select(row => !row.IsGated || stands.Contains(row.Event.Id.Value) ? row.Session?.Fate?.Full is null ? AcceptanceResult.Accepted : AcceptanceResult.SessionFull
            : row.Opens || row.Keyed ? AcceptanceResult.AlreadyKnown
            : AcceptanceResult.CaseChangedMeanwhile)];
    }

    private async Task Run(NpgsqlBatch batch, List<Acceptance> accepted, CancellationToken cancel)
    {
        var planned = accepted.SelectMany(r => r.Deliveries).ToDictionary(d => d.Id.Value, StringComparer.Ordinal);
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        do
        {
            while (await reader.ReadAsync(cancel))
            {
                if (reader.FieldCount == 2)
                {
                    fresh.Add(reader.GetInt64(1), planned[reader.GetString(0)]);
                }
            }
        }
        while (await reader.NextResultAsync(cancel));
    }

    /// <summary>Writes what may be refused, and tells which events stand.</summary>
    private static async Task<HashSet<string>> Gate(NpgsqlConnection connection, IReadOnlyList<Acceptance> rows, CancellationToken cancel)
    {
        var stands = new HashSet<string>(StringComparer.Ordinal);
        var (keyed, opened, changed) = (rows.Where(r => r.Keyed).ToList(), rows.Where(r => r.Case is not null && r.Opens).ToList(), rows.Where(r => r.Case is not null && !r.Opens).ToList());
        if (keyed.Count + opened.Count + changed.Count == 0)
        {
            return stands;
        }
        await using var batch = new NpgsqlBatch(connection);
        if (keyed.Count > 0)
        {
            new Columns(batch, """
                insert into event_keys (tenant_id, source, external_id, event_id, at)
                select * from unnest($1, $2, $3, $4, $5) on conflict do nothing returning event_id
                """).Text(keyed, r => r.Event.Tenant.Value).Text(keyed, r => r.Event.Source).Text(keyed, r => r.Event.ExternalId).Text(keyed, r => r.Event.Id.Value).Time(keyed, r => r.Event.At);
        }
        if (opened.Count > 0)
        {
            CaseColumns(new Columns(batch, """
                insert into cases (id, tenant_id, number, type, status, "values", person, address, external_id, search, created_at, updated_at, completed_at, version, change_id)
                select u.id, u.tenant_id, u.number, u.type, u.status, u.v::jsonb, u.person::jsonb, u.address::jsonb, u.external_id, u.search, u.created_at, u.updated_at, u.completed_at, u.version, u.change_id
                from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
                  as u(id, tenant_id, number, type, status, v, person, address, external_id, search, created_at, updated_at, completed_at, version, change_id)
                on conflict do nothing returning change_id
                """), opened);
        }
        if (changed.Count > 0)
        {
            CaseColumns(new Columns(batch, """
                update cases c set status = u.status, "values" = u.v::jsonb, person = u.person::jsonb, address = u.address::jsonb, search = u.search, updated_at = u.updated_at,
                  completed_at = u.completed_at, version = u.version, change_id = u.change_id
                from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
                  as u(id, tenant_id, number, type, status, v, person, address, external_id, search, created_at, updated_at, completed_at, version, change_id)
                where c.id = u.id and c.tenant_id = u.tenant_id and c.version = u.version - 1 returning c.change_id
                """), changed);
        }
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        do
        {
            while (await reader.ReadAsync(cancel))
            {
                stands.Add(reader.GetString(0));
            }
        }
        while (await reader.NextResultAsync(cancel));
        return stands;
    }

    private static void CaseColumns(Columns columns, List<Acceptance> rows) => columns
        .Text(rows, r => r.Case!.Id.Value).Text(rows, r => r.Case!.Tenant.Value).Text(rows, r => r.Case!.Number).Text(rows, r => r.Case!.Type).Text(rows, r => r.Case!.Status)
        .Text(rows, r => Json.Write(r.Case!.Values)).Text(rows, r => r.Case!.Person is { } p ? Json.Write(p) : null).Text(rows, r => r.Case!.Address is { } a ? Json.Write(a) : null)
        .Text(rows, r => r.Case!.ExternalId).Text(rows, r => SearchText(r.Case!)).Time(rows, r => r.Case!.CreatedAt).Time(rows, r => r.Case!.UpdatedAt)
        .MaybeTime(rows, r => r.Case!.CompletedAt).Int(rows, r => r.Case!.Version).Text(rows, r => r.Event.Id.Value);

    private void Journal(NpgsqlBatch batch, List<Acceptance> rows)
    {
        new Columns(batch, """
            insert into events (id, tenant_id, source, external_id, type, subject, at, data, hops) select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """)
            .Text(rows, r => r.Event.Id.Value).Text(rows, r => r.Event.Tenant.Value).Text(rows, r => r.Event.Source).Text(rows, r => r.Event.ExternalId).Text(rows, r => r.Event.Type)
            .Text(rows, r => r.Event.Subject).Time(rows, r => r.Event.At).Text(rows, r => r.Event.Data).Int(rows, r => r.Event.Hops);
        var history = rows.SelectMany(r => r.History.Select(h => (Row: r, Entry: h))).ToList();
        if (history.Count > 0)
        {
            new Columns(batch, """
                insert into case_history (tenant_id, case_id, at, who, kind, text, field, old_value, new_value, delivery_id)
                select u.a, u.b, u.c, u.d, u.e, u.f, u.g, u.h, u.i, u.j from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) with ordinality as u(a, b, c, d, e, f, g, h, i, j, n) order by u.n
                """)
                .Text(history, h => h.Row.Event.Tenant.Value).Text(history, h => h.Row.Event.Subject).Time(history, h => h.Row.Event.At).Text(history, h => h.Row.Who).Text(history, h => h.Entry.Kind)
                .Text(history, h => h.Entry.Text).Text(history, h => h.Entry.Field).Text(history, h => h.Entry.From).Text(history, h => h.Entry.To).Text(history, h => h.Entry.Delivery);
        }
        var files = rows.Where(r => r.Attachment is not null).Select(r => (r.Event.Tenant, File: r.Attachment!)).ToList();
        if (files.Count > 0)
        {
            new Columns(batch, """
                insert into attachments (id, tenant_id, case_id, name, description, content_type, size, sha256, added_at, added_by) select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                """)
                .Text(files, f => f.File.Id.Value).Text(files, f => f.Tenant.Value).Text(files, f => f.File.Case.Value).Text(files, f => f.File.Name).Text(files, f => f.File.Description)
                .Text(files, f => f.File.ContentType).Long(files, f => f.File.Size).Text(files, f => f.File.Sha256).Time(files, f => f.File.AddedAt).Text(files, f => f.File.AddedBy);
        }
        var deliveries = rows.SelectMany(r => r.Deliveries).ToList();
        if (deliveries.Count > 0)
        {
            Supersede(batch, deliveries.FindAll(d => d.Supersedes));
            var following = deliveries.FindAll(d => d.After is not null);
            var later = deliveries.FindAll(d => d.NotBefore is not null);
            new Columns(batch, """
                with planned as (
                  insert into drafts (id, tenant_id, connection_id, kind, lane, subject, subject_number, event_id, template_id, template_version, reference, record_type, file_name, incoming_record,
                    draft, steps, created_at)
                  select u.id, u.tenant_id, u.connection_id, u.kind, u.lane, u.subject, u.subject_number, u.event_id, u.template_id, u.template_version, u.reference, u.record_type, u.file_name,
                    u.incoming_record, u.draft, u.steps, u.at
                  from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) with ordinality
                    as u(id, tenant_id, connection_id, kind, lane, subject, subject_number, event_id, template_id, template_version, reference, record_type, file_name, incoming_record,
                      draft, steps, at, n) order by u.n
                  returning id, seq, tenant_id, connection_id, lane, subject, reference, created_at),
                queued as (
                  insert into queue (seq, tenant_id, connection_id, lane, due_at, subject, reference, updated_at, after_id)
                  select p.seq, p.tenant_id, p.connection_id, p.lane, coalesce(l.due_at, p.created_at), p.subject, p.reference, p.created_at, a.after_id
                  from planned p left join unnest($18, $19) as a(id, after_id) on a.id = p.id left join unnest($20, $21) as l(id, due_at) on l.id = p.id order by p.seq)
                select id, seq from planned
                """)
                .Text(deliveries, d => d.Id.Value).Text(deliveries, d => d.Tenant.Value).Text(deliveries, d => d.Connection.Value).Int(deliveries, d => (int)d.Kind).Long(deliveries, d => d.Lane)
                .Text(deliveries, d => d.Subject).Text(deliveries, d => d.Draft.SubjectNumber).Text(deliveries, d => d.Event.Value).Text(deliveries, d => d.Template?.Value).Int(deliveries, d => d.TemplateVersion)
                .Text(deliveries, d => d.Draft.Reference).Text(deliveries, d => d.Draft.RecordType).Text(deliveries, d => d.Draft.File?.Name).Text(deliveries, d => d.Draft.Incoming?.Record)
                .Text(deliveries, d => Json.Write(d.Draft)).Text(deliveries, d => Json.Write(d.Steps)).Time(deliveries, d => d.CreatedAt)
                .Text(following, d => d.Id.Value).Text(following, d => d.After!.Value.Value).Text(later, d => d.Id.Value).Time(later, d => d.NotBefore!.Value);
            batch.BatchCommands.Add(new NpgsqlBatchCommand($"select pg_notify('{Channel}', 'work') where exists (select from workers where owner <> $1)") { Parameters = { new() { Value = worker } } });
        }
    }

    /// <summary>What nobody has tried yet gives way to a later one that says the same and more; a file of the same name too. What a person asked for does not.</summary>
    private static void Supersede(NpgsqlBatch batch, List<Delivery> later)
    {
        if (later.Count > 0)
        {
            new Columns(batch, """
                with gone as (
                  delete from queue q using unnest($1, $2, $3, $4, $5, $6) as u(connection_id, subject, kind, file_name, at, reference), drafts p
                  where q.connection_id = u.connection_id and q.subject = u.subject and q.state = 0 and q.epoch = 0 and q.attempts = 0
                    and p.tenant_id = q.tenant_id and p.seq = q.seq and p.kind = u.kind and p.reference = u.reference and p.file_name is not distinct from u.file_name
                    and p.draft not like '%"byHand":true%'
                  returning q.seq, q.tenant_id, q.connection_id, q.attempts, q.epoch, q.first_tried_at, u.at)
                insert into outcomes (seq, tenant_id, connection_id, state, attempts, epoch, first_tried_at, in_doubt, result, updated_at)
                select seq, tenant_id, connection_id, 6, attempts, epoch + 1, first_tried_at, false, 'A later one says the same and more; it was not needed.', at from gone
                """)
                .Text(later, d => d.Connection.Value).Text(later, d => d.Subject).Int(later, d => (int)d.Kind).Text(later, d => d.Draft.File?.Name).Time(later, d => d.CreatedAt)
                .Text(later, d => d.Draft.Reference);
        }
    }

    /// <summary>What the case list searches: number, person, place and short values, in lower case.</summary>
    private static string SearchText(Case c) =>
        string.Join(' ', new[] { c.Number, c.ExternalId, c.Person?.FullName, c.Person?.Email, c.Address?.Summary, c.Address?.Postcode }.Concat(c.Values.Values.Where(v => v.Length <= 200)).Where(v => !string.IsNullOrEmpty(v))).ToLowerInvariant();
}
