using System.Text.Json.Nodes;
using Dapper;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;
using Liaison.Storage.People;

namespace Liaison.Storage.Configuration;

/// <summary>How many deliveries of a connection stand where; the delivered ones among the tenant's last 10,000.</summary>
public sealed record DeliveryCounts(int Waiting, int Running, int Parked, int Failed, int Delivered);

/// <summary>A connection as people see it: its secrets are null, and named when they are set.</summary>
public sealed record ConnectionView(
    Id<Connection> Id, string Kind, string Name, bool Enabled, Fault? Parked, DateTimeOffset? ParkedAt, JsonObject Settings, IReadOnlyList<string> SecretsSet,
    DateTimeOffset? LastReceivedAt, DeliveryCounts Counts, int Version);

/// <summary>What to store of a connection.</summary>
/// <param name="Settings">With secrets in the clear; they are sealed before they are stored.</param>
/// <param name="Secrets">Which properties are secrets.</param>
public sealed record ConnectionContent(string Name, bool Enabled, JsonObject Settings, IReadOnlyCollection<string> Secrets);

/// <summary>The connections of a tenant.</summary>
public sealed class ConnectionStore(Database database, ConfigurationChanges changes, SealedSettings secrets)
{
    private const string Columns =
        "id, kind, name, enabled, settings::text as settings, parked::text as parked, parked_at as parkedAt, version from connections";

    // The unfinished lie apart and the failed have an index of their own; of the delivered only the recent are looked at, however many there are.
    private const string Views = """
        with counted as (
          select connection_id, state, count(*)::int as n from queue where tenant_id = @tenant group by 1, 2
          union all
          select connection_id, state, count(*)::int from outcomes where tenant_id = @tenant and state in (4, 5) group by 1, 2
          union all
          select connection_id, 3, count(*)::int from (select connection_id, state from outcomes where tenant_id = @tenant order by seq desc limit 10000) d where state = 3 group by 1)
        select c.id, c.kind, c.name, c.enabled, c.settings::text as settings, c.parked::text as parked, c.parked_at as parkedAt, c.version, c.last_received_at as lastReceivedAt,
          coalesce(sum(n) filter (where state = 0), 0)::int as waiting, coalesce(sum(n) filter (where state = 1), 0)::int as running,
          coalesce(sum(n) filter (where state = 2), 0)::int as parkedCount, coalesce(sum(n) filter (where state in (4, 5)), 0)::int as failed,
          coalesce(sum(n) filter (where state = 3), 0)::int as delivered
        from connections c left join counted on counted.connection_id = c.id
        where c.tenant_id = @tenant and (@id is null or c.id = @id) group by c.id order by c.id
        """;

    public Task<IReadOnlyList<ConnectionView>> List(Id<Tenant> tenant, CancellationToken cancel) => Look(tenant, null, cancel);

    public async Task<ConnectionView?> Find(Id<Tenant> tenant, Id<Connection> id, CancellationToken cancel) => await Look(tenant, id.Value, cancel) is [var one, ..] ? one : null;

    /// <summary>With secrets in the clear, for opening its connector.</summary>
    public async Task<Connection?> Open(Id<Tenant> tenant, Id<Connection> id, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        var row = await connection.QueryFirstOrDefaultAsync<ConnectionRow>(new CommandDefinition(
            $"select {Columns} where tenant_id = @tenant and id = @id", new { tenant = tenant.Value, id = id.Value }, cancellationToken: cancel));
        return row?.Read(tenant, secrets);
    }

    public async Task<Saved<Id<Connection>>> Create(Id<Tenant> tenant, string kind, string name, JsonObject settings, Actor actor, CancellationToken cancel)
    {
        await using var change = await changes.Begin(tenant, actor, cancel);
        if (await change.First<string>("select id from connections where tenant_id = @tenant and lower(name) = lower(@name)", new { tenant = tenant.Value, name }) is not null)
        {
            return new Saved<Id<Connection>>.Clash("name-taken", $"There is already a connection named “{name}”.");
        }
        var id = changes.Ids.Next<Connection>();
        await change.Run(
            "insert into connections (id, tenant_id, kind, name, settings, created_at) values (@id, @tenant, @kind, @name, @settings::jsonb, @now)",
            new { id = id.Value, tenant = tenant.Value, kind, name, settings = settings.ToJsonString(Json.Options), now = change.Now });
        var document = Document(kind, name, false, settings.ToJsonString(Json.Options));
        await change.Keep("connection", id.Value, 1, document);
        await change.Audit("connection.created", id.Value, null, document);
        await change.Commit();
        return new Saved<Id<Connection>>.Done(id);
    }

    /// <summary>Stores settings that are known to be good, so a parked connection is let go.</summary>
    public async Task<Saved<int>> Save(Id<Tenant> tenant, Id<Connection> id, int expected, ConnectionContent content, Actor actor, CancellationToken cancel)
    {
        await using var change = await changes.Begin(tenant, actor, cancel);
        var before = await change.First<ConnectionRow>($"select {Columns} where tenant_id = @tenant and id = @id for update", new { tenant = tenant.Value, id = id.Value });
        if (before is null)
        {
            return new Saved<int>.NotThere();
        }
        if (before.Version != expected)
        {
            return new Saved<int>.Stale(before.Version);
        }
        if (await change.First<string>(
            "select id from connections where tenant_id = @tenant and lower(name) = lower(@name) and id <> @id", new { tenant = tenant.Value, content.Name, id = id.Value }) is not null)
        {
            return new Saved<int>.Clash("name-taken", $"There is already a connection named “{content.Name}”.");
        }
        var settings = secrets.Seal(tenant, id, content.Settings, content.Secrets);
        await change.Run(
            """
            update connections set name = @name, enabled = @enabled, settings = @settings::jsonb, parked = null, parked_at = null, resumed_at = @now, version = version + 1
            where tenant_id = @tenant and id = @id
            """,
            new { tenant = tenant.Value, id = id.Value, content.Name, content.Enabled, settings, now = change.Now });
        var document = Document(before.Kind, content.Name, content.Enabled, settings);
        await change.Keep("connection", id.Value, expected + 1, document);
        await change.Audit("connection.changed", id.Value, Document(before.Kind, before.Name, before.Enabled, before.Settings), document);
        await change.Commit();
        return new Saved<int>.Done(expected + 1);
    }

    /// <summary>Lets a parked connection go on. Its version stays: nothing that anybody configured has changed.</summary>
    public async Task<Saved<bool>> Resume(Id<Tenant> tenant, Id<Connection> id, Actor actor, CancellationToken cancel)
    {
        await using var change = await changes.Begin(tenant, actor, cancel);
        var rows = await change.Run("update connections set parked = null, parked_at = null, resumed_at = @now where tenant_id = @tenant and id = @id", new { tenant = tenant.Value, id = id.Value, now = change.Now });
        if (rows == 0)
        {
            return new Saved<bool>.NotThere();
        }
        await change.Audit("connection.resumed", id.Value, null, null);
        await change.Commit();
        return new Saved<bool>.Done(true);
    }

    public async Task<Saved<bool>> Delete(Id<Tenant> tenant, Id<Connection> id, int expected, Actor actor, CancellationToken cancel)
    {
        await using var change = await changes.Begin(tenant, actor, cancel);
        var before = await change.First<ConnectionRow>($"select {Columns} where tenant_id = @tenant and id = @id for update", new { tenant = tenant.Value, id = id.Value });
        if (before is null)
        {
            return new Saved<bool>.NotThere();
        }
        if (before.Version != expected)
        {
            return new Saved<bool>.Stale(before.Version);
        }
        var unfinished = await change.First<int>(
            "select count(*)::int from queue where tenant_id = @tenant and connection_id = @id", new { tenant = tenant.Value, id = id.Value });
        if (unfinished > 0)
        {
            return new Saved<bool>.Clash("in-use", $"{unfinished} deliveries on this connection are not finished. Let them finish, or cancel them, then delete it.");
        }
        await change.Run("delete from connections where tenant_id = @tenant and id = @id", new { tenant = tenant.Value, id = id.Value });
        await change.Audit("connection.deleted", id.Value, Document(before.Kind, before.Name, before.Enabled, before.Settings), null);
        await change.Commit();
        return new Saved<bool>.Done(true);
    }

    private async Task<IReadOnlyList<ConnectionView>> Look(Id<Tenant> tenant, string? id, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        var rows = await connection.QueryAsync<ViewRow>(new CommandDefinition(Views, new { tenant = tenant.Value, id }, cancellationToken: cancel));
        return [.. rows.Select(r => r.Read())];
    }

    /// <summary>For the versions and the audit trail: secrets are dots.</summary>
    private static string Document(string kind, string name, bool enabled, string sealedSettings)
    {
        var (settings, set) = SealedSettings.Blank(sealedSettings);
        foreach (var secret in set)
        {
            settings[secret] = Secret.Dots;
        }
        return new JsonObject { ["kind"] = kind, ["name"] = name, ["enabled"] = enabled, ["settings"] = settings }.ToJsonString(Json.Options);
    }

    private sealed record ViewRow(
        string Id, string Kind, string Name, bool Enabled, string Settings, string? Parked, DateTime? ParkedAt, int Version, DateTime? LastReceivedAt,
        int Waiting, int Running, int ParkedCount, int Failed, int Delivered)
    {
        public ConnectionView Read()
        {
            var (settings, set) = SealedSettings.Blank(Settings);
            return new ConnectionView(new Id<Connection>(Id), Kind, Name, Enabled, Parked is null ? null : Json.Read<Fault>(Parked), ParkedAt, settings, set, LastReceivedAt,
                new DeliveryCounts(Waiting, Running, ParkedCount, Failed, Delivered), Version);
        }
    }
}
