using Liaison.Core.Shared;
using Liaison.Hub.Hosting;
using Liaison.Hub.Workers;
using Liaison.Storage;
using Liaison.Storage.Retention;
using Liaison.Tests.Sandbox;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Xunit;

namespace Liaison.Tests.Road;

/// <summary>A database with rows of every age, and hubs that go round in it.</summary>
internal sealed class RetentionHouse(Database database) : IAsyncDisposable
{
    private int made;

    public Database Database => database;

    public SettableTime Time { get; } = new(RetentionTest.Now);

    public static async Task<RetentionHouse> Open(PostgresFixture postgres)
    {
        var template = await postgres.Template("hub", async text =>
        {
            await using var database = new Database(text);
            await Migrator.Migrate(database, CancellationToken.None);
        });
        var house = new RetentionHouse(new Database(await postgres.CreateDatabase(template)));
        await house.Do("insert into tenants (id, name) values ('ten_1', 'Retention'); insert into connections (id, tenant_id, kind, name, settings) values ('con_1', 'ten_1', 'confirm', 'Confirm', '{}')");
        return house;
    }

    public async Task Go(string hub = "hub_1", params (string Name, string Value)[] said)
    {
        var options = new HubOptions { DataFolder = "none", Retention = RetentionPlan.From(name => said.FirstOrDefault(s => s.Name == name).Value) };
        using var worker = new Retention(new RetentionRounds(database), options, new HubIdentity(hub), Time, NullLogger<Retention>.Instance);
        await worker.Go(RetentionTest.Cancel);
    }

    public Task Session(string id, bool ended, DateTimeOffset heard) => Do("""
        insert into sessions (id, tenant_id, source, external_id, began_at, ended_at, created_at, updated_at) values ($1, 'ten_1', 'test', $1, $2, case when $3 then $2 end, $2, $2)
        on conflict (id) do update set ended_at = excluded.ended_at, updated_at = excluded.updated_at
        """, id, heard.UtcDateTime, ended);

    public Task Run(string name, DateTimeOffset at, string? session, bool waits = false) => Do(
        "insert into flow_runs (id, tenant_id, session_id, began_at, changed_at, waits, state) values ($1, 'ten_1', $2, $3, $3, $4, jsonb_build_object('name', $5::text))",
        Id("run", at), (object?)session ?? DBNull.Value, at.UtcDateTime, waits, name);

    public Task State(string user, DateTimeOffset at, string reason) => Do("insert into desk_states (tenant_id, user_id, at, presence, reason) values ('ten_1', $1, $2, 0, $3)", user, at.UtcDateTime, reason);

    public Task Offer(string leg, DateTimeOffset at, string? outcome) => Do(
        "insert into desk_offers (tenant_id, session_id, leg, user_id, offered_at, expires_at, outcome) values ('ten_1', $1, $1, 'usr_1', $2, $2, $3)", leg, at.UtcDateTime, (object?)outcome ?? DBNull.Value);

    public Task File(string name, DateTimeOffset at, string delivery) => Do("""
        insert into statistics_files (id, tenant_id, connection_id, layout, from_at, to_at, number, name, content, size, sha256, row_count, cause, made_at, made_by, delivery_id, planned)
        values ($1, 'ten_1', 'con_1', 'Queues', $3, $3, $5, $2, '', 0, '', 0, 0, $3, 'Liaison', $4, true)
        """, Id("stf", at), name, at.UtcDateTime, delivery, (long)++made);

    public async Task Event(string name, DateTimeOffset at, string subject)
    {
        var id = Id("evt", at);
        await Do("insert into events (id, tenant_id, source, external_id, type, subject, at, data) values ($1, 'ten_1', 'test', $2, 'changed', $3, $4, '{}')", id, name, subject, at.UtcDateTime);
        await Do("insert into event_keys (tenant_id, source, external_id, event_id, at) values ('ten_1', 'test', $1, $2, $3)", name, id, at.UtcDateTime);
    }

    /// <param name="state">DeliveryState: up to 2 in the queue, above among the outcomes.</param>
    public async Task<string> Delivery(DateTimeOffset at, short state, string subject = "cas_1", long lane = 0, DateTimeOffset? ended = null)
    {
        var id = Id("dlv", at);
        var seq = long.Parse(Assert.Single(await Names($"""
            insert into drafts (id, tenant_id, connection_id, kind, lane, subject, event_id, reference, record_type, draft, steps, created_at)
            values ('{id}', 'ten_1', 'con_1', 0, {lane}, '{subject}', 'evt_1', 'enquiry', 'Enquiry', '{"{}"}', '[]', '{at:O}') returning seq::text
            """)));
        await (state <= 2
            ? Do("insert into queue (seq, tenant_id, connection_id, lane, state, due_at, subject, reference, updated_at) values ($1, 'ten_1', 'con_1', $2, $3, $4, $5, 'enquiry', $4)", seq, lane, state, at.UtcDateTime, subject)
            : Do("insert into outcomes (seq, tenant_id, connection_id, state, attempts, epoch, in_doubt, updated_at) values ($1, 'ten_1', 'con_1', $2, 1, 1, false, $3)", seq, state, (ended ?? at).UtcDateTime));
        await Do("insert into attempts (delivery_id, tenant_id, number, step, at, duration_ms, exchanges) values ($1, 'ten_1', 1, 0, $2, 1, '[]')", id, at.UtcDateTime);
        return id;
    }

    public async Task Do(string sql, params object[] values)
    {
        await using var connection = await database.OpenForAll(RetentionTest.Cancel);
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }
        await command.ExecuteNonQueryAsync(RetentionTest.Cancel);
    }

    /// <summary>A column of texts, in order.</summary>
    public async Task<List<string>> Names(string sql)
    {
        await using var connection = await database.OpenForAll(RetentionTest.Cancel);
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(RetentionTest.Cancel);
        var names = new List<string>();
        while (await reader.ReadAsync(RetentionTest.Cancel))
        {
            names.Add(reader.GetString(0));
        }
        return [.. names.Order(StringComparer.Ordinal)];
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private string Id(string prefix, DateTimeOffset at) => $"{prefix}_{IdSource.LeastAt(at)[..20]}{++made:d6}";
}
