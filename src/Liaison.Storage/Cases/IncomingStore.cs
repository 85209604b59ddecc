using Dapper;
using Liaison.Core.Connecting;
using Liaison.Core.Shared;

namespace Liaison.Storage.Cases;

/// <summary>What receiving changes from other systems asks and notes.</summary>
public sealed class IncomingStore(Database database)
{
    /// <summary>The case that our key in another system's record speaks of: <c>C-000123-enquiry</c> is the reference <c>enquiry</c> of case C-000123. Null when no case has that number.</summary>
    public async Task<(string Subject, string Number, string Reference)?> CaseOf(Id<Tenant> tenant, string key, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        // A reference's name may hold hyphens too, so each place where the number could end is tried.
        var numbers = Enumerable.Range(0, key.Length + 1).Where(at => at == key.Length || key[at] == '-').Select(at => key[..at]).Where(n => n.Length > 0).ToArray();
        var found = await connection.QueryFirstOrDefaultAsync<(string Id, string Number)?>(new CommandDefinition(
            "select id, number from cases where tenant_id = @tenant and number = any(@numbers) order by length(number) desc limit 1", new { tenant = tenant.Value, numbers }, cancellationToken: cancel));
        return found is var (id, number) ? (id, number, key.Length > number.Length ? key[(number.Length + 1)..] : "") : null;
    }

    /// <summary>Whether a case is about to hold a record that nobody holds yet: our key in it names one, or such a record is being raised at this moment.</summary>
    public async Task<bool> IsAwaited(Connection connection, string recordType, string? key, CancellationToken cancel)
    {
        if (key is { Length: > 0 } && await CaseOf(connection.Tenant, key, cancel) is not null)
        {
            return true;
        }
        await using var open = await database.Open(connection.Tenant, cancel);
        return await open.ExecuteScalarAsync<bool>(new CommandDefinition(
            """
            select exists (select 1 from queue q join drafts d on d.tenant_id = q.tenant_id and d.seq = q.seq
              where q.tenant_id = @tenant and q.connection_id = @id and d.kind = 0 and d.record_type = @recordType)
            """, new { tenant = connection.Tenant.Value, id = connection.Id.Value, recordType }, cancellationToken: cancel));
    }

    public async Task Received(Connection connection, DateTimeOffset at, CancellationToken cancel)
    {
        await using var open = await database.Open(connection.Tenant, cancel);
        // A busy system need not write this row for each change: the minute is enough.
        await open.ExecuteAsync(new CommandDefinition(
            "update connections set last_received_at = @at where tenant_id = @tenant and id = @id and (last_received_at is null or last_received_at < @at - interval '10 seconds')",
            new { tenant = connection.Tenant.Value, id = connection.Id.Value, at }, cancellationToken: cancel));
    }
}
