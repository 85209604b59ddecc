using Liaison.Core.Shared;

namespace Liaison.Storage.Configuration;

/// <summary>What templates, case types, rules and flows have in common: a document in a table, whose every change is kept.</summary>
internal sealed record DocumentChange(string Table, string Kind, string Key)
{
    public static readonly DocumentChange Template = new("templates", "template", "id");
    public static readonly DocumentChange CaseType = new("case_types", "caseType", "name");
    public static readonly DocumentChange Rule = new("rules", "rule", "id");
    public static readonly DocumentChange Flow = new("flows", "flow", "id");

    public async Task<Saved<string>> Lock(ConfigurationChange change, Id<Tenant> tenant, string id, int expected)
    {
        var row = await change.First<Row>($"select document::text as document, version from {Table} where tenant_id = @tenant and {Key} = @id for update", new { tenant = tenant.Value, id });
        return row is null ? new Saved<string>.NotThere() : row.Version != expected ? new Saved<string>.Stale(row.Version) : new Saved<string>.Done(row.Document);
    }

    public async Task<Saved<int>> Save(ConfigurationChange change, Id<Tenant> tenant, string id, int expected, string document)
    {
        switch (await Lock(change, tenant, id, expected))
        {
            case Saved<string>.Done(var before):
                await change.Run($"update {Table} set document = @document::jsonb, version = version + 1 where tenant_id = @tenant and {Key} = @id", new { tenant = tenant.Value, id, document });
                await Record(change, $"{Kind}.changed", id, before, document, expected + 1);
                return new Saved<int>.Done(expected + 1);
            case Saved<string>.Stale(var current):
                return new Saved<int>.Stale(current);
            default:
                return new Saved<int>.NotThere();
        }
    }

    public async Task<Saved<bool>> Delete(ConfigurationChange change, Id<Tenant> tenant, string id, int expected)
    {
        switch (await Lock(change, tenant, id, expected))
        {
            case Saved<string>.Done(var before):
                await change.Run($"delete from {Table} where tenant_id = @tenant and {Key} = @id", new { tenant = tenant.Value, id });
                await change.Audit($"{Kind}.deleted", id, before, null);
                await change.Commit();
                return new Saved<bool>.Done(true);
            case Saved<string>.Stale(var current):
                return new Saved<bool>.Stale(current);
            default:
                return new Saved<bool>.NotThere();
        }
    }

    public async Task Record(ConfigurationChange change, string action, string id, string? before, string after, int version)
    {
        await change.Keep(Kind, id, version, after);
        await change.Audit(action, id, before, after);
        await change.Commit();
    }

    private sealed record Row(string Document, int Version);
}
