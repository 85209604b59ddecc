using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Liaison.Sandbox.Dynamics.Metadata;

namespace Liaison.Sandbox.Dynamics.Records;

/// <summary>A line of the journal: the whole of a record after a change, or a record that is gone.</summary>
public sealed record StoredRecord(string Table, Guid Id, long Version, JsonObject? Values)
{
    public static StoredRecord Of(Row row)
    {
        var values = new JsonObject();
        foreach (var (name, value) in row.Values)
        {
            values[name] = value is Reference reference ? new JsonArray(reference.Table, reference.Id) : Value.Write(value);
        }

        return new StoredRecord(row.Table, row.Id, row.Version, values);
    }

    public Row? ToRow(TableType type)
    {
        if (Values is null)
        {
            return null;
        }

        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var (name, value) in Values)
        {
            if (value is not null && type.Column(name) is { } column)
            {
                values[name] = value is JsonArray pair ? new Reference((string)pair[0]!, Guid.Parse((string)pair[1]!)) : Value.Restore(column, value);
            }
        }

        return new Row(Table, Id, Version, values);
    }
}

[JsonSerializable(typeof(StoredRecord))]
public sealed partial class StoredRecordJson : JsonSerializerContext;
