using System.Text.Json;
using Liaison.Sandbox.Salesforce.Describe;
using Liaison.Sandbox.Salesforce.Rest;

namespace Liaison.Sandbox.Salesforce.Records;

/// <summary>Puts the fields that a caller sent into a draft.</summary>
public static class InputRecord
{
    /// <exception cref="RefusalException">A field is unknown, or a value is of the wrong kind.</exception>
    public static void Read(Draft draft, JsonElement body, string? keyField = null)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            throw new RefusalException(400, new Failure("JSON_PARSER_ERROR", "The HTTP entity body is required, but this request has no entity body."));
        }

        var locked = new List<string>();
        foreach (var property in body.EnumerateObject())
        {
            if (property.NameEquals("attributes"))
            {
                continue;
            }

            if (draft.Type.Field(property.Name) is { } field)
            {
                Field(draft, field, property.Value, keyField, locked);
            }
            else if (property.Value.ValueKind == JsonValueKind.Object && draft.Type.Relationship(property.Name) is { } relation)
            {
                draft.Give(relation, Referenced(draft, relation, property));
            }
            else
            {
                throw Refusals.Of("INVALID_FIELD", $"No such column '{property.Name}' on sobject of type {draft.Type.Name}");
            }
        }

        if (locked.Count > 0)
        {
            throw Refusals.Of(
                "INVALID_FIELD_FOR_INSERT_UPDATE",
                $"Unable to create/update fields: {string.Join(", ", locked)}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.",
                [.. locked]);
        }
    }

    private static void Field(Draft draft, Field field, JsonElement json, string? keyField, List<string> locked)
    {
        if (field.Name == keyField)
        {
            return;
        }

        if (field.Type == FieldType.Id)
        {
            throw draft.IsNew
                ? Refusals.Of("INVALID_FIELD_FOR_INSERT_UPDATE", "cannot specify Id in an insert call", "Id")
                : Refusals.Of("INVALID_FIELD", "The Id field should not be specified in the sobject data.");
        }

        if (draft.IsNew ? !field.Createable : !field.Updateable)
        {
            locked.Add(field.Name);
            return;
        }

        if (field.Type == FieldType.Base64)
        {
            draft.Content = json.TryGetBytesFromBase64OrNull() ?? throw Refusals.Of("JSON_PARSER_ERROR", $"{field.Name}: value not of required type: base64Binary");
            draft.Give(field, null);
            return;
        }

        var value = InputValue.Read(field, json);
        InputValue.Check(draft, field, value);
        draft.Give(field, value ?? (field.Type == FieldType.Boolean ? false : null));
    }

    /// <summary>A parent told by its external id: <c>"Contact": {"Ext__c": "x"}</c>.</summary>
    private static string? Referenced(Draft draft, Field relation, JsonProperty property)
    {
        foreach (var key in property.Value.EnumerateObject().Where(one => !one.NameEquals("attributes")))
        {
            foreach (var target in relation.ReferenceTo.Select(draft.Scope.Schema.Find).OfType<ObjectType>())
            {
                if (target.Field(key.Name) is { IdLookup: true } or { ExternalId: true } && target.Field(key.Name) is { } field)
                {
                    var table = draft.Scope.Store[target];
                    var found = table.With(field, key.Value.ToString()).Where(row => !table.IsDeleted(row)).ToList();
                    return found.Count == 1 ? found[0].Id
                        : throw Refusals.Of("INVALID_FIELD", $"Foreign key external ID: {key.Value} not found for field {field.Name} in entity {target.Name}", []);
                }
            }
        }

        throw Refusals.Of("INVALID_FIELD", $"Cannot resolve the relationship {property.Name} on sobject of type {draft.Type.Name}", []);
    }

    private static byte[]? TryGetBytesFromBase64OrNull(this JsonElement json) =>
        json.ValueKind == JsonValueKind.String && json.TryGetBytesFromBase64(out var bytes) ? bytes : null;
}
