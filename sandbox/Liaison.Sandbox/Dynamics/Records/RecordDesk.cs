using System.Text.Json;
using Liaison.Sandbox.Dynamics.Api;
using Liaison.Sandbox.Dynamics.Metadata;
using Liaison.Sandbox.Dynamics.Rules;

namespace Liaison.Sandbox.Dynamics.Records;

/// <summary>Makes, changes and deletes records as the platform does, with the records that hang on them.</summary>
public static class RecordDesk
{
    /// <param name="id">From the address of an upsert; null takes it from the body, or makes one.</param>
    public static Row Create(SaveScope scope, TableType table, JsonElement body, Guid? id = null)
    {
        scope.Demand(table, "create");
        var own = id ?? OwnId(table, body) ?? scope.Org.NewId();
        if (scope.Store[table.Name].Find(own) is not null)
        {
            throw new ODataException(412, "0x80040237", "Cannot insert duplicate key.");
        }

        var draft = new Draft(table, before: null, own);
        new PayloadReader(scope).Read(draft, body);
        return Save(scope, draft);
    }

    public static Row Update(SaveScope scope, TableType table, Row before, JsonElement body)
    {
        scope.Demand(table, "write");
        var draft = new Draft(table, before, before.Id);
        new PayloadReader(scope).Read(draft, body);
        return Save(scope, draft);
    }

    /// <summary>Changes single columns, past nobody's rules.</summary>
    public static Row Change(SaveScope scope, TableType table, Row before, Action<Draft> change)
    {
        scope.Demand(table, "write");
        var draft = new Draft(table, before, before.Id);
        change(draft);
        return Save(scope, draft);
    }

    public static void Delete(SaveScope scope, TableType table, Row row)
    {
        scope.Demand(table, "delete");
        foreach (var collection in table.Collections.Where(one => one.Table is "activityparty" or "annotation"))
        {
            foreach (var child in scope.Store[collection.Table].Referring(collection.Column, row.Id).ToList())
            {
                scope.Changes.Delete(collection.Table, child.Id);
            }
        }

        scope.Changes.Delete(table.Name, row.Id);
    }

    public static Row Save(SaveScope scope, Draft draft)
    {
        StateRule.Apply(scope, draft);
        TableRules.Apply(scope, draft);
        KeyRule.Check(scope, draft);
        DuplicateRule.Check(scope, draft);
        Stamp(scope, draft);
        var row = draft.ToRow(scope.Store.NextVersion());
        scope.Changes.Save(row);
        PartyRule.Apply(scope, draft, row);
        foreach (var (collection, items) in draft.Children.Where(one => one.Collection.Table != "activityparty"))
        {
            foreach (var item in items)
            {
                var child = new Draft(scope.Schema[collection.Table], before: null, OwnId(scope.Schema[collection.Table], item) ?? scope.Org.NewId());
                new PayloadReader(scope).Read(child, item);
                child[collection.Column] = new Reference(draft.Table.Name, draft.Id);
                Save(scope, child);
            }
        }

        return row;
    }

    public static Guid? OwnId(TableType table, JsonElement body) =>
        body.TryGetProperty(table.PrimaryId, out var given) && given.ValueKind != JsonValueKind.Null
            ? (Guid)Value.Read(table, table.Column(table.PrimaryId)!, given)! : null;

    private static void Stamp(SaveScope scope, Draft draft)
    {
        var user = new Reference("systemuser", scope.Session.User);
        if (draft.IsNew)
        {
            draft["createdon"] = scope.Now;
            draft["createdby"] = user;
            if (draft.Table.IsOwned)
            {
                draft["ownerid"] ??= user;
            }
        }

        draft["modifiedon"] = scope.Now;
        draft["modifiedby"] = user;
        if (draft.Table.IsOwned && draft["ownerid"] is Reference owner && (draft.IsNew || draft.Changed("ownerid")))
        {
            OwnerRule.Apply(scope, draft, owner);
        }
    }
}
