using Liaison.Core.Deliveries;
using Npgsql;

namespace Liaison.Storage.Road;

/// <summary>Small questions that a running delivery has about others.</summary>
public sealed class DeliveryLookups(Database database)
{
    /// <summary>The delivery that is about to raise the record that this one needs; null when none is under way.</summary>
    public async Task<string?> CreateUnderWay(Delivery delivery, CancellationToken cancel)
    {
        await using var connection = await database.OpenForAll(cancel);
        await using var ask = new NpgsqlCommand("""
            select id from deliveries where subject = $1 and connection_id = $2 and kind = 0 and state in (0, 1, 2) and draft ->> 'reference' = $3 order by seq desc limit 1
            """, connection) { Parameters = { new() { Value = delivery.Subject }, new() { Value = delivery.Connection.Value }, new() { Value = delivery.Draft.Reference } } };
        return await ask.ExecuteScalarAsync(cancel) as string;
    }
}
