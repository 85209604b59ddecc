using Dapper;
using Liaison.Core.Cases;
using Liaison.Core.Connecting;
using Liaison.Core.Desk;
using Liaison.Core.Deliveries;
using Liaison.Core.Flows;
using Liaison.Core.Mapping;
using Liaison.Core.Rules;
using Liaison.Core.Shared;
using Liaison.Storage.People;
using Liaison.Storage.Secrets;

namespace Liaison.Storage.Configuration;

/// <summary>Reads all that a tenant has configured, in one look. A change to any of it is told on the channel <c>liaison</c> as <c>setup:TENANT</c>.</summary>
public sealed class SetupStore(Database database, SealedSettings secrets)
{
    private const string Everything = """
        select name, document::text as document, version from case_types where tenant_id = @tenant order by name;
        select id, case_type as caseType, position, document::text as document, version from rules where tenant_id = @tenant order by case_type, position, id;
        select id, document::text as document, version from templates where tenant_id = @tenant order by id;
        select id, connection_id as connectionId, name, label, version from case_references where tenant_id = @tenant order by name;
        select id, kind, name, enabled, settings::text as settings, parked::text as parked, parked_at as parkedAt, version from connections where tenant_id = @tenant order by id;
        select connection_id as connectionId, kind, document::text as document from connection_documents where tenant_id = @tenant;
        select v.flow_id as id, v.version, v.document::text as document from flows f join flow_versions v on v.flow_id = f.id and v.version = f.published where f.tenant_id = @tenant order by v.flow_id;
        select kind, document::text as document from tenant_documents where tenant_id = @tenant;
        select id, name, email, role, disabled from users where tenant_id = @tenant order by id
        """;

    public async Task<TenantSetup> Load(Id<Tenant> tenant, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        // One snapshot: a template and the reference that it names are read as they stood together.
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancel);
        await using var all = await connection.QueryMultipleAsync(new CommandDefinition(Everything, new { tenant = tenant.Value }, transaction, cancellationToken: cancel));
        var caseTypes = (await all.ReadAsync<CaseTypeRow>()).ToDictionary(r => r.Name, r => r.Read(), StringComparer.Ordinal);
        var rules = (await all.ReadAsync<RuleRow>()).Select(r => r.Read()).GroupBy(r => r.CaseType)
            .ToDictionary(g => g.Key, g => (IReadOnlyList<Rule>)[.. g], StringComparer.Ordinal);
        var templates = (await all.ReadAsync<TemplateRow>()).ToDictionary(r => r.Id, r => r.Read(), StringComparer.Ordinal);
        var references = (await all.ReadAsync<ReferenceRow>()).ToDictionary(r => r.Name, r => r.Read(), StringComparer.Ordinal);
        var connections = (await all.ReadAsync<ConnectionRow>()).ToDictionary(r => r.Id, r => r.Read(tenant, secrets), StringComparer.Ordinal);
        var documents = (await all.ReadAsync<ConnectionDocumentRow>()).ToLookup(r => r.Kind, StringComparer.Ordinal);
        var flows = (await all.ReadAsync<PublishedFlowRow>()).Select(r => r.Read()).ToList();
        var own = (await all.ReadAsync<TenantDocumentRow>()).ToDictionary(r => r.Kind, r => r.Document, StringComparer.Ordinal);
        var people = new PeopleBook([.. (await all.ReadAsync<PersonRow>()).Select(r => new Person(new Id<User>(r.Id), r.Name, r.Email, Roles.Read(r.Role), r.Disabled))]);
        return new TenantSetup(tenant, caseTypes, rules, templates, references, connections)
        {
            Identification = Of(DocumentKinds.Identification),
            Conversations = Of(DocumentKinds.Conversations),
            DynamicData = Of(DocumentKinds.DynamicData),
            Statistics = Of(DocumentKinds.Statistics),
            Flows = flows,
            Desk = own.TryGetValue(TenantDocumentKinds.Desk.Name, out var desk) ? Json.Read<DeskSettings>(desk) : DeskSettings.Beginning,
            People = people,
        };

        Dictionary<string, T> Of<T>(DocumentKind<T> kind)
            where T : class => documents[kind.Name].ToDictionary(r => r.ConnectionId, r => Json.Read<T>(r.Document), StringComparer.Ordinal);
    }

    /// <summary>Every tenant, for the hub's own work.</summary>
    public async Task<IReadOnlyList<Id<Tenant>>> Tenants(CancellationToken cancel)
    {
        await using var connection = await database.OpenForAll(cancel);
        return [.. (await connection.QueryAsync<string>(new CommandDefinition("select id from tenants order by id", cancellationToken: cancel))).Select(id => new Id<Tenant>(id))];
    }
}

internal sealed record ConnectionDocumentRow(string ConnectionId, string Kind, string Document);

internal sealed record PublishedFlowRow(string Id, int Version, string Document)
{
    public PublishedFlow Read() => new(new Id<CallFlow>(Id), Version, Json.Read<CallFlow>(Document));
}
internal sealed record TenantDocumentRow(string Kind, string Document);

internal sealed record PersonRow(string Id, string Name, string Email, string Role, bool Disabled);

internal sealed record CaseTypeRow(string Name, string Document, int Version)
{
    public CaseType Read() => Json.Read<CaseType>(Document) with { Name = Name, Version = Version };
}

internal sealed record RuleRow(string Id, string CaseType, int Position, string Document, int Version)
{
    public Rule Read() => Json.Read<Rule>(Document) with { Id = new Id<Rule>(Id), CaseType = CaseType, Position = Position, Version = Version };
}

internal sealed record TemplateRow(string Id, string Document, int Version)
{
    public Template Read() => Json.Read<Template>(Document) with { Id = new Id<Template>(Id), Version = Version };
}

internal sealed record ReferenceRow(string Id, string ConnectionId, string Name, string Label, int Version)
{
    public Reference Read() => new(new Id<Reference>(Id), new Id<Connection>(ConnectionId), Name, Label, Version);
}

internal sealed record ConnectionRow(
    string Id, string Kind, string Name, bool Enabled, string Settings, string? Parked, DateTime? ParkedAt, int Version)
{
    public Connection Read(Id<Tenant> tenant, SealedSettings secrets)
    {
        var id = new Id<Connection>(Id);
        var parked = Parked is null ? null : Json.Read<Fault>(Parked);
        try
        {
            return new Connection(id, tenant, Kind, Name, Enabled, secrets.Open(tenant, id, Settings), parked, ParkedAt, Version);
        }
        catch (SecretException locked)
        {
            // One connection whose secret does not open must not stop the others.
            return new Connection(id, tenant, Kind, Name, Enabled, "{}", new Fault(FaultKind.Credentials, locked.Message), ParkedAt, Version);
        }
    }
}
