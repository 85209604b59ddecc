using Liaison.Core.Cases;
using Liaison.Core.Shared;
using Npgsql;

namespace Liaison.Storage.Cases;

/// <summary>Reads single cases with the references that they hold, and hands out case numbers.</summary>
public sealed class CaseStore(Database database)
{
    internal const string Columns = """
        c.id, c.tenant_id, c.number, c.type, c.status, c."values"::text, c.person::text, c.address::text, c.external_id, c.created_at, c.updated_at, c.completed_at, c.version,
        (select jsonb_object_agg(l.reference, l.record)::text from record_links l where l.subject = c.id)
        """;

    public async Task<Case?> Find(Id<Tenant> tenant, Id<Case> id, CancellationToken cancel) =>
        await One($"select {Columns} from cases c where c.tenant_id = $1 and c.id = $2", cancel, tenant.Value, id.Value);

    /// <summary>The case that a giver opened under its own id.</summary>
    public async Task<Case?> FindExternal(Id<Tenant> tenant, string externalId, CancellationToken cancel) =>
        await One($"select {Columns} from cases c where c.tenant_id = $1 and c.external_id = $2", cancel, tenant.Value, externalId);

    /// <summary>Cases whose reference holds a record of another system.</summary>
    public async Task<IReadOnlyList<(string Subject, string Number, string Reference, string? Version)>> HoldersOf(string connection, string recordType, string record, CancellationToken cancel)
    {
        await using var open = await database.OpenForAll(cancel);
        await using var ask = new NpgsqlCommand("""
            select l.subject, c.number, l.reference, l.version from record_links l join cases c on c.id = l.subject where l.connection_id = $1 and l.record_type = $2 and l.record = $3
            """, open) { Parameters = { new() { Value = connection }, new() { Value = recordType }, new() { Value = record } } };
        var found = new List<(string, string, string, string?)>();
        await using var reader = await ask.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            found.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetString(3)));
        }
        return found;
    }

    /// <summary>The texts of a case's notes, the latest hundred.</summary>
    public async Task<IReadOnlyCollection<string>> NotesOf(Id<Case> id, CancellationToken cancel)
    {
        await using var open = await database.OpenForAll(cancel);
        await using var ask = new NpgsqlCommand("select text from case_history where case_id = $1 and kind = 'note' order by seq desc limit 100", open) { Parameters = { new() { Value = id.Value } } };
        var notes = new HashSet<string>(StringComparer.Ordinal);
        await using var reader = await ask.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            notes.Add(reader.GetString(0));
        }
        return notes;
    }

    /// <summary>Takes a block of case numbers: the first of them.</summary>
    public async Task<long> TakeNumbers(Id<Tenant> tenant, int count, CancellationToken cancel)
    {
        await using var open = await database.OpenForAll(cancel);
        await using var take = new NpgsqlCommand("update tenants set next_case = next_case + $2 where id = $1 returning next_case - $2", open)
        {
            Parameters = { new() { Value = tenant.Value }, new() { Value = (long)count } },
        };
        return (long)(await take.ExecuteScalarAsync(cancel) ?? throw new InvalidOperationException($"The tenant {tenant} does not exist."));
    }

    internal static Case Read(System.Data.Common.DbDataReader row) => new(
        new(row.GetString(0)), new(row.GetString(1)), row.GetString(2), row.GetString(3), row.GetString(4), Json.Read<Dictionary<string, string>>(row.GetString(5)),
        row.IsDBNull(6) ? null : Json.Read<Person>(row.GetString(6)), row.IsDBNull(7) ? null : Json.Read<Address>(row.GetString(7)),
        row.IsDBNull(13) ? new Dictionary<string, string>(StringComparer.Ordinal) : Json.Read<Dictionary<string, string>>(row.GetString(13)),
        row.IsDBNull(8) ? null : row.GetString(8), row.GetFieldValue<DateTimeOffset>(9), row.GetFieldValue<DateTimeOffset>(10),
        row.IsDBNull(11) ? null : row.GetFieldValue<DateTimeOffset>(11), row.GetInt32(12));

    private async Task<Case?> One(string sql, CancellationToken cancel, params string[] values)
    {
        await using var open = await database.OpenForAll(cancel);
        await using var ask = new NpgsqlCommand(sql, open);
        foreach (var value in values)
        {
            ask.Parameters.Add(new NpgsqlParameter { Value = value });
        }
        await using var reader = await ask.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? Read(reader) : null;
    }
}
