using Dapper;
using Liaison.Core.Connecting;
using Liaison.Core.Shared;
using Liaison.Storage.Configuration;
using Liaison.Storage.Secrets;

namespace Liaison.Storage.People;

/// <summary>A program's key, without the key.</summary>
/// <param name="Scopes">What it may do.</param>
/// <param name="Connection">The one connection that it may speak for; any if null.</param>
/// <param name="Hint">Its first characters.</param>
public sealed record ApiKeyView(
    Id<ApiKeyView> Id, string Name, IReadOnlyList<string> Scopes, Id<Connection>? Connection, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt, string Hint)
    : IIdentified
{
    public static string Prefix => "key";
}

/// <summary>What a key that was shown may do, and for whom.</summary>
public sealed record KeyHolder(ApiKeyView Key, Tenant Tenant);

/// <summary>The keys of programs. Only their hashes are stored.</summary>
public sealed class ApiKeyStore(Database database, ConfigurationChanges changes, TimeProvider time)
{
    private const string Columns = """
        k.id, k.name, k.scopes, k.connection_id as connectionId, k.created_at as createdAt, k.last_used_at as lastUsedAt, k.revoked_at as revokedAt, k.hint, t.id as tenantId, t.name as tenantName
        from api_keys k join tenants t on t.id = k.tenant_id
        """;

    /// <summary>How exact "last used" is: not every request writes.</summary>
    private static readonly TimeSpan Grain = TimeSpan.FromMinutes(1);

    public async Task<IReadOnlyList<ApiKeyView>> List(Id<Tenant> tenant, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition($"select {Columns} where k.tenant_id = @tenant order by k.id", new { tenant = tenant.Value }, cancellationToken: cancel));
        return [.. rows.Select(r => r.Read().Key)];
    }

    /// <returns>The key itself, to be shown once, and what is kept of it.</returns>
    public async Task<Saved<(ApiKey Key, ApiKeyView View)>> Create(
        Id<Tenant> tenant, string name, IReadOnlyList<string> scopes, Id<Connection>? connectionId, Actor actor, CancellationToken cancel)
    {
        await using var change = await changes.Begin(tenant, actor, cancel);
        if (connectionId is { } named && await change.First<string>("select id from connections where tenant_id = @tenant and id = @id", new { tenant = tenant.Value, id = named.Value }) is null)
        {
            return new Saved<(ApiKey, ApiKeyView)>.NotThere();
        }
        var key = ApiKey.Create();
        var view = new ApiKeyView(changes.Ids.Next<ApiKeyView>(), name, scopes, connectionId, change.Now, null, null, key.Start);
        await change.Run(
            """
            insert into api_keys (id, tenant_id, name, hash, hint, scopes, connection_id, created_at)
            values (@id, @tenant, @name, @hash, @hint, @scopes, @connectionId, @now)
            """,
            new { id = view.Id.Value, tenant = tenant.Value, name, hash = key.Hash, hint = view.Hint, scopes = scopes.ToArray(), connectionId = connectionId?.Value, now = change.Now });
        await change.Audit("api-key.created", view.Id.Value, null, Json.Write(new { name, scopes, connectionId }));
        await change.Commit();
        return new Saved<(ApiKey, ApiKeyView)>.Done((key, view));
    }

    public async Task<Saved<bool>> Revoke(Id<Tenant> tenant, Id<ApiKeyView> id, Actor actor, CancellationToken cancel)
    {
        await using var change = await changes.Begin(tenant, actor, cancel);
        var rows = await change.Run("update api_keys set revoked_at = @now where tenant_id = @tenant and id = @id and revoked_at is null", new { tenant = tenant.Value, id = id.Value, now = change.Now });
        if (rows == 0)
        {
            return new Saved<bool>.NotThere();
        }
        await change.Audit("api-key.revoked", id.Value, null, null);
        await change.Commit();
        return new Saved<bool>.Done(true);
    }

    /// <summary>Whose key it is; null for one that is not known or was revoked.</summary>
    public async Task<KeyHolder?> Find(string text, CancellationToken cancel)
    {
        if (!ApiKey.HasShape(text))
        {
            return null;
        }
        await using var connection = await database.OpenForAll(cancel);
        var row = await connection.QueryFirstOrDefaultAsync<Row>(new CommandDefinition(
            $"select {Columns} where k.hash = @hash and k.revoked_at is null", new { hash = ApiKey.HashOf(text) }, cancellationToken: cancel));
        var now = time.GetUtcNow();
        if (row is not null && (row.LastUsedAt is not { } last || now.UtcDateTime - last > Grain))
        {
            await connection.ExecuteAsync(new CommandDefinition("update api_keys set last_used_at = @now where id = @id", new { now, row.Id }, cancellationToken: cancel));
        }
        return row?.Read();
    }

    private sealed record Row
    {
        public required string Id { get; init; }
        public required string Name { get; init; }
        public required string[] Scopes { get; init; }
        public string? ConnectionId { get; init; }
        public DateTime CreatedAt { get; init; }
        public DateTime? LastUsedAt { get; init; }
        public DateTime? RevokedAt { get; init; }
        public required string Hint { get; init; }
        public required string TenantId { get; init; }
        public required string TenantName { get; init; }

        public KeyHolder Read() => new(
            new ApiKeyView(new Id<ApiKeyView>(Id), Name, Scopes, ConnectionId is null ? null : new Id<Connection>(ConnectionId), new DateTimeOffset(CreatedAt), LastUsedAt, RevokedAt, Hint),
            new Tenant(new Id<Tenant>(TenantId), TenantName));
    }
}
