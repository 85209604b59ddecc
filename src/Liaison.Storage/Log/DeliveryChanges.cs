using Dapper;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;
using Liaison.Storage.Configuration;
using Liaison.Storage.People;
using Liaison.Storage.Road;
using Npgsql;

namespace Liaison.Storage.Log;

/// <summary>What came of a person's wish for a delivery.</summary>
public enum DeliveryChanged
{
    Done,

    /// <summary>It moved on meanwhile: look again.</summary>
    MovedOn,
}

/// <summary>A delivery put back on the road.</summary>
/// <param name="Draft">A draft to take the place of the frozen one; null keeps that.</param>
public sealed record PutBack(IReadOnlyList<Step> Steps, Draft? Draft = null, int TemplateVersion = 0);

/// <summary>A record that a person names as the one that a delivery was to make or change.</summary>
public sealed record NamedRecord(string Reference, string RecordType, string Record);

/// <summary>What people do to deliveries: each in a transaction that changes nothing when the delivery has moved on, and each in the audit trail.</summary>
public sealed class DeliveryChanges(Database database, IdSource ids, TimeProvider time)
{
    private const string Waiting = "seq, tenant_id, connection_id, lane, due_at, epoch, first_tried_at, in_doubt, subject, reference, steps, record, result, updated_at";

    // Wherever it is, in the queue or among the outcomes, it must stand there as it was seen; a new epoch shuts out who held it before.
    private const string PutBackSql = $"""
        with chosen as (select tenant_id, connection_id, seq, lane, subject from drafts where tenant_id = @tenant and id = @id),
        ended as (delete from outcomes o using chosen c where o.tenant_id = c.tenant_id and o.seq = c.seq and o.epoch = @epoch and o.state = @state returning o.*),
        back as (
          insert into queue ({Waiting})
          select o.seq, o.tenant_id, o.connection_id, c.lane, @now, o.epoch + 1, o.first_tried_at, o.in_doubt and not @certain, c.subject, @reference, @steps, coalesce(@record, o.record), o.result, @now
          from ended o join chosen c on c.seq = o.seq returning seq),
        again as (
          update queue q set state = 0, attempts = 0, due_at = @now, fault = null, epoch = q.epoch + 1, owner = null, updated_at = @now, steps = @steps, reference = @reference,
            record = coalesce(@record, q.record), in_doubt = q.in_doubt and not @certain
          from chosen c where q.connection_id = c.connection_id and q.seq = c.seq and q.epoch = @epoch and q.state = @state and q.state <> 1 returning q.seq)
        update drafts p set draft = coalesce(@draft, p.draft), template_version = case when @draft is null then p.template_version else @templateVersion end, reference = @reference, record_type = @recordType
        where p.tenant_id = @tenant and p.seq in (select seq from back union all select seq from again)
        """;

    private const string CancelSql = """
        with gone as (
          delete from queue q using drafts p where p.tenant_id = @tenant and p.id = @id and q.connection_id = p.connection_id and q.seq = p.seq and q.epoch = @epoch and q.state in (0, 2) returning q.*)
        insert into outcomes (seq, tenant_id, connection_id, state, attempts, epoch, first_tried_at, in_doubt, steps, fault, record, result, updated_at)
        select seq, tenant_id, connection_id, 6, attempts, epoch + 1, first_tried_at, in_doubt, steps, fault, record, result, @now from gone
        """;

    private const string ReplayFrozenSql = $"""
        with chosen as (select tenant_id, connection_id, seq, lane, subject, reference from drafts where tenant_id = @tenant and id = any(@ids)),
        ended as (delete from outcomes o using chosen c where o.tenant_id = c.tenant_id and o.seq = c.seq and o.state in (4, 5, 6) returning o.*),
        back as (
          insert into queue ({Waiting})
          select o.seq, o.tenant_id, o.connection_id, c.lane, @now, o.epoch + 1, o.first_tried_at, o.in_doubt, c.subject, c.reference, o.steps, o.record, o.result, @now
          from ended o join chosen c on c.seq = o.seq returning 1),
        again as (
          update queue q set state = 0, attempts = 0, due_at = @now, fault = null, epoch = q.epoch + 1, updated_at = @now
          from chosen c where q.connection_id = c.connection_id and q.seq = c.seq and q.state = 2 returning 1)
        select (select count(*) from back)::int + (select count(*) from again)::int
        """;

    /// <summary>Sends it again from where it stood, with ten fresh attempts.</summary>
    public Task<DeliveryChanged> Replay(Id<Tenant> tenant, DeliveryStory seen, PutBack back, string draft, Actor actor, CancellationToken cancel) =>
        Change(tenant, seen, PutBackSql, BackValues(tenant, seen, back, null, false), actor, "delivery.replayed", new { draft }, null, cancel);

    /// <summary>Ends a delivery that waits, for its own time or for a person.</summary>
    public Task<DeliveryChanged> Cancel(Id<Tenant> tenant, DeliveryStory seen, Actor actor, CancellationToken cancel) => Change(
        tenant, seen, CancelSql,
        new { tenant = tenant.Value, id = seen.Row.Id.Value, seen.Epoch, now = time.GetUtcNow() }, actor, "delivery.cancelled", new { }, null, cancel);

    /// <summary>Lets the case's reference hold the record that a person names, and the delivery go on from there.</summary>
    public Task<DeliveryChanged> Link(Id<Tenant> tenant, DeliveryStory seen, PutBack back, NamedRecord named, Actor actor, CancellationToken cancel) =>
        Change(tenant, seen, PutBackSql, BackValues(tenant, seen, back, named.Record, true), actor, "delivery.linked", new { named.Record }, (connection, transaction) => connection.ExecuteAsync(new CommandDefinition(
            """
            insert into record_links (tenant_id, connection_id, subject, reference, record_type, record, linked_at)
            values (@tenant, @connectionId, @subject, @reference, @recordType, @record, @now)
            on conflict (subject, connection_id, reference) do update set record_type = excluded.record_type, record = excluded.record, version = null, linked_at = excluded.linked_at;
            insert into case_history (tenant_id, case_id, at, who, kind, text, field, new_value, delivery_id)
            select @tenant, @subject, @now, @who, 'reference', @text, @reference, @record, @id where @subject like 'cas\_%'
            """,
            new
            {
                tenant = tenant.Value, connectionId = seen.Row.Connection.Value, seen.Row.Subject, named.Reference, named.RecordType, named.Record, now = time.GetUtcNow(), who = actor.Name,
                text = $"{actor.Name} said that {named.RecordType} {named.Record} belongs to this case.", id = seen.Row.Id.Value,
            },
            transaction, cancellationToken: cancel)), cancel);

    /// <summary>Sends all of these again with their frozen drafts; those that moved on meanwhile are left alone.</summary>
    /// <returns>How many.</returns>
    public async Task<int> ReplayFrozen(Id<Tenant> tenant, IReadOnlyList<Id<Delivery>> chosen, Actor actor, object filter, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var now = time.GetUtcNow();
        var count = await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            ReplayFrozenSql, new { tenant = tenant.Value, ids = chosen.Select(i => i.Value).ToArray(), now }, transaction, cancellationToken: cancel));
        await Finish(tenant, connection, transaction, actor, "deliveries.replayed", "deliveries", new { filter, count, draft = "frozen" }, cancel);
        return count;
    }

    private static object BackValues(Id<Tenant> tenant, DeliveryStory seen, PutBack back, string? record, bool certain) => new BackRow(
        tenant.Value, seen.Row.Id.Value, seen.Epoch, (short)seen.Row.State, Json.Write(back.Steps), back.Draft is null ? null : Json.Write(back.Draft), back.TemplateVersion,
        (back.Draft ?? seen.Draft).Reference, (back.Draft ?? seen.Draft).RecordType, record, certain);

    private async Task<DeliveryChanged> Change(
        Id<Tenant> tenant, DeliveryStory seen, string sql, object values, Actor actor, string action, object after, Func<NpgsqlConnection, NpgsqlTransaction, Task>? also, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var parameters = new DynamicParameters(values);
        parameters.Add("now", time.GetUtcNow());
        if (await connection.ExecuteAsync(new CommandDefinition(sql, parameters, transaction, cancellationToken: cancel)) == 0)
        {
            return DeliveryChanged.MovedOn;
        }
        if (also is not null)
        {
            await also(connection, transaction);
        }
        await Finish(tenant, connection, transaction, actor, action, seen.Row.Id.Value, after, cancel);
        return DeliveryChanged.Done;
    }

    private async Task Finish(Id<Tenant> tenant, NpgsqlConnection connection, NpgsqlTransaction transaction, Actor actor, string action, string subject, object after, CancellationToken cancel)
    {
        await connection.ExecuteAsync(new CommandDefinition(
            $"""
            insert into audit (id, tenant_id, at, who, action, subject, after) values (@id, @tenant, @now, @who, @action, @subject, @after::jsonb);
            select pg_notify('{Intake.Channel}', 'work'), pg_notify('{Intake.Channel}', @changed)
            """,
            new
            {
                id = ids.Next<AuditEntry>().Value, tenant = tenant.Value, now = time.GetUtcNow(), who = actor.Id, action, subject, after = Json.Write(after), changed = $"changed:{tenant}:deliveries",
            },
            transaction, cancellationToken: cancel));
        await transaction.CommitAsync(cancel);
    }

    private sealed record BackRow(string Tenant, string Id, int Epoch, short State, string Steps, string? Draft, int TemplateVersion, string Reference, string RecordType, string? Record,
        bool Certain);
}
