using Dapper;
using Liaison.Core.Connecting;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;
using Liaison.Storage.People;

namespace Liaison.Storage.Configuration;

/// <summary>A template as it was: which version, since when, by whom.</summary>
public sealed record TemplateVersion(int Version, DateTimeOffset ChangedAt, string ChangedBy, Template Template);

/// <summary>The mapping templates of a connection. What it is given is stored: whether a template makes sense is checked before.</summary>
public sealed class TemplateStore(Database database, ConfigurationChanges changes)
{
    public async Task<IReadOnlyList<Template>> List(Id<Tenant> tenant, Id<Connection> connectionId, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        var rows = await connection.QueryAsync<TemplateRow>(new CommandDefinition(
            "select id, document::text as document, version from templates where tenant_id = @tenant and connection_id = @connectionId order by id",
            new { tenant = tenant.Value, connectionId = connectionId.Value }, cancellationToken: cancel));
        return [.. rows.Select(r => r.Read())];
    }

    public async Task<Template?> Find(Id<Tenant> tenant, Id<Connection> connectionId, Id<Template> id, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        var row = await connection.QueryFirstOrDefaultAsync<TemplateRow>(new CommandDefinition(
            "select id, document::text as document, version from templates where tenant_id = @tenant and connection_id = @connectionId and id = @id",
            new { tenant = tenant.Value, connectionId = connectionId.Value, id = id.Value }, cancellationToken: cancel));
        return row?.Read();
    }

    public async Task<Saved<Template>> Create(Id<Tenant> tenant, Template template, Actor actor, CancellationToken cancel)
    {
        await using var change = await changes.Begin(tenant, actor, cancel);
        if (await change.First<string>(
            "select id from templates where tenant_id = @tenant and connection_id = @connectionId and lower(document->>'name') = lower(@name)",
            new { tenant = tenant.Value, connectionId = template.Connection.Value, template.Name }) is not null)
        {
            return new Saved<Template>.Clash("name-taken", $"This connection already has a template named “{template.Name}”.");
        }
        var made = template with { Id = changes.Ids.Next<Template>(), Version = 1 };
        await change.Run("insert into templates (id, tenant_id, connection_id, document) values (@id, @tenant, @connectionId, @document::jsonb)",
            new { id = made.Id.Value, tenant = tenant.Value, connectionId = made.Connection.Value, document = Json.Write(made) });
        await DocumentChange.Template.Record(change, "template.created", made.Id.Value, null, Json.Write(made), 1);
        return new Saved<Template>.Done(made);
    }

    /// <param name="template">Its id and connection say which; its version is counted here.</param>
    public async Task<Saved<int>> Save(Id<Tenant> tenant, Template template, int expected, Actor actor, CancellationToken cancel)
    {
        await using var change = await changes.Begin(tenant, actor, cancel);
        if (await change.First<string>(
            "select id from templates where tenant_id = @tenant and connection_id = @connectionId and lower(document->>'name') = lower(@name) and id <> @id",
            new { tenant = tenant.Value, connectionId = template.Connection.Value, template.Name, id = template.Id.Value }) is not null)
        {
            return new Saved<int>.Clash("name-taken", $"This connection already has a template named “{template.Name}”.");
        }
        return await DocumentChange.Template.Save(change, tenant, template.Id.Value, expected, Json.Write(template with { Version = expected + 1 }));
    }

    public async Task<Saved<bool>> Delete(Id<Tenant> tenant, Id<Template> id, int expected, Actor actor, CancellationToken cancel)
    {
        await using var change = await changes.Begin(tenant, actor, cancel);
        var rule = await change.First<string>(
            "select document->>'name' from rules r where tenant_id = @tenant and exists (select from jsonb_array_elements(r.document->'actions') a where a->>'templateId' = @id) limit 1",
            new { tenant = tenant.Value, id = id.Value });
        return rule is null ? await DocumentChange.Template.Delete(change, tenant, id.Value, expected)
            : new Saved<bool>.Clash("in-use", $"The rule “{rule}” applies this template. Change the rule first.");
    }

    public async Task<IReadOnlyList<TemplateVersion>> Versions(Id<Tenant> tenant, Id<Template> id, CancellationToken cancel)
    {
        const string Sql = """
            select v.version, v.changed_at as changedAt, coalesce(u.name, k.name, v.changed_by) as changedBy, v.document::text as document
            from document_versions v left join users u on u.id = v.changed_by left join api_keys k on k.id = v.changed_by
            where v.tenant_id = @tenant and v.kind = 'template' and v.id = @id order by v.version desc
            """;
        await using var connection = await database.Open(tenant, cancel);
        var rows = await connection.QueryAsync<VersionRow>(new CommandDefinition(Sql, new { tenant = tenant.Value, id = id.Value }, cancellationToken: cancel));
        return [.. rows.Select(r => new TemplateVersion(r.Version, new DateTimeOffset(r.ChangedAt), r.ChangedBy, Json.Read<Template>(r.Document) with { Version = r.Version }))];
    }

    private sealed record VersionRow(int Version, DateTime ChangedAt, string ChangedBy, string Document);
}
