using System.Net.Mime;
using System.Text.Json.Nodes;
using Liaison.Sandbox.Salesforce.Content;
using Liaison.Sandbox.Salesforce.Describe;
using Liaison.Sandbox.Salesforce.Query;
using Liaison.Sandbox.Salesforce.Records;

namespace Liaison.Sandbox.Salesforce.Rest;

/// <summary>One record by its id.</summary>
public static class RecordResource
{
    public static RestAnswer Create(RestCall call, string typeName)
    {
        var type = call.Type(typeName);
        var (body, content) = UploadForm.Read(call.Request);
        var id = call.Write(scope => RecordDesk.Create(scope, type, body, content: content));
        return Created(call, type, id, created: null);
    }

    public static RestAnswer Created(RestCall call, ObjectType type, string id, bool? created)
    {
        var json = new JsonObject { ["id"] = id, ["success"] = true, ["errors"] = new JsonArray() };
        if (created is { } told)
        {
            json["created"] = told;
        }

        return new RestAnswer(created is false ? StatusCodes.Status200OK : StatusCodes.Status201Created, json)
        {
            Headers = created is false ? new Dictionary<string, string>(StringComparer.Ordinal) : new Dictionary<string, string>(StringComparer.Ordinal) { ["Location"] = call.RecordUrl(type.Name, id) },
        };
    }

    public static RestAnswer Get(RestCall call, string typeName, string id)
    {
        var type = call.Type(typeName);
        return RestAnswer.Ok(Whole(call, type, Existing(call, type, id)));
    }

    /// <summary>The record with the fields asked for, or all.</summary>
    public static JsonObject Whole(RestCall call, ObjectType type, Row row)
    {
        var fields = call.Request.Parameter("fields") is { Length: > 0 } names
            ? names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(name => type.Field(name) ?? throw Refusals.Of("INVALID_FIELD", $"No such column '{name}' on entity '{type.Name}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names."))
            : type.Fields;
        var json = RecordJson.Start(call, type, row.Id);
        foreach (var field in fields)
        {
            json[field.Name] = RecordJson.Value(call, type, row, field);
        }

        json["Id"] ??= row.Id;
        return json;
    }

    public static RestAnswer Update(RestCall call, string typeName, string id)
    {
        var type = call.Type(typeName);
        var body = call.Request.Json();
        return call.Write(scope =>
        {
            RecordDesk.Update(scope, type, Existing(call, type, id).Id, body);
            return RestAnswer.NoContent;
        });
    }

    public static RestAnswer Delete(RestCall call, string typeName, string id)
    {
        var type = call.Type(typeName);
        return call.Write(scope =>
        {
            RecordDesk.Delete(scope, type, Existing(call, type, id).Id);
            return RestAnswer.NoContent;
        });
    }

    public static RestAnswer Bytes(RestCall call, string typeName, string id)
    {
        var row = Existing(call, call.Type(typeName), id);
        return call.Org.Files.Get(row.Id) is { } content ? new RestAnswer(StatusCodes.Status200OK, Bytes: content, ContentType: MediaTypeNames.Application.Octet) : throw Refusals.NotFound();
    }

    /// <summary>Here a broken id is a wrong address, not a wrong value.</summary>
    private static Row Existing(RestCall call, ObjectType type, string id)
    {
        if (RecordId.Normal(id) is not { } normal || !normal.StartsWith(type.KeyPrefix, StringComparison.Ordinal) || call.Org.Store[type].Find(normal) is not { } row)
        {
            throw new RefusalException(404, new Failure("NOT_FOUND", "Provided external ID field does not exist or is not accessible: " + id));
        }

        return call.Org.Store[type].IsDeleted(row) ? throw Refusals.Deleted() : row;
    }
}
