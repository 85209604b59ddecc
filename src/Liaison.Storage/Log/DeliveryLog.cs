using Dapper;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;
using Liaison.Storage.Cases;

namespace Liaison.Storage.Log;

/// <summary>Reads the integration log: deliveries, their attempts, and what people did to them.</summary>
public sealed class DeliveryLog(Database database)
{
    /// <summary>Of states that a busy log is full of, only so many of the latest deliveries are counted.</summary>
    public const int MostCounted = 10_000;

    private const string Columns = """
        d.seq, d.id, d.created_at as createdAt, d.connection_id as connectionId, d.kind, d.subject, d.subject_number as subjectNumber, d.template_id as templateId, d.state, d.attempts,
        d.due_at as dueAt, d.fault::text as fault, d.record, d.record_type as recordType, d.file_name as fileName, d.incoming_record as incomingRecord, d.result
        """;

    private const string Matching = """
        d.tenant_id = @tenant and (@connection::text is null or d.connection_id = @connection) and (@states::smallint[] is null or d.state = any(@states))
          and (@kind::smallint is null or d.kind = @kind) and (@subject::text is null or d.subject = @subject)
          and (@search::text is null or lower(d.subject_number) like @search or lower(coalesce(d.record, d.incoming_record)) like @search)
          and (@from::timestamptz is null or d.created_at >= @from) and (@to::timestamptz is null or d.created_at < @to)
        """;

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<LoggedDelivery>> Page(Id<Tenant> tenant, DeliveryFilter filter, long? after, int limit, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"select {Columns} from deliveries d where {Matching} and d.seq < @after and d.progress_seq < @after order by d.seq desc limit @limit", Values(tenant, filter, after, limit), cancellationToken: cancel));
        return [.. rows.Select(r => r.Read())];
    }

    /// <summary>Ids of what a filter chooses, oldest first: the order in which they are to be sent again.</summary>
    public async Task<IReadOnlyList<Id<Delivery>>> Chosen(Id<Tenant> tenant, DeliveryFilter filter, int limit, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        var ids = await connection.QueryAsync<string>(new CommandDefinition(
            $"select d.id from deliveries d where {Matching} order by d.seq limit @limit", Values(tenant, filter, null, limit), cancellationToken: cancel));
        return [.. ids.Select(id => new Id<Delivery>(id))];
    }

    /// <summary>How many there are in each state, whatever states the filter chooses. Delivered and cancelled ones are counted among the latest only.</summary>
    public async Task<IReadOnlyDictionary<DeliveryState, int>> Counts(Id<Tenant> tenant, DeliveryFilter filter, CancellationToken cancel)
    {
        var sql = $"""
            select d.state, count(*)::int as n from deliveries d where d.state in (0, 1, 2) and {Matching} group by 1
            union all select d.state, count(*)::int from deliveries d where d.state in (4, 5) and {Matching} group by 1
            union all select state, count(*)::int from (select d.state from deliveries d where {Matching} order by d.seq desc limit @limit) l where state in (3, 6) group by 1
            """;
        await using var connection = await database.Open(tenant, cancel);
        var rows = await connection.QueryAsync<(short State, int Count)>(new CommandDefinition(sql, Values(tenant, filter with { States = null }, null, MostCounted), cancellationToken: cancel));
        var counts = Enum.GetValues<DeliveryState>().ToDictionary(s => s, _ => 0);
        foreach (var (state, count) in rows)
        {
            counts[(DeliveryState)state] = count;
        }
        return counts;
    }

    public async Task<DeliveryStory?> Find(Id<Tenant> tenant, Id<Delivery> id, CancellationToken cancel)
    {
        var sql = $"""
            select {Columns}, d.draft::text as draft, d.steps::text as steps, d.in_doubt as inDoubt, d.epoch, d.event_id as eventId from deliveries d where d.tenant_id = @tenant and d.id = @id;
            select e.id, e.type, e.source, e.at from events e where e.tenant_id = @tenant and e.id = (select event_id from drafts where tenant_id = @tenant and id = @id);
            select number, step, at, duration_ms as durationMs, fault, exchanges, note from attempts where tenant_id = @tenant and delivery_id = @id order by at, number limit 500;
            select a.id, a.at, coalesce(u.name, k.name, a.who) as who, a.action, a.after ->> 'draft' as draft
            from audit a left join users u on u.id = a.who left join api_keys k on k.id = a.who where a.tenant_id = @tenant and a.subject = @id and a.action like 'delivery.%' order by a.seq
            """;
        await using var connection = await database.Open(tenant, cancel);
        await using var all = await connection.QueryMultipleAsync(new CommandDefinition(sql, new { tenant = tenant.Value, id = id.Value }, cancellationToken: cancel));
        if (await all.ReadFirstOrDefaultAsync<WholeRow>() is not { } row)
        {
            return null;
        }
        var cause = (await all.ReadAsync<EventRow>()).Select(e => new LoggedEvent(e.Id, e.Type, e.Source, new DateTimeOffset(e.At))).FirstOrDefault();
        var attempts = (await all.ReadAsync<AttemptRow>()).Select(a => a.Read(id)).ToList();
        var actions = (await all.ReadAsync<ActionRow>()).Select(a => new LoggedAction(a.Id, new DateTimeOffset(a.At), a.Who, a.Action["delivery.".Length..], a.Draft)).ToList();
        return new DeliveryStory(row.Read(), cause, Json.Read<Draft>(row.Draft), Json.Read<List<Step>>(row.Steps), row.InDoubt, row.Epoch, attempts, actions);
    }

    private static object Values(Id<Tenant> tenant, DeliveryFilter filter, long? after, int limit) => new
    {
        tenant = tenant.Value,
        filter.Connection,
        states = filter.States?.Select(s => (short)s).ToArray(),
        kind = (short?)filter.Kind,
        filter.Subject,
        search = Like.Containing(filter.Search),
        from = filter.From?.UtcDateTime,
        to = filter.To?.UtcDateTime,
        after = after ?? long.MaxValue,
        limit,
    };

    private record Row
    {
        public long Seq { get; init; }
        public required string Id { get; init; }
        public DateTime CreatedAt { get; init; }
        public required string ConnectionId { get; init; }
        public short Kind { get; init; }
        public required string Subject { get; init; }
        public string? SubjectNumber { get; init; }
        public string? TemplateId { get; init; }
        public short State { get; init; }
        public int Attempts { get; init; }
        public DateTime DueAt { get; init; }
        public string? Fault { get; init; }
        public string? Record { get; init; }
        public string? RecordType { get; init; }
        public string? FileName { get; init; }
        public string? IncomingRecord { get; init; }
        public string? Result { get; init; }

        public LoggedDelivery Read() => new(
            Seq, new Id<Delivery>(Id), new DateTimeOffset(CreatedAt), new Id<Connection>(ConnectionId), (DeliveryKind)Kind, Subject, SubjectNumber,
            TemplateId is null ? null : new Id<Template>(TemplateId), (DeliveryState)State, Attempts, new DateTimeOffset(DueAt), Fault is null ? null : Json.Read<Fault>(Fault), Record ?? IncomingRecord,
            RecordType ?? "record", FileName, Result);
    }

    private sealed record WholeRow : Row
    {
        public required string Draft { get; init; }
        public required string Steps { get; init; }
        public bool InDoubt { get; init; }
        public int Epoch { get; init; }
        public required string EventId { get; init; }
    }

    private sealed record EventRow(string Id, string Type, string Source, DateTime At);

    private sealed record AttemptRow(int Number, short Step, DateTime At, double DurationMs, string? Fault, string Exchanges, string? Note)
    {
        public Attempt Read(Id<Delivery> delivery) => new(
            delivery, Number, (StepKind)Step, new DateTimeOffset(At), DurationMs, Fault is null ? null : Json.Read<Fault>(Fault), Json.Read<List<Exchange>>(Exchanges), Note);
    }

    private sealed record ActionRow(string Id, DateTime At, string Who, string Action, string? Draft);
}
