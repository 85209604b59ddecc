using Liaison.Core.Cases;
using Liaison.Core.Shared;
using Liaison.Storage.People;

namespace Liaison.Storage.Configuration;

/// <summary>The case types of a tenant. They are read through <see cref="SetupStore"/>.</summary>
public sealed class CaseTypeStore(ConfigurationChanges changes)
{
    public async Task<Saved<CaseType>> Create(Id<Tenant> tenant, CaseType type, Actor actor, CancellationToken cancel)
    {
        var made = type with { Version = 1 };
        await using var change = await changes.Begin(tenant, actor, cancel);
        var rows = await change.Run("insert into case_types (tenant_id, name, document) values (@tenant, @name, @document::jsonb) on conflict do nothing",
            new { tenant = tenant.Value, made.Name, document = Json.Write(made) });
        if (rows == 0)
        {
            return new Saved<CaseType>.Clash("name-taken", $"There is already a case type named “{made.Name}”.");
        }
        await DocumentChange.CaseType.Record(change, "caseType.created", made.Name, null, Json.Write(made), 1);
        return new Saved<CaseType>.Done(made);
    }

    public async Task<Saved<int>> Save(Id<Tenant> tenant, CaseType type, int expected, Actor actor, CancellationToken cancel)
    {
        await using var change = await changes.Begin(tenant, actor, cancel);
        return await DocumentChange.CaseType.Save(change, tenant, type.Name, expected, Json.Write(type with { Version = expected + 1 }));
    }
}
