using System.Text.Json.Nodes;
using Liaison.Sandbox.Salesforce.Describe;
using Liaison.Sandbox.Salesforce.Records;

namespace Liaison.Sandbox.Salesforce.Rest;

/// <summary>One record by the value of a field that may be looked up: read, and made or changed.</summary>
public static class KeyResource
{
    public static RestAnswer Get(RestCall call, string typeName, string fieldName, string value)
    {
        var type = call.Type(typeName);
        return One(call, type, Find(call, type, Key(type, fieldName), value), row => RestAnswer.Ok(RecordResource.Whole(call, type, row)));
    }

    public static RestAnswer Delete(RestCall call, string typeName, string fieldName, string value)
    {
        var type = call.Type(typeName);
        return One(call, type, Find(call, type, Key(type, fieldName), value), row => call.Write(scope =>
        {
            RecordDesk.Delete(scope, type, row.Id);
            return RestAnswer.NoContent;
        }));
    }

    public static RestAnswer Upsert(RestCall call, string typeName, string fieldName, string value)
    {
        var type = call.Type(typeName);
        var key = Key(type, fieldName);
        var body = call.Request.Json();
        var updateOnly = string.Equals(call.Request.Parameter("updateOnly"), "true", StringComparison.OrdinalIgnoreCase);

        // Looked up inside the write, so that two upserts of one key never both create.
        return call.Write(scope =>
        {
            var found = Find(call, type, key, value);
            if (found.Count == 0)
            {
                return updateOnly || key.Type == FieldType.Id ? throw NoSuchKey(fieldName)
                    : RecordResource.Created(call, type, RecordDesk.Create(scope, type, body, key, value), created: true);
            }

            return One(call, type, found, row =>
            {
                RecordDesk.Update(scope, type, row.Id, body, key);
                return RecordResource.Created(call, type, row.Id, created: false);
            });
        });
    }

    public static Field Key(ObjectType type, string name) => type.Field(name) is { } field && (field.IdLookup || field.ExternalId || field.Type == FieldType.Id) ? field : throw NoSuchKey(name);

    public static List<Row> Find(RestCall call, ObjectType type, Field key, string value)
    {
        var table = call.Org.Store[type];
        if (key.Type == FieldType.Id)
        {
            return RecordId.Normal(value) is { } id && table.Find(id) is { } one && !table.IsDeleted(one) ? [one] : [];
        }

        return [.. (table.HasIndex(key) ? table.With(key, value) : table.All().Where(row => string.Equals(row[key] as string, value, StringComparison.OrdinalIgnoreCase))).Where(row => !table.IsDeleted(row))];
    }

    private static RestAnswer One(RestCall call, ObjectType type, List<Row> found, Func<Row, RestAnswer> work) => found.Count switch
    {
        0 => throw new RefusalException(404, new Failure("NOT_FOUND", "The requested resource does not exist")),
        1 => work(found[0]),
        _ => new RestAnswer(StatusCodes.Status300MultipleChoices, new JsonArray([.. found.Select(row => (JsonNode)call.RecordUrl(type.Name, row.Id))])),
    };

    private static RefusalException NoSuchKey(string name) =>
        new(404, new Failure("NOT_FOUND", "Provided external ID field does not exist or is not accessible: " + name));
}
