using System.Text.Json;
using Liaison.Sandbox.Salesforce.Describe;
using Liaison.Sandbox.Salesforce.Rest;
using Liaison.Sandbox.Salesforce.Rules;

namespace Liaison.Sandbox.Salesforce.Records;

/// <summary>Makes, changes and deletes records under all rules. Runs inside <see cref="Store.Write"/>.</summary>
public static class RecordDesk
{
    /// <returns>The id of the new record.</returns>
    /// <exception cref="RefusalException">A rule refuses it.</exception>
    public static string Create(SaveScope scope, ObjectType type, JsonElement body, Field? key = null, object? keyValue = null, byte[]? content = null)
    {
        if (!type.Createable)
        {
            throw Refusals.NoAccess($"entity type cannot be inserted: {type.Label}");
        }

        var draft = new Draft(type, before: null, scope) { Id = scope.Store.NextId(type), Content = content };
        if (key is not null)
        {
            draft.Give(key, keyValue);
        }

        InputRecord.Read(draft, body, key?.Name);
        return Save(draft);
    }

    public static void Update(SaveScope scope, ObjectType type, string id, JsonElement body, Field? key = null)
    {
        var before = Existing(scope, type, id);
        if (!type.Updateable)
        {
            throw Refusals.NoAccess();
        }

        var draft = new Draft(type, before, scope);
        InputRecord.Read(draft, body, key?.Name);
        Save(draft);
    }

    public static void Delete(SaveScope scope, ObjectType type, string id)
    {
        var before = Existing(scope, type, id);
        if (!type.Deletable)
        {
            throw Refusals.NoAccess();
        }

        var draft = new Draft(type, before, scope);
        draft.Set("IsDeleted", true);
        Stamp(draft);
        scope.Changes.Save(draft.ToRow());
        DeleteRule.Cascade(draft);
    }

    /// <summary>The record that stands under the id.</summary>
    /// <exception cref="RefusalException">There is none, or no longer.</exception>
    public static Row Existing(SaveScope scope, ObjectType type, string id)
    {
        var row = RecordId.Normal(id) is { } normal ? scope.Store[type].Find(normal) : throw new RefusalException(400, new Failure("MALFORMED_ID", $"{type.Name} ID: id value of incorrect type: {id}", ["Id"]));
        return row is null ? throw new RefusalException(404, new Failure("NOT_FOUND", "Provided external ID field does not exist or is not accessible: Id"))
            : scope.Store[type].IsDeleted(row) ? throw Refusals.Deleted() : row;
    }

    /// <summary>Saves a draft that the organisation itself made.</summary>
    public static string Save(Draft draft)
    {
        var rules = RecordRules.For(draft.Type.Name);
        foreach (var rule in rules)
        {
            rule.Prepare(draft);
        }

        if (draft.IsNew)
        {
            Default(draft);
        }

        RequiredRule.Check(draft);
        ReferenceRule.Check(draft);
        UniqueRule.Check(draft);
        foreach (var rule in rules)
        {
            rule.Complete(draft);
        }

        if (draft.Failures.Count == 0)
        {
            DuplicateRule.Check(draft);
        }

        if (draft.Failures.Count > 0)
        {
            throw new RefusalException(400, draft.Failures);
        }

        Stamp(draft);
        draft.Scope.Changes.Save(draft.ToRow());
        foreach (var rule in rules)
        {
            rule.Follow(draft);
        }

        return draft.Id;
    }

    private static void Default(Draft draft)
    {
        foreach (var field in draft.Scope.Store[draft.Type].Type.Fields)
        {
            draft[field] ??= field switch
            {
                { Type: FieldType.Id } => draft.Id,
                { Type: FieldType.Boolean } => (bool?)field.Source["defaultValue"] ?? false,
                { Name: "OwnerId" } when field.DefaultedOnCreate => draft.Scope.User,
                { Type: FieldType.Picklist, Default: not null } when !draft.Gave(field.Name) => field.Default,
                _ => null,
            };
        }
    }

    private static void Stamp(Draft draft)
    {
        if (draft.IsNew)
        {
            draft.Set("CreatedDate", draft.Get("CreatedDate") ?? draft.Scope.Now);
            draft.Set("CreatedById", draft.Scope.User);
        }

        draft.Set("LastModifiedDate", draft.Scope.Now);
        draft.Set("LastModifiedById", draft.Scope.User);
        draft.Set("SystemModstamp", draft.Scope.Now);
    }
}
