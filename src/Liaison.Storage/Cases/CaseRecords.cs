using Dapper;
using Liaison.Core.Cases;
using Liaison.Core.Connecting;
using Liaison.Core.Shared;

namespace Liaison.Storage.Cases;

/// <summary>One line of a case's history as stored.</summary>
public sealed record StoredHistory(long Seq, DateTimeOffset At, string Who, HistoryEntry Entry);

/// <summary>What lies around a case: its history, its files, the records that it holds.</summary>
public sealed class CaseRecords(Database database)
{
    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<StoredHistory>> History(Id<Tenant> tenant, Id<Case> id, long? after, int limit, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        var rows = await connection.QueryAsync<HistoryRow>(new CommandDefinition(
            """
            select seq, at, who, kind, text, field, old_value as "from", new_value as "to", delivery_id as delivery
            from case_history where tenant_id = @tenant and case_id = @id and seq < @after order by seq desc limit @limit
            """,
            new { tenant = tenant.Value, id = id.Value, after = after ?? long.MaxValue, limit }, cancellationToken: cancel));
        return [.. rows.Select(r => new StoredHistory(r.Seq, new DateTimeOffset(r.At), r.Who, new HistoryEntry(r.Kind, r.Text, r.Field, r.From, r.To, r.Delivery)))];
    }

    public async Task<IReadOnlyList<HeldRecord>> Held(Id<Tenant> tenant, Id<Case> id, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        var rows = await connection.QueryAsync<HeldRow>(new CommandDefinition(
            """
            select connection_id as connection, reference, record_type as recordType, record, linked_at as linkedAt from record_links where tenant_id = @tenant and subject = @id order by reference
            """,
            new { tenant = tenant.Value, id = id.Value }, cancellationToken: cancel));
        return [.. rows.Select(r => new HeldRecord(new Id<Connection>(r.Connection), r.Reference, r.RecordType, r.Record, new DateTimeOffset(r.LinkedAt)))];
    }

    /// <summary>A case's files, oldest first.</summary>
    public async Task<IReadOnlyList<Attachment>> Attachments(Id<Tenant> tenant, Id<Case> id, CancellationToken cancel) =>
        await Files(tenant, "case_id = @id order by id", id.Value, cancel);

    public async Task<Attachment?> Attachment(Id<Tenant> tenant, Id<Attachment> id, CancellationToken cancel) =>
        await Files(tenant, "id = @id", id.Value, cancel) is [var one] ? one : null;

    private async Task<IReadOnlyList<Attachment>> Files(Id<Tenant> tenant, string which, string id, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        var rows = await connection.QueryAsync<FileRow>(new CommandDefinition(
            $"""
            select id, case_id as caseId, name, description, content_type as contentType, size, sha256, added_at as addedAt, added_by as addedBy
            from attachments where tenant_id = @tenant and {which}
            """,
            new { tenant = tenant.Value, id }, cancellationToken: cancel));
        return [.. rows.Select(r => new Attachment(new Id<Attachment>(r.Id), new Id<Case>(r.CaseId), r.Name, r.Description, r.ContentType, r.Size, r.Sha256, new DateTimeOffset(r.AddedAt), r.AddedBy))];
    }

    private sealed record HistoryRow(long Seq, DateTime At, string Who, string Kind, string Text, string? Field, string? From, string? To, string? Delivery);

    private sealed record HeldRow(string Connection, string Reference, string RecordType, string Record, DateTime LinkedAt);

    private sealed record FileRow(string Id, string CaseId, string Name, string Description, string ContentType, long Size, string Sha256, DateTime AddedAt, string AddedBy);
}
