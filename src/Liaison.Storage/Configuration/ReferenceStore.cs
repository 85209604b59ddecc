using Dapper;
using Liaison.Core.Connecting;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;
using Liaison.Storage.People;

namespace Liaison.Storage.Configuration;

/// <summary>A reference with how many cases hold a number in it.</summary>
public sealed record ReferenceView(Id<Reference> Id, string Name, string Label, int Version, int Cases);

/// <summary>The references of a connection: the case fields that hold its records' numbers.</summary>
public sealed class ReferenceStore(Database database, ConfigurationChanges changes)
{
    public async Task<IReadOnlyList<ReferenceView>> List(Id<Tenant> tenant, Id<Connection> connectionId, CancellationToken cancel)
    {
        const string Sql = """
            select r.id, r.name, r.label, r.version,
              (select count(*)::int from record_links l where l.tenant_id = r.tenant_id and l.connection_id = r.connection_id and l.reference = r.name) as cases
            from case_references r where r.tenant_id = @tenant and r.connection_id = @connectionId order by r.name
            """;
        await using var connection = await database.Open(tenant, cancel);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(Sql, new { tenant = tenant.Value, connectionId = connectionId.Value }, cancellationToken: cancel));
        return [.. rows.Select(r => new ReferenceView(new Id<Reference>(r.Id), r.Name, r.Label, r.Version, r.Cases))];
    }

    public async Task<Saved<ReferenceView>> Create(Id<Tenant> tenant, Id<Connection> connectionId, string name, string label, Actor actor, CancellationToken cancel)
    {
        await using var change = await changes.Begin(tenant, actor, cancel);
        if (await change.First<string>("select id from connections where tenant_id = @tenant and id = @id", new { tenant = tenant.Value, id = connectionId.Value }) is null)
        {
            return new Saved<ReferenceView>.NotThere();
        }
        var id = changes.Ids.Next<Reference>();
        var made = await change.Run(
            "insert into case_references (id, tenant_id, connection_id, name, label) values (@id, @tenant, @connectionId, @name, @label) on conflict (tenant_id, name) do nothing",
            new { id = id.Value, tenant = tenant.Value, connectionId = connectionId.Value, name, label });
        if (made == 0)
        {
            return new Saved<ReferenceView>.Clash("name-taken", $"There is already a reference named “{name}”. Reference names are shared by all connections, because a case shows them side by side.");
        }
        await Record(change, "reference.created", id.Value, connectionId.Value, null, new Content(name, label), 1);
        return new Saved<ReferenceView>.Done(new ReferenceView(id, name, label, 1, 0));
    }

    /// <summary>The label may always change; the name only while no template names it and no case holds a number in it.</summary>
    public async Task<Saved<ReferenceView>> Save(
        Id<Tenant> tenant, Id<Connection> connectionId, Id<Reference> id, int expected, string name, string label, Actor actor, CancellationToken cancel)
    {
        await using var change = await changes.Begin(tenant, actor, cancel);
        switch (await Lock(change, tenant, connectionId, id, expected))
        {
            case Saved<Row>.Done(var before):
                if (name != before.Name && InUse(before) is { } used)
                {
                    return new Saved<ReferenceView>.Clash("in-use", $"“{before.Name}” is {used}, so its name must stay. Its label can change.");
                }
                if (name != before.Name && await change.First<string>("select id from case_references where tenant_id = @tenant and name = @name", new { tenant = tenant.Value, name }) is not null)
                {
                    return new Saved<ReferenceView>.Clash("name-taken", $"There is already a reference named “{name}”.");
                }
                await change.Run("update case_references set name = @name, label = @label, version = version + 1 where tenant_id = @tenant and id = @id",
                    new { tenant = tenant.Value, id = id.Value, name, label });
                await Record(change, "reference.changed", id.Value, connectionId.Value, new Content(before.Name, before.Label), new Content(name, label), expected + 1);
                return new Saved<ReferenceView>.Done(new ReferenceView(id, name, label, expected + 1, before.Cases));
            case Saved<Row>.Stale(var current):
                return new Saved<ReferenceView>.Stale(current);
            default:
                return new Saved<ReferenceView>.NotThere();
        }
    }

    public async Task<Saved<bool>> Delete(Id<Tenant> tenant, Id<Connection> connectionId, Id<Reference> id, int expected, Actor actor, CancellationToken cancel)
    {
        await using var change = await changes.Begin(tenant, actor, cancel);
        switch (await Lock(change, tenant, connectionId, id, expected))
        {
            case Saved<Row>.Done(var before):
                if (InUse(before) is { } used)
                {
                    return new Saved<bool>.Clash("in-use", $"“{before.Name}” is {used}, so it cannot be deleted.");
                }
                await change.Run("delete from case_references where tenant_id = @tenant and id = @id", new { tenant = tenant.Value, id = id.Value });
                await change.Audit("reference.deleted", id.Value, Json.Write(new Content(before.Name, before.Label)), null);
                await change.Commit();
                return new Saved<bool>.Done(true);
            case Saved<Row>.Stale(var current):
                return new Saved<bool>.Stale(current);
            default:
                return new Saved<bool>.NotThere();
        }
    }

    private static async Task<Saved<Row>> Lock(ConfigurationChange change, Id<Tenant> tenant, Id<Connection> connectionId, Id<Reference> id, int expected)
    {
        const string Sql = """
            select r.id, r.name, r.label, r.version,
              (select count(*)::int from record_links l where l.tenant_id = r.tenant_id and l.connection_id = r.connection_id and l.reference = r.name) as cases,
              (select count(*)::int from templates t where t.tenant_id = r.tenant_id and t.document->>'reference' = r.name) as templates
            from case_references r where r.tenant_id = @tenant and r.connection_id = @connectionId and r.id = @id for update of r
            """;
        var row = await change.First<Row>(Sql, new { tenant = tenant.Value, connectionId = connectionId.Value, id = id.Value });
        return row is null ? new Saved<Row>.NotThere() : row.Version != expected ? new Saved<Row>.Stale(row.Version) : new Saved<Row>.Done(row);
    }

    private static string? InUse(Row row) => (row.Cases, row.Templates) switch
    {
        (0, 0) => null,
        (0, var templates) => $"named by {templates} mapping {(templates == 1 ? "template" : "templates")}",
        (var cases, _) => $"held by {cases} {(cases == 1 ? "case" : "cases")}",
    };

    private static async Task Record(ConfigurationChange change, string action, string id, string connectionId, Content? before, Content after, int version)
    {
        await change.Keep("reference", id, version, Json.Write(new { connectionId, after.Name, after.Label }));
        await change.Audit(action, id, before is null ? null : Json.Write(before), Json.Write(after));
        await change.Commit();
    }

    private sealed record Content(string Name, string Label);

    private sealed record Row
    {
        public required string Id { get; init; }
        public required string Name { get; init; }
        public required string Label { get; init; }
        public int Version { get; init; }
        public int Cases { get; init; }
        public int Templates { get; init; }
    }
}
