using Liaison.Core.Deliveries;
using Liaison.Core.Shared;
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
            select p.id from drafts p join queue q on q.connection_id = p.connection_id and q.seq = p.seq where p.subject = $1 and p.connection_id = $2 and p.kind in (0, 4) and p.reference = $3 order by p.seq desc limit 1
            """, connection) { Parameters = { new() { Value = delivery.Subject }, new() { Value = delivery.Connection.Value }, new() { Value = delivery.Draft.Reference } } };
        return await ask.ExecuteScalarAsync(cancel) as string;
    }

    /// <summary>The records that the delivery's subject holds in its connection by now.</summary>
    public async Task<IReadOnlyList<RecordLink>> LinksOf(Delivery delivery, CancellationToken cancel)
    {
        await using var connection = await database.OpenForAll(cancel);
        await using var ask = new NpgsqlCommand("select reference, record_type, record, version from record_links where subject = $1 and connection_id = $2 order by linked_at", connection)
        {
            Parameters = { new() { Value = delivery.Subject }, new() { Value = delivery.Connection.Value } },
        };
        var links = new List<RecordLink>();
        await using var reader = await ask.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            links.Add(new RecordLink(delivery.Tenant, delivery.Connection, delivery.Subject, reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetString(3), false));
        }
        return links;
    }

    /// <summary>What people have written by hand for the delivery's subject in its connection.</summary>
    public async Task<IReadOnlyList<Draft>> ByHand(Delivery delivery, CancellationToken cancel)
    {
        await using var connection = await database.OpenForAll(cancel);
        // Quotation marks inside values are escaped: only the draft's own part looks like this.
        await using var ask = new NpgsqlCommand("""
            select draft::text from deliveries where subject = $1 and connection_id = $2 and kind = 4 and state = 3 and draft::text like '%"byHand":true%' order by seq
            """, connection) { Parameters = { new() { Value = delivery.Subject }, new() { Value = delivery.Connection.Value } } };
        var drafts = new List<Draft>();
        await using var reader = await ask.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            drafts.Add(Json.Read<Draft>(reader.GetString(0)));
        }
        return drafts;
    }

    /// <summary>The record that the delivery's reference holds by now; null if none.</summary>
    public async Task<string?> RecordOf(Delivery delivery, CancellationToken cancel)
    {
        await using var connection = await database.OpenForAll(cancel);
        await using var ask = new NpgsqlCommand("select record from record_links where subject = $1 and connection_id = $3 and reference = $2", connection)
        {
            Parameters = { new() { Value = delivery.Subject }, new() { Value = delivery.Draft.Reference }, new() { Value = delivery.Connection.Value } },
        };
        return await ask.ExecuteScalarAsync(cancel) as string;
    }
}
