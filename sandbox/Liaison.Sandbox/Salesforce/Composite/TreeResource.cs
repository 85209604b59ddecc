using System.Text.Json;
using System.Text.Json.Nodes;
using Liaison.Sandbox.Salesforce.Describe;
using Liaison.Sandbox.Salesforce.Records;
using Liaison.Sandbox.Salesforce.Rest;

namespace Liaison.Sandbox.Salesforce.Composite;

/// <summary>Parents with their children inside them, all or nothing, at most 200 records.</summary>
public static class TreeResource
{
    private const int Most = 200;

    public static RestAnswer Run(RestCall call, string typeName)
    {
        var type = call.Type(typeName);
        var results = new List<(string Reference, string Id)>();
        try
        {
            call.Write(scope =>
            {
                foreach (var record in Records(call.Request.Json()))
                {
                    Plant(call, scope, type, record, parent: null, results);
                }

                return true;
            });
        }
        catch (TreeException broken)
        {
            return new RestAnswer(StatusCodes.Status400BadRequest, new JsonObject
            {
                ["hasErrors"] = true,
                ["results"] = new JsonArray(new JsonObject { ["referenceId"] = broken.Reference, ["errors"] = new JsonArray([.. broken.Refusal.Failures.Select(failure => (JsonNode)failure.ToResult())]) }),
            });
        }

        return new RestAnswer(StatusCodes.Status201Created, new JsonObject
        {
            ["hasErrors"] = false,
            ["results"] = new JsonArray([.. results.Select(result => (JsonNode)new JsonObject { ["referenceId"] = result.Reference, ["id"] = result.Id })]),
        });
    }

    private static void Plant(RestCall call, SaveScope scope, ObjectType type, JsonElement record, (Field Field, string Id)? parent, List<(string Reference, string Id)> results)
    {
        var reference = record.TryGetProperty("attributes", out var attributes) && attributes.TryGetProperty("referenceId", out var given) ? given.GetString()! : "";
        if (reference.Length == 0 || results.Count == Most)
        {
            throw new TreeException(reference, Refusals.Of("INVALID_INPUT", reference.Length == 0 ? "Include a reference ID for each record in the request." : $"A tree holds at most {Most} records."));
        }

        var children = record.EnumerateObject().Where(property => property.Value.ValueKind == JsonValueKind.Object && property.Value.TryGetProperty("records", out _)).ToList();
        var own = JsonSerializer.SerializeToElement(record.EnumerateObject().Where(property => children.All(child => child.Name != property.Name)).ToDictionary(property => property.Name, property => property.Value));
        try
        {
            var id = RecordDesk.Create(scope, type, own, parent?.Field, parent?.Id);
            results.Add((reference, id));
            foreach (var child in children)
            {
                var relationship = type.Child(child.Name) ?? throw Refusals.Of("INVALID_FIELD", $"No such column '{child.Name}' on sobject of type {type.Name}");
                var childType = call.Type(relationship.Object);
                foreach (var inner in Records(child.Value))
                {
                    Plant(call, scope, childType, inner, (childType.Field(relationship.Field)!, id), results);
                }
            }
        }
        catch (RefusalException refusal)
        {
            throw new TreeException(reference, refusal);
        }
    }

    private static IEnumerable<JsonElement> Records(JsonElement body) => body.TryGetProperty("records", out var records) && records.ValueKind == JsonValueKind.Array
        ? records.EnumerateArray() : throw Refusals.Of("JSON_PARSER_ERROR", "Missing required field: records");

    private sealed class TreeException(string reference, RefusalException refusal) : Exception(refusal.Message)
    {
        public string Reference { get; } = reference;

        public RefusalException Refusal { get; } = refusal;
    }
}
