using Liaison.Core.Sessions;
using Liaison.Core.Shared;
using Npgsql;

namespace Liaison.Storage.Sessions;

/// <summary>Reads single sessions whole.</summary>
public sealed class SessionStore(Database database)
{
    public async Task<Session?> Find(Id<Tenant> tenant, Id<Session> id, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        await using var ask = new NpgsqlCommand("select document::text, source, external_id, version from sessions where tenant_id = $1 and id = $2", connection)
        {
            Parameters = { new() { Value = tenant.Value }, new() { Value = id.Value } },
        };
        await using var reader = await ask.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? LedgerReading.Read(LedgerText.Read(reader.GetString(0)), id, tenant, reader.GetString(1), reader.GetString(2), reader.GetInt32(3)) : null;
    }
}
