using Dapper;
using Liaison.Core.Connecting;
using Liaison.Core.DynamicData;
using Liaison.Core.Identification;
using Liaison.Core.Memorialisation;
using Liaison.Core.Shared;
using Liaison.Core.Statistics;
using Liaison.Storage.People;

namespace Liaison.Storage.Configuration;

/// <summary>A kind of document of which a connection has one.</summary>
public sealed record DocumentKind<T>(string Name)
    where T : class
{
    public override string ToString() => Name;
}

public static class DocumentKinds
{
    public static DocumentKind<IdentificationRules> Identification { get; } = new("identification");

    public static DocumentKind<ConversationPolicy> Conversations { get; } = new("conversations");

    public static DocumentKind<DynamicDataPolicy> DynamicData { get; } = new("dynamic-data");

    public static DocumentKind<StatisticsSettings> Statistics { get; } = new("statistics");
}

/// <summary>The documents of which a connection has one of each kind. What it is given is stored: whether it makes sense is checked before.</summary>
public sealed class ConnectionDocumentStore(Database database, ConfigurationChanges changes)
{
    /// <returns>The document with its version; null when none was saved yet, whose version counts as 0.</returns>
    public async Task<(T Document, int Version)?> Find<T>(Id<Tenant> tenant, Id<Connection> of, DocumentKind<T> kind, CancellationToken cancel)
        where T : class
    {
        await using var connection = await database.Open(tenant, cancel);
        var row = await connection.QueryFirstOrDefaultAsync<Row>(new CommandDefinition(
            "select document::text as document, version from connection_documents where tenant_id = @tenant and connection_id = @of and kind = @kind",
            new { tenant = tenant.Value, of = of.Value, kind = kind.Name }, cancellationToken: cancel));
        return row is null ? null : (Json.Read<T>(row.Document), row.Version);
    }

    /// <param name="expected">The version that the writer saw; 0 when there was none.</param>
    public async Task<Saved<int>> Save<T>(Id<Tenant> tenant, Id<Connection> of, DocumentKind<T> kind, T document, int expected, Actor actor, CancellationToken cancel)
        where T : class
    {
        await using var change = await changes.Begin(tenant, actor, cancel);
        if (await change.First<string>("select id from connections where tenant_id = @tenant and id = @of for update", new { tenant = tenant.Value, of = of.Value }) is null)
        {
            return new Saved<int>.NotThere();
        }
        var values = new { tenant = tenant.Value, of = of.Value, kind = kind.Name, document = Json.Write(document) };
        var before = await change.First<Row>("select document::text as document, version from connection_documents where tenant_id = @tenant and connection_id = @of and kind = @kind", values);
        if ((before?.Version ?? 0) != expected)
        {
            return new Saved<int>.Stale(before?.Version ?? 0);
        }
        await change.Run("""
            insert into connection_documents (tenant_id, connection_id, kind, document) values (@tenant, @of, @kind, @document::jsonb)
            on conflict (connection_id, kind) do update set document = excluded.document, version = connection_documents.version + 1
            """, values);
        await change.Keep(kind.Name, of.Value, expected + 1, values.document);
        await change.Audit($"{kind.Name}.changed", of.Value, before?.Document, values.document);
        await change.Commit();
        return new Saved<int>.Done(expected + 1);
    }

    private sealed record Row(string Document, int Version);
}
