using System.Text.Json;
using System.Text.Json.Nodes;
using Liaison.Sandbox.Salesforce.Describe;
using Liaison.Sandbox.Salesforce.Records;
using Liaison.Sandbox.Salesforce.Rest;

namespace Liaison.Sandbox.Salesforce.Composite;

/// <summary>Up to 200 records in one request, each with a result of its own: HTTP 200 even when every one failed.</summary>
public static class CollectionResource
{
    public static RestAnswer Create(RestCall call) => Each(call, (scope, record) =>
    {
        var type = TypeOf(call, record);
        return Saved(RecordDesk.Create(scope, type, record), created: null);
    });

    public static RestAnswer Update(RestCall call) => Each(call, (scope, record) =>
    {
        var type = TypeOf(call, record);
        var id = IdOf(record) ?? throw Refusals.Of("MISSING_ARGUMENT", "Id not specified in an update call", []);
        RecordDesk.Update(scope, type, Known(id), record, type.Field("Id"));
        return Saved(Known(id), created: null);
    });

    public static RestAnswer Upsert(RestCall call, string typeName, string fieldName)
    {
        var type = call.Type(typeName);
        var key = KeyResource.Key(type, fieldName);
        return Each(call, (scope, record) =>
        {
            if (TypeOf(call, record) != type)
            {
                throw Refusals.Of("INVALID_TYPE", "The type of the record is not the one of the request.", []);
            }

            var value = record.EnumerateObject().FirstOrDefault(property => property.Name.Equals(key.Name, StringComparison.OrdinalIgnoreCase)).Value;
            if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            {
                return key.Type == FieldType.Id ? Saved(RecordDesk.Create(scope, type, Without(record, key.Name)), created: true)
                    : throw Refusals.Of("MISSING_ARGUMENT", $"{key.Name} not specified", []);
            }

            var found = KeyResource.Find(call, type, key, value.ToString());
            switch (found.Count)
            {
                case 0 when key.Type == FieldType.Id:
                    throw Refusals.Of("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", []);
                case 0:
                    return Saved(RecordDesk.Create(scope, type, record, key, value.ToString()), created: true);
                case 1:
                    RecordDesk.Update(scope, type, found[0].Id, record, key);
                    return Saved(found[0].Id, created: false);
                default:
                    throw Refusals.Of("DUPLICATE_EXTERNAL_ID", $"{key.Name}: more than one record found for external id field: [{string.Join(", ", found.Select(row => row.Id))}]", []);
            }
        });
    }

    public static RestAnswer Delete(RestCall call)
    {
        var ids = call.Request.Parameter("ids")?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        var allOrNone = string.Equals(call.Request.Parameter("allOrNone"), "true", StringComparison.OrdinalIgnoreCase);
        return RestAnswer.Ok(RecordBatch.Run(call, ids, allOrNone, (scope, id) =>
        {
            var type = RecordId.Normal(id) is null ? null : call.Schema.OfId(id);
            RecordDesk.Delete(scope, type ?? throw Refusals.Of("MALFORMED_ID", "malformed id " + id, []), id);
            return Saved(Known(id), created: null);
        }));
    }

    /// <summary>Several records by id; null stands for one that is not there.</summary>
    public static RestAnswer Get(RestCall call, string typeName)
    {
        var type = call.Type(typeName);
        var body = call.Request.Method == "POST" ? call.Request.Json() : default;
        string[] Listed(string name) => call.Request.Method == "POST"
            ? body.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(one => one.GetString()!)] : []
            : call.Request.Parameter(name)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        var inner = call with { Request = call.Request with { Query = new Dictionary<string, string>(StringComparer.Ordinal) { ["fields"] = string.Join(',', Listed("fields")) } } };
        return RestAnswer.Ok(new JsonArray([.. Listed("ids").Select(id =>
            RecordId.Normal(id) is { } known && call.Org.Store[type].Find(known) is { } row && !call.Org.Store[type].IsDeleted(row) ? (JsonNode)RecordResource.Whole(inner, type, row) : null)]));
    }

    private static RestAnswer Each(RestCall call, Func<SaveScope, JsonElement, JsonObject> work)
    {
        var body = call.Request.Json();
        if (!body.TryGetProperty("records", out var records) || records.ValueKind != JsonValueKind.Array || records.GetArrayLength() == 0)
        {
            throw Refusals.Of("REQUIRED_FIELD_MISSING", "At least 1 record is required");
        }

        var allOrNone = body.TryGetProperty("allOrNone", out var flag) && flag.ValueKind == JsonValueKind.True;
        return RestAnswer.Ok(RecordBatch.Run(call, [.. records.EnumerateArray()], allOrNone, work));
    }

    private static ObjectType TypeOf(RestCall call, JsonElement record) =>
        record.ValueKind == JsonValueKind.Object && record.TryGetProperty("attributes", out var attributes) && attributes.TryGetProperty("type", out var name)
            ? call.Schema.Find(name.GetString()!) ?? throw Refusals.Of("INVALID_TYPE", $"sObject type '{name.GetString()}' is not supported.", [])
            : throw Refusals.Of("JSON_PARSER_ERROR", "attributes.type is required for each record", []);

    private static string? IdOf(JsonElement record) =>
        record.EnumerateObject().FirstOrDefault(property => property.Name.Equals("Id", StringComparison.OrdinalIgnoreCase)).Value is { ValueKind: JsonValueKind.String } id ? id.GetString() : null;

    private static string Known(string id) => RecordId.Normal(id) ?? throw Refusals.Of("MALFORMED_ID", "malformed id " + id, []);

    private static JsonElement Without(JsonElement record, string name) => JsonSerializer.SerializeToElement(
        record.EnumerateObject().Where(property => !property.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).ToDictionary(property => property.Name, property => property.Value));

    private static JsonObject Saved(string id, bool? created)
    {
        var json = new JsonObject { ["id"] = id, ["success"] = true, ["errors"] = new JsonArray() };
        if (created is { } told)
        {
            json["created"] = told;
        }

        return json;
    }
}
