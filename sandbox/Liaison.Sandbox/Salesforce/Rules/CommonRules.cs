using Liaison.Sandbox.Salesforce.Describe;
using Liaison.Sandbox.Salesforce.Records;

namespace Liaison.Sandbox.Salesforce.Rules;

/// <summary>Required fields are there.</summary>
public static class RequiredRule
{
    public static void Check(Draft draft)
    {
        var missing = draft.Type.Required.Where(field => draft[field] is null && (field.Type != FieldType.Base64 || (draft.IsNew && draft.Content is null))
            && (draft.IsNew || draft.Gave(field.Name))).Select(field => field.Name).ToArray();
        var cleared = draft.IsNew ? [] : draft.Type.Fields.Where(field => field is { Nillable: false, Updateable: true, DefaultedOnCreate: true } && draft.Gave(field.Name) && draft[field] is null)
            .Select(field => field.Name).ToArray();
        if (missing.Length + cleared.Length > 0)
        {
            string[] all = [.. missing, .. cleared];
            draft.Refuse("REQUIRED_FIELD_MISSING", $"Required fields are missing: [{string.Join(", ", all)}]", all);
        }
    }
}

/// <summary>A reference is an id of the right kind, and the record that it names is there.</summary>
public static class ReferenceRule
{
    public static void Check(Draft draft)
    {
        foreach (var field in draft.Type.Fields)
        {
            if (field.Type == FieldType.Reference && draft.Gave(field.Name) && draft[field] is string id)
            {
                Check(draft, field, id);
            }
        }
    }

    private static void Check(Draft draft, Field field, string id)
    {
        if (RecordId.Normal(id) is not { } normal)
        {
            draft.Refuse("MALFORMED_ID", $"{field.Label}: id value of incorrect type: {id}", field.Name);
            return;
        }

        draft[field] = normal;
        var target = Catalogue.Objects.FirstOrDefault(type => normal.StartsWith(type.KeyPrefix, StringComparison.Ordinal) && field.ReferenceTo.Contains(type.Name));
        if (target is null)
        {
            draft.Refuse("FIELD_INTEGRITY_EXCEPTION", $"{field.Label}: id value of incorrect type: {id}", field.Name);
            return;
        }

        var table = draft.Scope.Store[target];
        var row = table.Find(normal);
        if (row is null || table.IsDeleted(row))
        {
            draft.Refuse(row is null ? "INVALID_CROSS_REFERENCE_KEY" : "ENTITY_IS_DELETED", row is null ? "invalid cross reference id" : "entity is deleted", row is null ? [field.Name] : []);
        }
        else if (field.Name == "OwnerId" && target.Name == "User" && row[target.Field("IsActive")!] is not true)
        {
            draft.Refuse("INACTIVE_OWNER_OR_USER", "owner or user is inactive.", field.Name);
        }
    }
}

/// <summary>A value of a unique field stands on one record only.</summary>
public static class UniqueRule
{
    public static void Check(Draft draft)
    {
        var table = draft.Scope.Store[draft.Type];
        foreach (var field in draft.Type.Fields)
        {
            if (field.Unique && draft[field] is { } value && draft.Changed(field.Name)
                && table.With(field, value).FirstOrDefault(row => row.Id != draft.Id && !table.IsDeleted(row)) is { } other)
            {
                draft.Refuse("DUPLICATE_VALUE", $"duplicate value found: {field.Name} duplicates value on record with id: {other.Id[..15]}", field.Name);
            }
        }
    }
}

/// <summary>What belongs to a record goes with it.</summary>
public static class DeleteRule
{
    public static void Cascade(Draft draft)
    {
        (string Child, string Field)[] owned = draft.Type.Name switch
        {
            "Account" => [("Contact", "AccountId"), ("Case", "AccountId"), ("Note", "ParentId")],
            "Case" => [("CaseComment", "ParentId"), ("Attachment", "ParentId")],
            "ContentDocument" => [("ContentVersion", "ContentDocumentId"), ("ContentDocumentLink", "ContentDocumentId")],
            "Campaign" => [("CampaignMember", "CampaignId")],
            _ => [],
        };
        foreach (var (child, field) in owned)
        {
            var table = draft.Scope.Store[child];
            foreach (var row in table.With(table.Type.Field(field)!, draft.Id).Where(row => !table.IsDeleted(row)).ToList())
            {
                RecordDesk.Delete(draft.Scope, table.Type, row.Id);
            }
        }
    }
}
