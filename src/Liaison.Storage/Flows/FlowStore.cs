using Dapper;
using Liaison.Core.Flows;
using Liaison.Core.Shared;
using Liaison.Storage.Configuration;
using Liaison.Storage.People;

namespace Liaison.Storage.Flows;

/// <summary>Call flows: drafts, published versions, and which of them is at work. What it is given is stored: whether a flow makes sense is checked before.</summary>
public sealed class FlowStore(Database database, ConfigurationChanges changes)
{
    private const string Flows = """
        select f.id, f.document::text as draft, f.version, v.version as published, coalesce(f.published_at, v.at) as at, coalesce(u.name, k.name, f.published_by) as by, v.note, v.document::text as document
        from flows f left join flow_versions v on v.flow_id = f.id and v.version = f.published left join users u on u.id = f.published_by left join api_keys k on k.id = f.published_by
        where f.tenant_id = @tenant
        """;

    public async Task<IReadOnlyList<StoredFlow>> List(Id<Tenant> tenant, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(Flows + " order by lower(f.document->>'name'), f.id", new { tenant = tenant.Value }, cancellationToken: cancel));
        return [.. rows.Select(r => r.Read())];
    }

    public async Task<StoredFlow?> Find(Id<Tenant> tenant, Id<CallFlow> id, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        return (await connection.QueryFirstOrDefaultAsync<Row>(new CommandDefinition(Flows + " and f.id = @id", new { tenant = tenant.Value, id = id.Value }, cancellationToken: cancel)))?.Read();
    }

    public async Task<Saved<Id<CallFlow>>> Create(Id<Tenant> tenant, CallFlow flow, Actor actor, CancellationToken cancel)
    {
        await using var change = await changes.Begin(tenant, actor, cancel);
        var id = changes.Ids.Next<CallFlow>();
        if (await change.First<string>("insert into flows (id, tenant_id, document) values (@id, @tenant, @document::jsonb) on conflict do nothing returning id",
            new { id = id.Value, tenant = tenant.Value, document = Json.Write(flow) }) is null)
        {
            return new Saved<Id<CallFlow>>.Clash("name-taken", $"There is already a flow named “{flow.Name}”.");
        }
        await DocumentChange.Flow.Record(change, "flow.created", id.Value, null, Json.Write(flow), 1);
        return new Saved<Id<CallFlow>>.Done(id);
    }

    public async Task<Saved<int>> Save(Id<Tenant> tenant, Id<CallFlow> id, CallFlow flow, int expected, Actor actor, CancellationToken cancel)
    {
        await using var change = await changes.Begin(tenant, actor, cancel);
        return await change.First<string>("select id from flows where tenant_id = @tenant and lower(document->>'name') = lower(@name) and id <> @id", new { tenant = tenant.Value, flow.Name, id = id.Value }) is not null
            ? new Saved<int>.Clash("name-taken", $"There is already a flow named “{flow.Name}”.")
            : await DocumentChange.Flow.Save(change, tenant, id.Value, expected, Json.Write(flow));
    }

    public async Task<Saved<bool>> Delete(Id<Tenant> tenant, Id<CallFlow> id, int expected, Actor actor, CancellationToken cancel)
    {
        await using var change = await changes.Begin(tenant, actor, cancel);
        return await DocumentChange.Flow.Delete(change, tenant, id.Value, expected);
    }

    /// <summary>Puts the draft to work as a new version.</summary>
    public async Task<Saved<int>> Publish(Id<Tenant> tenant, Id<CallFlow> id, int expected, string note, Actor actor, CancellationToken cancel)
    {
        await using var change = await changes.Begin(tenant, actor, cancel);
        var locked = await DocumentChange.Flow.Lock(change, tenant, id.Value, expected);
        if (locked is not Saved<string>.Done(var draft))
        {
            return locked is Saved<string>.Stale(var current) ? new Saved<int>.Stale(current) : new Saved<int>.NotThere();
        }
        var version = await change.First<int>(
            """
            insert into flow_versions (tenant_id, flow_id, version, document, note, at, by)
            select @tenant, @id, coalesce(max(version), 0) + 1, @draft::jsonb, @note, @now, @who from flow_versions where flow_id = @id returning version
            """, new { tenant = tenant.Value, id = id.Value, draft, note, now = change.Now, who = actor.Id });
        return await PutToWork(change, tenant, id, version, "flow.published", actor);
    }

    /// <summary>Puts an earlier version to work again; the draft stays as it is.</summary>
    public async Task<Saved<int>> Rollback(Id<Tenant> tenant, Id<CallFlow> id, int expected, int version, Actor actor, CancellationToken cancel)
    {
        await using var change = await changes.Begin(tenant, actor, cancel);
        return await DocumentChange.Flow.Lock(change, tenant, id.Value, expected) switch
        {
            Saved<string>.Stale(var current) => new Saved<int>.Stale(current),
            Saved<string>.NotThere => new Saved<int>.NotThere(),
            _ when await change.First<int?>("select version from flow_versions where flow_id = @id and version = @version", new { id = id.Value, version }) is null =>
                new Saved<int>.Clash("no-such-version", $"This flow has no published version {version}."),
            _ => await PutToWork(change, tenant, id, version, "flow.rolledBack", actor),
        };
    }

    public async Task<IReadOnlyList<FlowVersion>> Versions(Id<Tenant> tenant, Id<CallFlow> id, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        var rows = await connection.QueryAsync<VersionRow>(new CommandDefinition(
            """
            select v.version, v.at, coalesce(u.name, k.name, v.by) as by, v.note, f.published is not distinct from v.version as current, v.document::text as document
            from flow_versions v join flows f on f.id = v.flow_id left join users u on u.id = v.by left join api_keys k on k.id = v.by
            where v.tenant_id = @tenant and v.flow_id = @id order by v.version desc
            """, new { tenant = tenant.Value, id = id.Value }, cancellationToken: cancel));
        return [.. rows.Select(r => new FlowVersion(r.Version, new DateTimeOffset(r.At), r.By, r.Note, r.Current, Json.Read<CallFlow>(r.Document)))];
    }

    /// <summary>One version as it was published.</summary>
    public async Task<CallFlow?> Version(Id<Tenant> tenant, Id<CallFlow> id, int version, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        var document = await connection.QueryFirstOrDefaultAsync<string>(new CommandDefinition(
            "select document::text from flow_versions where tenant_id = @tenant and flow_id = @id and version = @version", new { tenant = tenant.Value, id = id.Value, version }, cancellationToken: cancel));
        return document is null ? null : Json.Read<CallFlow>(document);
    }

    private static async Task<Saved<int>> PutToWork(ConfigurationChange change, Id<Tenant> tenant, Id<CallFlow> id, int version, string action, Actor actor)
    {
        var before = await change.First<int?>("select published from flows where tenant_id = @tenant and id = @id", new { tenant = tenant.Value, id = id.Value });
        var row = await change.First<int>("update flows set published = @version, published_at = @now, published_by = @who, version = version + 1 where tenant_id = @tenant and id = @id returning version",
            new { tenant = tenant.Value, id = id.Value, version, now = change.Now, who = actor.Id });
        await change.Audit(action, id.Value, before is null ? null : Json.Write(new { version = before }), Json.Write(new { version }));
        await change.Commit();
        return new Saved<int>.Done(row);
    }

    private sealed record Row(string Id, string Draft, int Version, int? Published, DateTime? At, string? By, string? Note, string? Document)
    {
        public StoredFlow Read() => new(new Id<CallFlow>(Id), Json.Read<CallFlow>(Draft), Version,
            Published is { } version ? new FlowVersion(version, new DateTimeOffset(At!.Value), By ?? "", Note ?? "", true, Json.Read<CallFlow>(Document!)) : null);
    }

    private sealed record VersionRow(int Version, DateTime At, string By, string Note, bool Current, string Document);
}
