using Dapper;
using Liaison.Core.Cases;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Identification;
using Liaison.Core.Sessions;
using Liaison.Core.Shared;
using Liaison.Storage.Cases;

namespace Liaison.Storage.Sessions;

/// <summary>Why a delivery of a session went to the record that it went to.</summary>
public sealed record SessionDecision(Id<Delivery> Delivery, Id<Connection> Connection, Identified Identified);

/// <summary>Reads single sessions whole, and what lies around them.</summary>
public sealed class SessionStore(Database database)
{
    private const int MostDecisions = 20;

    public async Task<Session?> Find(Id<Tenant> tenant, Id<Session> id, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        var row = await connection.QueryFirstOrDefaultAsync<Row>(new CommandDefinition(
            "select document::text as document, source, external_id as externalId, version from sessions where tenant_id = @tenant and id = @id",
            new { tenant = tenant.Value, id = id.Value }, cancellationToken: cancel));
        return row is null ? null : LedgerReading.Read(LedgerText.Read(row.Document), id, tenant, row.Source, row.ExternalId, row.Version);
    }

    /// <summary>The session that a source calls so; null when nothing was told of it yet.</summary>
    public async Task<Id<Session>?> Named(Id<Tenant> tenant, string source, string externalId, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        return await connection.QueryFirstOrDefaultAsync<string>(new CommandDefinition(
            "select id from sessions where tenant_id = @tenant and source = @source and external_id = @externalId", new { tenant = tenant.Value, source, externalId }, cancellationToken: cancel)) is { } id ? new Id<Session>(id) : null;
    }

    /// <summary>One session of whichever tenant, for the hub's own work.</summary>
    public async Task<Session?> FindForAll(Id<Session> id, CancellationToken cancel)
    {
        await using var connection = await database.OpenForAll(cancel);
        var tenant = await connection.ExecuteScalarAsync<string?>(new CommandDefinition("select tenant_id from sessions where id = @id", new { id = id.Value }, cancellationToken: cancel));
        return tenant is null ? null : await Find(new Id<Tenant>(tenant), id, cancel);
    }

    /// <summary>The records that a session holds in other systems.</summary>
    public async Task<IReadOnlyList<HeldRecord>> Held(Id<Tenant> tenant, Id<Session> id, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        var rows = await connection.QueryAsync<HeldRow>(new CommandDefinition(
            "select connection_id as connection, reference, record_type as recordType, record, linked_at as linkedAt from record_links where tenant_id = @tenant and subject = @id order by reference, connection_id",
            new { tenant = tenant.Value, id = id.Value }, cancellationToken: cancel));
        return [.. rows.Select(r => new HeldRecord(new Id<Connection>(r.Connection), r.Reference, r.RecordType, r.Record, new DateTimeOffset(r.LinkedAt)))];
    }

    /// <summary>What its deliveries' identifications found, and why; newest first.</summary>
    public async Task<IReadOnlyList<SessionDecision>> Decisions(Id<Tenant> tenant, Id<Session> id, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        var rows = await connection.QueryAsync<(string Id, string Connection, string Steps)>(new CommandDefinition(
            "select id, connection_id, steps::text from deliveries where tenant_id = @tenant and subject = @id order by seq desc limit @limit",
            new { tenant = tenant.Value, id = id.Value, limit = MostDecisions }, cancellationToken: cancel));
        return [.. rows.SelectMany(r => Json.Read<List<Step>>(r.Steps).Where(s => s.Identified is not null).Select(s => new SessionDecision(new(r.Id), new(r.Connection), s.Identified!)))];
    }

    /// <summary>Names of the items that the latest sessions had.</summary>
    public async Task<IReadOnlyList<string>> Items(Id<Tenant> tenant, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        return [.. await connection.QueryAsync<string>(new CommandDefinition(
            """
            select distinct substr(k, 7) as name from (select document from sessions where tenant_id = @tenant order by began_at desc, id desc limit 500) s
            cross join lateral jsonb_object_keys(s.document) k where k like 'items/%' order by name limit 500
            """, new { tenant = tenant.Value }, cancellationToken: cancel))];
    }

    /// <summary>A file of a session whose bytes lie here.</summary>
    public async Task<SessionAttachment?> File(Id<Tenant> tenant, Id<Session> id, Id<Attachment> file, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        var row = await connection.QueryFirstOrDefaultAsync<FileRow>(new CommandDefinition(
            """
            select name, description, content_type as contentType, size, sha256, added_at as addedAt, added_by as addedBy
            from attachments where tenant_id = @tenant and id = @file and session_id = @id
            """, new { tenant = tenant.Value, id = id.Value, file = file.Value }, cancellationToken: cancel));
        return row is null ? null : new SessionAttachment(file, row.Name, row.Description, row.ContentType, row.Size, row.Sha256, new DateTimeOffset(row.AddedAt), row.AddedBy);
    }

    private sealed record Row(string Document, string Source, string ExternalId, int Version);

    private sealed record HeldRow(string Connection, string Reference, string RecordType, string Record, DateTime LinkedAt);

    private sealed record FileRow(string Name, string Description, string ContentType, long Size, string Sha256, DateTime AddedAt, string AddedBy);
}
