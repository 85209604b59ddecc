using Dapper;
using Liaison.Core.Desk;
using Liaison.Core.Shared;
using Liaison.Storage.People;

namespace Liaison.Storage.Configuration;

public static class TenantDocumentKinds
{
    public static DocumentKind<DeskSettings> Desk { get; } = new("desk");
}

/// <summary>The documents of which an organisation has one of each kind. What it is given is stored: whether it makes sense is checked before.</summary>
public sealed class TenantDocumentStore(Database database, ConfigurationChanges changes)
{
    /// <returns>The document with its version; null when none was saved yet, whose version counts as 0.</returns>
    public async Task<(T Document, int Version)?> Find<T>(Id<Tenant> tenant, DocumentKind<T> kind, CancellationToken cancel)
        where T : class
    {
        await using var connection = await database.Open(tenant, cancel);
        var row = await connection.QueryFirstOrDefaultAsync<Row>(new CommandDefinition(
            "select document::text as document, version from tenant_documents where tenant_id = @tenant and kind = @kind", new { tenant = tenant.Value, kind = kind.Name }, cancellationToken: cancel));
        return row is null ? null : (Json.Read<T>(row.Document), row.Version);
    }

    /// <param name="expected">The version that the writer saw; 0 when there was none.</param>
    public async Task<Saved<int>> Save<T>(Id<Tenant> tenant, DocumentKind<T> kind, T document, int expected, Actor actor, CancellationToken cancel)
        where T : class
    {
        await using var change = await changes.Begin(tenant, actor, cancel);
        // The tenant's row stands for the document that may not be there yet.
        await change.First<string>("select id from tenants where id = @tenant for update", new { tenant = tenant.Value });
        var values = new { tenant = tenant.Value, kind = kind.Name, document = Json.Write(document) };
        var before = await change.First<Row>("select document::text as document, version from tenant_documents where tenant_id = @tenant and kind = @kind", values);
        if ((before?.Version ?? 0) != expected)
        {
            return new Saved<int>.Stale(before?.Version ?? 0);
        }
        await change.Run("""
            insert into tenant_documents (tenant_id, kind, document) values (@tenant, @kind, @document::jsonb)
            on conflict (tenant_id, kind) do update set document = excluded.document, version = tenant_documents.version + 1
            """, values);
        await change.Keep(kind.Name, kind.Name, expected + 1, values.document);
        await change.Audit($"{kind.Name}.changed", kind.Name, before?.Document, values.document);
        await change.Commit();
        return new Saved<int>.Done(expected + 1);
    }

    private sealed record Row(string Document, int Version);
}
