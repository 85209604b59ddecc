using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;
using Npgsql;
using NpgsqlTypes;

namespace Liaison.Storage.Road;

/// <summary>Reads what was decided for deliveries, as it was stored when they were accepted.</summary>
internal static class StoredDrafts
{
    public static async Task Read(NpgsqlConnection connection, string[] tenants, long[] seqs, Dictionary<long, Delivery> into, CancellationToken cancel)
    {
        await using var ask = new NpgsqlCommand("""
            select p.seq, p.id, p.tenant_id, p.connection_id, p.kind, p.subject, p.lane, p.event_id, p.template_id, p.template_version, p.draft, p.steps, p.created_at
            from unnest($1, $2) as u(tenant_id, seq) join drafts p on p.tenant_id = u.tenant_id and p.seq = u.seq
            """, connection)
        {
            Parameters =
            {
                new() { Value = tenants, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
                new() { Value = seqs, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint },
            },
        };
        await using var row = await ask.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
        {
            into[row.GetInt64(0)] = new Delivery
            {
                Id = new(row.GetString(1)),
                Tenant = new(row.GetString(2)),
                Connection = new(row.GetString(3)),
                Kind = (DeliveryKind)row.GetInt16(4),
                Subject = row.GetString(5),
                Lane = row.GetInt64(6),
                Event = new(row.GetString(7)),
                Template = row.IsDBNull(8) ? null : new Id<Template>(row.GetString(8)),
                TemplateVersion = row.GetInt32(9),
                State = DeliveryState.Waiting,
                Draft = Json.Read<Draft>(row.GetString(10)),
                Steps = Json.Read<IReadOnlyList<Step>>(row.GetString(11)),
                CreatedAt = row.GetFieldValue<DateTimeOffset>(12),
            };
        }
    }
}
