using System.Text.Json.Nodes;
using Liaison.Sandbox.Salesforce.Describe;
using Liaison.Sandbox.Salesforce.Records;
using Liaison.Sandbox.Salesforce.Rest;

namespace Liaison.Sandbox.Salesforce.Query;

/// <summary>Records as answers show them.</summary>
public static class RecordJson
{
    private static readonly string[] AddressParts = ["City", "Country", "GeocodeAccuracy", "Latitude", "Longitude", "PostalCode", "State", "Street"];

    public static JsonObject Start(RestCall call, ObjectType type, string id) => new()
    {
        ["attributes"] = new JsonObject { ["type"] = type.Name, ["url"] = call.RecordUrl(type.Name, id) },
    };

    public static JsonNode? Value(RestCall call, ObjectType type, Row row, Field field) => field.Type switch
    {
        FieldType.Address => Address(type, row, field),
        FieldType.Base64 => call.Org.Files.Get(row.Id) is null ? null : $"{call.RecordUrl(type.Name, row.Id)}/{field.Name}",
        _ => RecordValue.Write(row[field]),
    };

    private static JsonObject? Address(ObjectType type, Row row, Field field)
    {
        var prefix = field.Name[..^"Address".Length];
        var parts = AddressParts.Select(part => (Name: char.ToLowerInvariant(part[0]) + part[1..], Value: type.Field(prefix + part) is { } one ? row[one] : null)).ToList();
        return parts.All(part => part.Value is null) ? null : new JsonObject(parts.Select(part => KeyValuePair.Create(part.Name, RecordValue.Write(part.Value))));
    }
}
