using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Liaison.Sandbox.Salesforce.Describe;

namespace Liaison.Sandbox.Salesforce.Records;

/// <summary>A line of the journal: the whole of a record after a change, fields by name.</summary>
public sealed record StoredRow(string Type, string Id, JsonObject Values)
{
    public static StoredRow Of(ObjectType type, Row row)
    {
        var values = new JsonObject();
        foreach (var field in type.Fields)
        {
            if (row[field] is { } value)
            {
                values[field.Name] = RecordValue.Write(value);
            }
        }

        return new StoredRow(row.Type, row.Id, values);
    }

    public Row ToRow(ObjectType type)
    {
        var values = new object?[type.Slots];
        foreach (var (name, value) in Values)
        {
            if (type.Field(name) is { } field && value is not null)
            {
                values[field.Slot] = RecordValue.Restore(field, value.GetValue<JsonElement>());
            }
        }

        return new Row(Type, Id, values);
    }
}

[JsonSerializable(typeof(StoredRow))]
public sealed partial class StoredRowJson : JsonSerializerContext;
