using Liaison.Core.Rules;
using Liaison.Core.Shared;
using Liaison.Storage.People;

namespace Liaison.Storage.Configuration;

/// <summary>The rules of case types, in their order. They are read through <see cref="SetupStore"/>.</summary>
public sealed class RuleStore(ConfigurationChanges changes)
{
    /// <summary>Adds a rule after those that its case type has.</summary>
    public async Task<Rule> Create(Id<Tenant> tenant, Rule rule, Actor actor, CancellationToken cancel)
    {
        await using var change = await changes.Begin(tenant, actor, cancel);
        var position = await change.First<int>("select coalesce(max(position), 0) + 1 from rules where tenant_id = @tenant and case_type = @caseType", new { tenant = tenant.Value, rule.CaseType });
        var made = rule with { Id = changes.Ids.Next<Rule>(), Position = position, Version = 1 };
        await change.Run("insert into rules (id, tenant_id, case_type, position, document) values (@id, @tenant, @caseType, @position, @document::jsonb)",
            new { id = made.Id.Value, tenant = tenant.Value, made.CaseType, position, document = Json.Write(made) });
        await DocumentChange.Rule.Record(change, "rule.created", made.Id.Value, null, Json.Write(made), 1);
        return made;
    }

    public async Task<Saved<int>> Save(Id<Tenant> tenant, Rule rule, int expected, Actor actor, CancellationToken cancel)
    {
        await using var change = await changes.Begin(tenant, actor, cancel);
        return await DocumentChange.Rule.Save(change, tenant, rule.Id.Value, expected, Json.Write(rule with { Version = expected + 1 }));
    }

    public async Task<Saved<bool>> Delete(Id<Tenant> tenant, Id<Rule> id, int expected, Actor actor, CancellationToken cancel)
    {
        await using var change = await changes.Begin(tenant, actor, cancel);
        return await DocumentChange.Rule.Delete(change, tenant, id.Value, expected);
    }

    /// <param name="order">Every rule of the case type, once.</param>
    public async Task<Saved<bool>> Order(Id<Tenant> tenant, string caseType, IReadOnlyList<Id<Rule>> order, Actor actor, CancellationToken cancel)
    {
        await using var change = await changes.Begin(tenant, actor, cancel);
        var before = await change.All<string>("select id from rules where tenant_id = @tenant and case_type = @caseType order by position, id for update", new { tenant = tenant.Value, caseType });
        var after = order.Select(id => id.Value).ToArray();
        if (!before.Order(StringComparer.Ordinal).SequenceEqual(after.Order(StringComparer.Ordinal), StringComparer.Ordinal))
        {
            return new Saved<bool>.Clash("rules-differ", "The order must name each rule of the case type exactly once. The rules have changed meanwhile: load them again.");
        }
        await change.Run("update rules set position = array_position(@after, id) where tenant_id = @tenant and case_type = @caseType", new { tenant = tenant.Value, caseType, after });
        await change.Audit("rules.ordered", caseType, Json.Write(before), Json.Write(after));
        await change.Commit();
        return new Saved<bool>.Done(true);
    }
}
