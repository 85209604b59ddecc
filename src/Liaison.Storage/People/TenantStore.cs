using Dapper;
using Liaison.Core.Shared;

namespace Liaison.Storage.People;

/// <summary>The organisations that this hub serves.</summary>
public sealed class TenantStore(Database database, IdSource ids, TimeProvider time)
{
    public async Task<Tenant> Create(string name, CancellationToken cancel)
    {
        var tenant = new Tenant(ids.Next<Tenant>(), name);
        await using var connection = await database.OpenForAll(cancel);
        await connection.ExecuteAsync(new CommandDefinition(
            "insert into tenants (id, name, created_at) values (@id, @name, @now)", new { id = tenant.Id.Value, name, now = time.GetUtcNow() }, cancellationToken: cancel));
        return tenant;
    }

    public async Task<IReadOnlyList<Tenant>> List(CancellationToken cancel)
    {
        await using var connection = await database.OpenForAll(cancel);
        return [.. (await connection.QueryAsync<(string Id, string Name)>(new CommandDefinition("select id, name from tenants order by id", cancellationToken: cancel)))
            .Select(row => new Tenant(new Id<Tenant>(row.Id), row.Name))];
    }

    /// <summary>Whether a tenant is there to be shown and tried out.</summary>
    public async Task<bool> IsDemo(Id<Tenant> tenant, CancellationToken cancel)
    {
        await using var connection = await database.OpenForAll(cancel);
        return await connection.QueryFirstOrDefaultAsync<bool>(new CommandDefinition("select demo from tenants where id = @id", new { id = tenant.Value }, cancellationToken: cancel));
    }

    public async Task MarkAsDemo(Id<Tenant> tenant, CancellationToken cancel)
    {
        await using var connection = await database.OpenForAll(cancel);
        await connection.ExecuteAsync(new CommandDefinition("update tenants set demo = true where id = @id", new { id = tenant.Value }, cancellationToken: cancel));
    }
}
